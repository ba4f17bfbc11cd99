// RBAC as the API server evaluates it (kubernetes: pkg/apis/rbac/v1/evaluation_helpers.go).
import { recently } from "../text/recent.ts";
import type { Field } from "../yaml/tree/field.ts";
import type { Resource } from "./resource.ts";

export const RBAC_GROUP = "rbac.authorization.k8s.io";

/** One entry of a list of a policy rule: what it says and where. */
export interface Word {
  readonly text: string;
  readonly at: Field;
}

/** One of the `rules` of a Role or ClusterRole. What a template decides is left out of its lists. */
export interface PolicyRule {
  readonly at: Field;
  readonly apiGroups: readonly Word[];
  // `pods`, `pods/exec`, `*` (all, subresources too), `*/scale` (that subresource of all).
  readonly resources: readonly Word[];
  readonly verbs: readonly Word[];
  readonly resourceNames: readonly Word[];
  readonly nonResourceUrls: readonly Word[];
  /** The rule is, or may be, limited to certain objects by `resourceNames`. */
  readonly named: boolean;
}

/** Resources of some API groups, and what may be done to them: any of the verbs. */
export interface Access {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The words by which a rule grants access. */
export interface Grant {
  readonly rule: PolicyRule;
  /** Those that name the resource come before wildcards. */
  readonly resources: readonly Word[];
  readonly verbs: readonly Word[];
}

/** The rules of a Role or ClusterRole; none for another shape. */
export const policyRulesOf = recently((role: Resource): readonly PolicyRule[] => role.at("rules").items().map(readRule));

function readRule(at: Field): PolicyRule {
  const names = at.at("resourceNames");
  return {
    at,
    apiGroups: words(at.at("apiGroups")),
    resources: words(at.at("resources")),
    verbs: words(at.at("verbs")),
    resourceNames: words(names),
    nonResourceUrls: words(at.at("nonResourceURLs")),
    named: names.open || names.state === "unknown" || names.items().length > 0,
  };
}

function words(list: Field): readonly Word[] {
  const found: Word[] = [];
  for (const at of list.items()) {
    const text = at.string;
    if (text !== undefined) found.push({ text, at });
  }
  return found;
}

/** The words of the rule that grant the access, to some object at least; `undefined` if it grants none of it. `resourceNames` are the caller's matter. */
export function grantOf(rule: PolicyRule, access: Access): Grant | undefined {
  if (!names(rule.apiGroups, access.groups) || !names(rule.verbs, access.verbs)) return undefined;
  const resources = rule.resources.filter(({ text }) => access.resources.some((resource) => coversResource(text, resource)));
  if (resources.length === 0) return undefined;
  return {
    rule,
    resources: resources.sort((a, b) => Number(isPattern(a)) - Number(isPattern(b))),
    verbs: rule.verbs.filter(({ text }) => text === "*" || access.verbs.includes(text)),
  };
}

/** Whether the list has one of the words, or the wildcard. */
function names(list: readonly Word[], words: readonly string[]): boolean {
  for (const { text } of list) if (text === "*" || words.includes(text)) return true;
  return false;
}

/** Whether an entry of `resources` covers a resource (`pods`) or a subresource (`pods/exec`). `pods` does not cover `pods/exec`, and `pods/*` nothing at all. */
export function coversResource(entry: string, resource: string): boolean {
  if (entry === "*" || entry === resource) return true;
  return entry.startsWith("*/") && resource.slice(resource.indexOf("/")) === entry.slice(1) && resource.includes("/");
}

function isPattern({ text }: Word): boolean {
  return text.startsWith("*");
}
