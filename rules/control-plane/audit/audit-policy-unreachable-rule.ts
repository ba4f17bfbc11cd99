// The first matching rule decides: apiserver, pkg/audit/policy/checker.go.
import { defineRule } from "../../../server/api.ts";
import { AUDIT_POLICY, auditRules, shadows } from "../_audit-policy.ts";

export default defineRule({
  id: "audit-policy-unreachable-rule",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Rule of the audit policy never applies",
  why: "The first rule that matches a request decides. A rule behind a broader one is never asked, so what its author wanted to log, or to keep out of the log, is not.",
  ignoreWhen: "Never; move the rule up or delete it.",
  how: "Move the narrower rule above the broader one, or delete it.",
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  kinds: [AUDIT_POLICY],
  resource(resource, { report }) {
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
