// The first matching rule decides: apiserver, pkg/audit/policy/checker.go.
import { defineRule } from "../../../server/api.ts";
import { AUDIT_POLICY, auditRules, deadWords, shadows } from "../_audit-policy.ts";

export default defineRule({
  id: "audit-policy-unreachable-rule",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Rule of the audit policy never applies",
  why: "The first rule that matches a request decides, so a rule behind a broader one is never asked. A `*` in users, userGroups, verbs or namespaces is compared literally and matches nothing. Either way, what the author wanted to log, or to keep out of the log, is not.",
  ignoreWhen: "Never; move the rule up or delete it.",
  how: "Move the narrower rule above the broader one, or delete it. Leave a list out to match everything.",
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  kinds: [AUDIT_POLICY],
  resource(resource, { report }) {
    for (const rule of resource.at("rules").items())
      for (const word of deadWords(rule))
        report(word, `"${word.string}" matches nothing: ${word.parent?.name} has no wildcards.`);
    const rules = auditRules(resource);
    rules.forEach((rule, i) => {
      const earlier = rules.slice(0, i).find((other) => shadows(other, rule));
      if (earlier)
        report(rule.field.at("level"), "This rule never applies: an earlier rule matches all of its requests.", {
          related: [{ message: "The earlier rule", at: earlier.field.at("level") }],
        });
    });
  },
});
