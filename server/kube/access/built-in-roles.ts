import { NONE } from "../../text/none.ts";
import type { Selector } from "../labels.ts";
import { BUILT_IN_ROLES } from "./built-in-role.table.ts";
import type { Permission } from "./permission.ts";

/** A ClusterRole that the API server makes in every cluster (plugin/pkg/auth/authorizer/rbac/bootstrappolicy). */
interface BuiltInRole {
  readonly kind: "ClusterRole";
  readonly namespace: undefined;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly permissions: readonly Permission[];
  readonly aggregates: readonly Selector[] | undefined;
  readonly at: undefined;
}

let known: ReadonlyMap<string, BuiltInRole> | undefined;

function all(): ReadonlyMap<string, BuiltInRole> {
  known ??= new Map(
    BUILT_IN_ROLES.trim()
      .split(/\n(?! )/)
      .map((lines) => readRole(lines))
      .map((role) => [role.name, role]),
  );
  return known;
}

/** The built-in ClusterRole of a name. */
export function builtInRole(name: string): BuiltInRole | undefined {
  return all().get(name);
}

/** All ClusterRoles that every cluster has. */
export function builtInRoles(): Iterable<BuiltInRole> {
  return all().values();
}

function readRole(text: string): BuiltInRole {
  const [head = "", ...lines] = text.split("\n");
  const [name = "", ...aggregatedTo] = head.split(" ");
  const rules = lines.map((line) => line.trim().split(" "));
  const selectors = rules.flatMap(([first, target]) => (first === "<" && target ? [selectorOf(target)] : []));
  return {
    kind: "ClusterRole",
    namespace: undefined,
    name,
    labels: Object.fromEntries(aggregatedTo.map((target) => [labelOf(target), "true"])),
    permissions: rules.filter(([first]) => first !== "<").map(readRule),
    aggregates: selectors.length > 0 ? selectors : undefined,
    at: undefined,
  };
}

function selectorOf(target: string): Selector {
  return { matchLabels: { [labelOf(target)]: "true" }, matchExpressions: NONE, uncertain: false };
}

/** The label by which a ClusterRole becomes a part of view, edit or admin. */
function labelOf(target: string): string {
  return `rbac.authorization.k8s.io/aggregate-to-${target}`;
}

function readRule(parts: readonly string[]): Permission {
  const [verbs, what, groups, names] = parts.map((part) => part.split(","));
  return {
    verbs: verbs ?? NONE,
    resources: groups ? (what ?? NONE) : NONE,
    nonResourceUrls: groups ? NONE : (what ?? NONE),
    apiGroups: (groups ?? NONE).map((group) => (group === "core" ? "" : group)),
    resourceNames: names ?? NONE,
    named: names !== undefined,
  };
}
