import { API_RESOURCES } from "./api-resources.table.ts";

/** A resource as the API and RBAC name it: lower case, plural. */
export interface ApiResource {
  readonly name: string;
  readonly namespaced: boolean;
  readonly subresources: readonly string[];
}

const GROUPS: ReadonlyMap<string, ReadonlyMap<string, ApiResource>> = new Map(
  Object.entries(API_RESOURCES).map(([group, { namespaced, cluster, subresources }]) => {
    const read = (names: string, isNamespaced: boolean) =>
      split(names).map((name): [string, ApiResource] => [
        name,
        { name, namespaced: isNamespaced, subresources: split(subresources?.[name] ?? "") },
      ]);
    return [group, new Map([...read(namespaced, true), ...read(cluster, false)])];
  }),
);

/** The resources of an API group, by name; `undefined` for a group that Kubernetes does not serve. */
export function apiResourcesOf(group: string): ReadonlyMap<string, ApiResource> | undefined {
  return GROUPS.get(group);
}

/** The API groups of Kubernetes that have a resource of this name. */
export function groupsWithResource(name: string): readonly string[] {
  return [...GROUPS].flatMap(([group, resources]) => (resources.has(name) ? [group] : []));
}

function split(names: string): readonly string[] {
  return names === "" ? [] : names.split(" ");
}
