import type { Field, Resource } from "../../server/api.ts";

/** Policies with `spec.rules` (kyverno.io/v1). */
export const RULE_POLICIES = ["kyverno.io/ClusterPolicy", "kyverno.io/Policy"];

/** Policies written in CEL that allow or reject (policies.kyverno.io). */
export const CEL_POLICIES = [
  "policies.kyverno.io/ValidatingPolicy",
  "policies.kyverno.io/NamespacedValidatingPolicy",
  "policies.kyverno.io/ImageValidatingPolicy",
  "policies.kyverno.io/NamespacedImageValidatingPolicy",
];

/** The rules of a policy with `spec.rules`. */
export function rulesOf(policy: Resource): readonly Field[] {
  return policy.at("spec", "rules").items();
}

/** What may reject an object in a rule: its `validate`, and each entry of its `verifyImages`. */
export function checksOf(rule: Field): readonly Field[] {
  const validate = rule.at("validate");
  return [...(validate.isMapping ? [validate] : []), ...rule.at("verifyImages").items()];
}

/** Whether the policy rejects objects at all; one that only changes or makes others does not. */
export function mayReject(policy: Resource): boolean {
  return policy.group === "policies.kyverno.io" || rulesOf(policy).some((rule) => checksOf(rule).length > 0);
}

/** The resource filters of a `match` or `exclude`: those of `any`, of `all`, or the older form without either. */
export function filtersOf(block: Field): readonly Field[] {
  if (!block.isMapping) return [];
  const lists = [...block.at("any").items(), ...block.at("all").items()];
  return lists.length > 0 || block.at("any").exists || block.at("all").exists ? lists : [block];
}

/** The name of a pattern's key without the anchor around it: `=(spec)` and `spec` both name `spec`. */
export function withoutAnchor(key: string): string {
  return /^[=^+<X]?\((.+)\)$/.exec(key)?.[1] ?? key;
}

const DEEPEST = 40; // a pattern is data, and may be an alias of itself

/** Whether a key or a text anywhere below matches, expressions in `{{ }}` included. */
export function mentions(field: Field, wanted: RegExp, depth = 0): boolean {
  const { raw } = field;
  if (typeof raw === "string") return wanted.test(raw);
  if (depth > DEEPEST) return false;
  return (
    field.items().some((item) => mentions(item, wanted, depth + 1)) ||
    field.entries().some(([key, value]) => wanted.test(key) || mentions(value, wanted, depth + 1))
  );
}
