import type { Permission } from "./permission.ts";
import { builtInClusterRole, type Granted, grantedBy, type Role, type Roles } from "./role.ts";
import { type Subject, takesIn } from "./subject.ts";

/** A RoleBinding or ClusterRoleBinding as plain data. */
export interface Binding<At = unknown> {
  readonly kind: "RoleBinding" | "ClusterRoleBinding";
  /** Of a RoleBinding: where its role holds; `undefined` where nothing says it. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly role: { readonly kind: Role["kind"]; readonly name: string };
  readonly subjects: readonly Subject[];
  readonly at: At;
}

/** What a binding gives to each of its subjects. */
export interface Grant<At> extends Granted<At> {
  readonly binding: Binding<At>;
}

/** The role that a binding refers to: that of its own namespace, or a ClusterRole, which may be one that every cluster has. */
export function roleOf<At>({ role, namespace }: Binding<At>, roles: Roles<At>): Role<At> | undefined {
  const found = roles.named(role.kind, role.name);
  if (role.kind === "ClusterRole") return found[0] ?? builtInClusterRole(role.name);
  return found.find((one) => one.namespace === namespace) ?? found.find((one) => mayBeSame(one.namespace, namespace));
}

/** What the role of a binding grants. */
export function grantsOf<At>(binding: Binding<At>, roles: Roles<At>): readonly Grant<At>[] {
  const role = roleOf(binding, roles);
  return role ? grantedBy(role, roles).map((granted) => ({ ...granted, binding })) : [];
}

/** Whether one of the subjects of a binding takes in the one who asks. */
export function isFor({ subjects }: Pick<Binding, "subjects">, asking: Subject): boolean {
  return subjects.some((subject) => takesIn(subject, asking));
}

/** Whether a permission counts where a binding gives it: in a RoleBinding those for paths do not (rbac/v1 PolicyRule.nonResourceURLs). */
export function counts({ nonResourceUrls, resources }: Permission, { kind }: Pick<Binding, "kind">): boolean {
  return kind === "ClusterRoleBinding" || resources.length > 0 || nonResourceUrls.length === 0;
}

function mayBeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
