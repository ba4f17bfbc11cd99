// kubernetes docs, RBAC, "Referring to resources": create and deletecollection cannot be restricted by name.
import {
  append,
  boolean,
  defineRule,
  type Fix,
  grantOf,
  type PolicyRule,
  plainOf,
  policyRulesOf,
  type Resource,
  remove,
  suggestion,
  type Word,
} from "../../server/api.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";

const NAMELESS: readonly string[] = ["create", "deletecollection"];

export default defineRule({
  id: "rbac-resource-names-ineffective",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "resourceNames has no effect on these verbs",
  why: "A create or deletecollection request carries no name, so a rule with resourceNames never allows it: the controller is refused at the moment it first needs the object. There are no patterns in resourceNames either.",
  ignoreWhen: "The object is made by server-side apply only: that request names it.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources"],
  fix: "suggestion",
  presetOptions: { strict: { list: true } },
  options: { list: boolean(false, "Whether list and watch are reported too, which work with a field selector only.") },
  kinds: ROLES,
  needs: ["resourceNames"],
  resource(role, { options, report }) {
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      for (const name of rule.resourceNames)
        if (name.text.includes("*") && !isSignerDomain(rule, name))
          report(name.at, `"${name.text}" is taken literally: resourceNames has no wildcards.`);
      if (rule.resourceNames.length === 0 || rule.resources.some(({ text }) => text.includes("/"))) continue;
      const verbs = rule.verbs.filter(({ text }) => NAMELESS.includes(text) && !isGrantedElsewhere(role, rule, text));
      const [verb] = verbs;
      if (verb)
        report(
          rule.at.at("resourceNames").key,
          `${titleOf(role)} grants ${verbs.map(({ text }) => text).join(" and ")} with resourceNames, without effect.`,
          {
            related: [{ message: "The verb.", at: verb.at }],
            fixes: split(role, rule, verbs),
          },
        );
      const listed = options.list ? rule.verbs.filter(({ text }) => text === "list" || text === "watch") : [];
      for (const { text, at } of listed)
        report(at, `${titleOf(role)} grants ${text} with resourceNames, which needs a field selector.`, {
          severity: "info",
        });
    }
  },
});

/** `example.com/*` names all signers of a domain (certificates.k8s.io). */
function isSignerDomain({ resources }: PolicyRule, { text }: Word): boolean {
  return text.endsWith("/*") && resources.every((resource) => resource.text === "signers");
}

/** Another rule of the role grants it without names: then the verb is idle here, and nothing is refused. */
function isGrantedElsewhere(role: Resource, rule: PolicyRule, verb: string): boolean {
  const groups = rule.apiGroups.map(({ text }) => text);
  return rule.resources.every(({ text }) =>
    policyRulesOf(role).some(
      (other) => !other.named && grantOf(other, { groups, resources: [text], verbs: [verb] }) !== undefined,
    ),
  );
}

function split(role: Resource, rule: PolicyRule, verbs: readonly Word[]): readonly Fix[] {
  const apiGroups = plainOf(rule.at.at("apiGroups"));
  const resources = plainOf(rule.at.at("resources"));
  if (apiGroups === undefined || resources === undefined || verbs.length === rule.at.at("verbs").items().length) return [];
  const names = verbs.map(({ text }) => text);
  return [
    suggestion(
      `Grant ${names.join(" and ")} in a rule of its own, for every name`,
      ...[...verbs].reverse().map(({ at }) => remove(at)),
      append(role.at("rules"), { apiGroups, resources, verbs: names }),
    ),
  ];
}
