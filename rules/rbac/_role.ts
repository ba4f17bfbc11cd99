import type { PolicyRule, Resource, Word } from "../../server/api.ts";

export const ROLES: readonly string[] = ["Role", "ClusterRole"];
export const BINDINGS: readonly string[] = ["RoleBinding", "ClusterRoleBinding"];

/** An object that the API server creates and keeps as it is (plugin/pkg/auth/authorizer/rbac/bootstrappolicy). */
export function isBootstrapped(object: Resource): boolean {
  return object.at("metadata", "labels", "kubernetes.io/bootstrapping").value === "rbac-defaults";
}

/** `Role "x"`, as messages name it. */
export function titleOf(object: Resource): string {
  return `${object.kind} "${object.name}"`;
}

const STANDARD_VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];

/** Whether a policy rule grants everything, as that of cluster-admin does. */
export function isFullAdmin({ apiGroups, resources, verbs, named }: PolicyRule): boolean {
  if (named || !has(apiGroups, "*") || !has(resources, "*")) return false;
  return has(verbs, "*") || STANDARD_VERBS.every((verb) => has(verbs, verb));
}

function has(words: readonly Word[], text: string): boolean {
  return words.some((word) => word.text === text);
}

/** Whether the API groups of a policy rule are all written there: none comes from a template. */
export function knowsGroups({ at, apiGroups }: PolicyRule): boolean {
  const list = at.at("apiGroups");
  return apiGroups.length > 0 && !list.open && list.items().length === apiGroups.length;
}
