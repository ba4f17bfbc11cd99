import {
  type Access,
  append,
  type Fix,
  grantOf,
  isBuiltInGroup,
  type PolicyRule,
  RBAC_GROUP,
  remove,
  type Severity,
  suggestion,
  type Word,
} from "../../server/api.ts";

const READ: readonly string[] = ["get", "list", "watch"];
const VERBS = [...READ, "create", "update", "patch", "delete"];

/** Where every verb is more than the usual ones. */
const POWERS: readonly Access[] = [
  { groups: [RBAC_GROUP], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] },
  { groups: [""], resources: ["serviceaccounts", "users", "groups"], verbs: ["impersonate"] },
  { groups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["approve", "sign"] },
];

/** The verbs beyond the usual ones that `*` grants in the rule, as a list in words; `""` if there are none. */
export function powersOf(rule: PolicyRule): string {
  return POWERS.filter((access) => grantOf(rule, access))
    .flatMap(({ verbs }) => verbs)
    .join(", ");
}

/** Whether the API group is not one of Kubernetes' own. */
export function isCustom(group: string): boolean {
  return group !== "*" && !isBuiltInGroup(group);
}

/** Reading what is neither a secret nor of the core group gives little away, and a subresource of all is one thing. */
export function severityOf({ apiGroups, verbs }: PolicyRule, { text }: Word): Severity {
  if (text !== "*") return "info";
  const reads = verbs.every((verb) => READ.includes(verb.text));
  return reads && !apiGroups.some((group) => group.text === "" || group.text === "*") ? "info" : "warning";
}

/** The usual verbs instead of the wildcard, where nothing else is in the list. */
export function spelledOut({ verbs }: PolicyRule, { at }: Word): readonly Fix[] {
  const list = at.parent;
  if (verbs.length > 1 || !list || list.items().length > 1) return [];
  return [suggestion(`List the verbs: ${VERBS.join(", ")}`, ...VERBS.map((verb) => append(list, verb)), remove(at))];
}
