// What a role grants, with aggregation (kubernetes: pkg/controller/clusterroleaggregation).
import { type Labels, type Selector, selects } from "../labels.ts";
import { builtInRole, builtInRoles } from "./built-in-roles.ts";
import type { Permission } from "./permission.ts";

/** A Role or ClusterRole as plain data. `at`: where it stands, as the caller knows it; `undefined` for one that every cluster has. */
export interface Role<At = unknown> {
  readonly kind: "Role" | "ClusterRole";
  /** `undefined` for a ClusterRole, and for a Role that says none. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly labels: Labels;
  readonly permissions: readonly Permission[];
  /** The ClusterRoles whose permissions it has instead of its own; `undefined` if it has its own. */
  readonly aggregates: readonly Selector[] | undefined;
  readonly at: At | undefined;
}

/** The roles that there are, beside those that every cluster has. */
export interface Roles<At> {
  /** Those of a name, with every namespace. */
  named(kind: Role["kind"], name: string): readonly Role<At>[];
  /** The ClusterRoles that may have all these labels; all of them for none. */
  labelled(labels: Labels): readonly Role<At>[];
}

/** A permission with the roles that it came by: first the role itself, behind it those that it is aggregated from. */
export interface Granted<At> {
  readonly permission: Permission;
  readonly roles: readonly Role<At>[];
}

/**
 * What a role grants. The permissions of a role that aggregates others are those of the others: its own are overwritten. Roles that aggregate each
 * other in a circle are looked at once.
 */
export function grantedBy<At>(role: Role<At>, roles: Roles<At>): readonly Granted<At>[] {
  const found: Granted<At>[] = [];
  const seen = new Set<string>();
  const expanded = new Set<string>();
  const visit = (one: Role<At>, way: readonly Role<At>[]): void => {
    if (one.kind === "ClusterRole" && seen.has(one.name)) return;
    seen.add(one.name);
    const through = [...way, one];
    if (!one.aggregates) for (const permission of one.permissions) found.push({ permission, roles: through });
    else visitParts(one.aggregates, through);
  };
  /** What the same selectors select has been visited, or is about to be: hundreds of roles that aggregate each other ask once. */
  const visitParts = (selectors: readonly Selector[], through: readonly Role<At>[]): void => {
    const asked = JSON.stringify(selectors);
    if (expanded.has(asked)) return;
    expanded.add(asked);
    for (const part of aggregated(selectors, roles)) visit(part, through);
  };
  visit(role, []);
  return found;
}

/** The ClusterRoles that one of the selectors selects, by name. A definition stands for the built-in role of its name. */
function aggregated<At>(selectors: readonly Selector[], roles: Roles<At>): readonly Role<At>[] {
  const found = new Map<string, Role<At>>();
  for (const role of builtInRoles())
    if (selectors.some((selector) => selects(selector, role.labels))) found.set(role.name, role as Role<At>);
  for (const selector of selectors)
    for (const role of roles.labelled(selector.matchLabels)) if (selects(selector, role.labels)) found.set(role.name, role);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The built-in ClusterRole of a name. */
export function builtInClusterRole<At>(name: string): Role<At> | undefined {
  return builtInRole(name) as Role<At> | undefined;
}
