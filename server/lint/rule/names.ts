import { nearest } from "../../text/nearest.ts";
import type { Rule } from "./rule.ts";

/** Rules by id. */
export type RuleIndex = ReadonlyMap<string, Rule>;

export function indexRules(rules: readonly Rule[]): RuleIndex {
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** What to say about an id that no rule has, and the id that was likely meant: one that is spelt alike, or the rule that another tool calls so. */
export function unknownRule(id: string, rules: RuleIndex): { readonly message: string; readonly replacement?: string } {
  const peer = [...rules.values()].find((rule) => rule.peers?.some((name) => name.slice(name.indexOf(":") + 1) === id));
  if (peer) return { message: `There is no rule "${id}"; the rule for it is "${peer.id}".`, replacement: peer.id };
  const near = nearest(id, rules.keys());
  if (near) return { message: `There is no rule "${id}"; did you mean "${near}"?`, replacement: near };
  return { message: `There is no rule "${id}". "plimsoll rules" lists them all.` };
}
