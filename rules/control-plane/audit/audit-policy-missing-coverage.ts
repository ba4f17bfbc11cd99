// CIS Kubernetes Benchmark 3.2.2; audit levels, docs/tasks/debug/debug-cluster/audit.
import { append, defineRule, listed, suggestion } from "../../../server/api.ts";
import {
  AUDIT_POLICY,
  type AuditRule,
  auditRules,
  concerns,
  isCatchAll,
  isUnconditional,
  type Target,
} from "../_audit-policy.ts";

const TARGETS: readonly Target[] = [
  ...["secrets", "configmaps", "pods", "pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy"].map(
    (resource) => ({
      group: "",
      resource,
    }),
  ),
  { group: "authentication.k8s.io", resource: "tokenreviews" },
  { group: "apps", resource: "deployments" },
  ...["roles", "rolebindings", "clusterroles", "clusterrolebindings"].map((resource) => ({
    group: "rbac.authorization.k8s.io",
    resource,
  })),
];

/** Whether some requests of every user about the resource are logged. Rules for certain users or namespaces do not count. */
function isRecorded(rules: readonly AuditRule[], target: Target): boolean {
  for (const rule of rules) {
    if (concerns(rule, target) !== "fully" || !isUnconditional(rule)) continue;
    if (rule.level !== "None") return true;
    if (rule.verbs === undefined) return false;
  }
  return false;
}

export default defineRule({
  id: "audit-policy-missing-coverage",
  family: "control-plane",
  severity: "warning",
  tier: "strict",
  title: "Audit policy does not record requests that matter",
  why: "Reads of Secrets, changes of roles and sessions in pods are what an investigation asks for first. A policy that drops them answers nothing.",
  ignoreWhen: "Something else records these requests.",
  standards: ["cis:3.2.2"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  peers: ["kubescape:C-0161", "kics:audit_policy_not_cover_key_security_concerns"],
  fix: "suggestion",
  kinds: [AUDIT_POLICY],
  resource(resource, { report }) {
    const field = resource.at("rules");
    const rules = auditRules(resource);
    if (rules.length === 0 || field.open) return;
    const missing = TARGETS.filter((target) => !isRecorded(rules, target)).map((target) => target.resource);
    if (missing.length === 0) return;
    report(field.key, `The audit policy does not record requests for ${listed(missing)}.`, {
      fixes: rules.some(isCatchAll)
        ? []
        : [suggestion("Log the metadata of all other requests", append(field, { level: "Metadata" }))],
    });
  },
});
