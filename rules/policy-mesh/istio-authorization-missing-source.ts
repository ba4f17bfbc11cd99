// security.istio.io AuthorizationPolicy Rule: no `from` matches every source; `not…` lists match whoever has no identity, too.
import { defineRule, type Field } from "../../server/api.ts";
import { allowRulesOf } from "./_istio.ts";

export default defineRule({
  id: "istio-authorization-missing-source",
  family: "policy-mesh",
  severity: "info",
  tier: "strict",
  title: "Istio authorization rule does not say who may call",
  why: "A rule that names only operations lets any caller use them, requests without an identity included. A source that only excludes is as open: whoever comes in plain text has no principal and is not excluded.",
  ignoreWhen: "The operations are for everybody, such as health checks or public pages.",
  how: "Add `from` with the principals or namespaces that may call, or a `when` about the token's claims.",
  references: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/"],
  kinds: ["security.istio.io/AuthorizationPolicy"],
  resource(policy, { report }) {
    for (const rule of allowRulesOf(policy)) {
      if (rule.open || asksWho(rule.at("when"))) continue;
      const to = rule.at("to");
      if (!rule.keys().includes("from") && to.items().length > 0)
        report(to, `AuthorizationPolicy "${policy.name}" lets any caller use these operations.`);
      for (const item of rule.at("from").items()) {
        const source = item.at("source");
        const names = source.keys();
        if (names.length > 0 && !source.open && names.every((name) => /^not(?:Principals|Namespaces)$/.test(name)))
          report(source, `AuthorizationPolicy "${policy.name}" also allows callers without an identity.`);
      }
    }
  },
});

/** Whether a condition is about the caller or its token. */
function asksWho(when: Field): boolean {
  return (
    when.open ||
    when.items().some((condition) => {
      const key = condition.at("key").string;
      return key === undefined || /^(?:source\.|request\.auth\.|request\.headers\[)/.test(key);
    })
  );
}
