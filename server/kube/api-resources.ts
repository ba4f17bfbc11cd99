import { MORE_RESOURCES, SUBRESOURCES } from "./api-resources.table.ts";
import { allKinds, groupOf } from "./schema/kinds.ts";

/** A resource as the API and RBAC name it: lower case, plural. */
export interface ApiResource {
  readonly name: string;
  readonly namespaced: boolean;
  readonly subresources: readonly string[];
}

let known: ReadonlyMap<string, ReadonlyMap<string, ApiResource>> | undefined;

/** By group and name: the resources of the kinds that Kubernetes serves, and those that exist only for authorization. */
function groups(): ReadonlyMap<string, ReadonlyMap<string, ApiResource>> {
  if (known) return known;
  const found = new Map<string, Map<string, ApiResource>>();
  const add = (group: string, name: string, namespaced: boolean) => {
    const resources = found.get(group) ?? new Map<string, ApiResource>();
    found.set(group, resources);
    resources.set(name, { name, namespaced, subresources: split(SUBRESOURCES[group]?.[name] ?? "") });
  };
  for (const { apiVersion, resource, namespaced } of allKinds())
    if (resource !== "") add(groupOf(apiVersion), resource, namespaced);
  for (const [group, { namespaced = "", cluster = "" }] of Object.entries(MORE_RESOURCES)) {
    for (const name of split(namespaced)) add(group, name, true);
    for (const name of split(cluster)) add(group, name, false);
  }
  known = found;
  return found;
}

/** The resources of an API group, by name; `undefined` for a group that Kubernetes does not serve. */
export function apiResourcesOf(group: string): ReadonlyMap<string, ApiResource> | undefined {
  return groups().get(group);
}

/** Whether a resource is in namespaces, as far as is known: in one of the groups, or in the one that is given. */
export function isNamespacedResource(name: string, group: string | undefined): boolean {
  const known = (group === undefined ? groupsWithResource(name) : [group]).flatMap((one) => groups().get(one)?.get(name) ?? []);
  return known.length === 0 || known.some(({ namespaced }) => namespaced);
}

/** The API groups of Kubernetes that have a resource of this name. */
export function groupsWithResource(name: string): readonly string[] {
  return [...groups()].flatMap(([group, resources]) => (resources.has(name) ? [group] : []));
}

function split(names: string): readonly string[] {
  return names === "" ? [] : names.split(" ");
}
