import type { Rule } from "../../lint/rule/rule.ts";

/** Looks up where a rule's subject is explained: its first reference. `null` for a rule that names none. */
export function ruleUrl(rules: readonly Rule[]): (id: string) => string | null {
  const urls = new Map(rules.map((rule) => [rule.id, rule.references?.[0] ?? null]));
  return (id) => urls.get(id) ?? null;
}
