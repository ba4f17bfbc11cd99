// kubernetes docs, "Authorization", request verbs; RBAC compares them as they are written.
import {
  append,
  defineRule,
  type Fix,
  isBuiltInGroup,
  type PolicyRule,
  policyRulesOf,
  remove,
  set,
  strings,
  suggestion,
  type Word,
} from "../../server/api.ts";
import { knowsGroups, ROLES, titleOf } from "./_role.ts";
import { HTTP_VERBS, meaningOf, VERBS } from "./_verb-meaning.ts";

export default defineRule({
  id: "rbac-unknown-verb",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role names a verb that does not exist",
  why: "RBAC compares verbs literally. What no request has, such as read or GET, grants nothing, and the holder is refused although the role looks right.",
  ignoreWhen: "A custom authorizer or webhook asks for this verb: list it in extraVerbs.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/authorization/"],
  fix: "suggestion",
  kinds: ROLES,
  options: { extraVerbs: strings([], "Verbs that an authorizer or an aggregated API of yours asks for.") },
  resource(role, { options, report }) {
    for (const rule of policyRulesOf(role)) {
      const known = rule.nonResourceUrls.length > 0 ? HTTP_VERBS : isBuiltIn(rule) ? VERBS : undefined;
      if (!known) continue;
      for (const verb of rule.verbs) {
        if (known.includes(verb.text) || verb.text.includes(":") || options.extraVerbs.includes(verb.text)) continue;
        const meant = meaningOf(verb.text, known);
        report(
          verb.at,
          `${titleOf(role)} grants "${verb.text}", which is not a verb${meant.length > 0 ? `: did you mean ${meant.join(", ")}?` : "."}`,
          {
            fixes: meant.length > 0 ? [replacement(rule, verb, meant)] : [],
          },
        );
      }
    }
  },
});

/** Who serves a custom resource may ask for verbs of its own. */
function isBuiltIn(rule: PolicyRule): boolean {
  return knowsGroups(rule) && rule.apiGroups.every(({ text }) => text === "*" || isBuiltInGroup(text));
}

function replacement({ verbs }: PolicyRule, { at }: Word, meant: readonly string[]): Fix {
  const missing = meant.filter((verb) => !verbs.some(({ text }) => text === verb));
  const [first, ...rest] = missing;
  const title = `Change it to ${meant.join(", ")}`;
  if (first === undefined || !at.parent) return suggestion(title, remove(at));
  const list = at.parent;
  return suggestion(title, set(at, first), ...rest.map((verb) => append(list, verb)));
}
