import type { Resource } from "../../server/api.ts";

export const ROLES: readonly string[] = ["Role", "ClusterRole"];
export const BINDINGS: readonly string[] = ["RoleBinding", "ClusterRoleBinding"];

/** A role that Kubernetes itself ships: its name begins with `system:`, or it carries the label of the default roles. */
export function isSystemRole(role: Resource): boolean {
  return role.name.startsWith("system:") || isBootstrapped(role);
}

/** An object that the API server creates and keeps as it is (plugin/pkg/auth/authorizer/rbac/bootstrappolicy). */
export function isBootstrapped(object: Resource): boolean {
  return object.at("metadata", "labels", "kubernetes.io/bootstrapping").value === "rbac-defaults";
}

/** `Role "x"`, as messages name it. */
export function titleOf(object: Resource): string {
  return `${object.kind} "${object.name}"`;
}
