// CIS Kubernetes Benchmark 3.2.1; apiserver, pkg/apis/audit/validation: a policy needs a level in each rule, an unmatched request is not logged.
import { append, defineRule, set, suggestion } from "../../../server/api.ts";
import { AUDIT_POLICY, auditRules, isCatchAll } from "../_audit-policy.ts";

export default defineRule({
  id: "audit-policy-no-rules",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Audit policy leaves requests out",
  why: "A request that no rule matches is not logged. Without rules nothing is, and without a last rule for everything an attacker only has to use an API that nobody thought of.",
  ignoreWhen: "The rules list on purpose all that is worth keeping.",
  standards: ["cis:3.2.1"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  peers: ["kubescape:C-0160"],
  fix: "suggestion",
  kinds: [AUDIT_POLICY],
  resource(resource, { report }) {
    const rules = resource.at("rules");
    if (rules.state === "unknown" || rules.open) return;
    const fixes = [suggestion("Log the metadata of all other requests", append(rules, { level: "Metadata" }))];
    const all = auditRules(resource);
    const last = all.at(-1);
    if (!last) report(rules.key, "The audit policy has no rule that matches anything: nothing is logged.", { fixes });
    else if (!all.some(isCatchAll))
      report(rules.key, "The audit policy has no catch-all rule: other requests are not logged.", {
        severity: "info",
        fixes,
      });
    else if (isCatchAll(last) && last.level === "None")
      report(last.field.at("level"), "The audit policy drops all requests that no other rule matches.", {
        severity: "warning",
        fixes: [suggestion("Log their metadata", set(last.field.at("level"), "Metadata"))],
      });
  },
});
