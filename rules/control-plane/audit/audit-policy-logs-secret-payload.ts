// CIS Kubernetes Benchmark 3.2.2; audit levels, docs/tasks/debug/debug-cluster/audit.
import { defineRule, listed, set, suggestion } from "../../../server/api.ts";
import { AUDIT_POLICY, type AuditRule, auditRules, concerns, isUnconditional, type Target } from "../_audit-policy.ts";

interface Sensitive extends Target {
  /** The secret is in the answer: for these the level Request shows nothing. */
  readonly inResponse?: boolean;
  /** Worth a report only where the rule covers all of them. */
  readonly onlyAll?: boolean;
}

const SENSITIVE: readonly Sensitive[] = [
  { group: "", resource: "secrets" },
  { group: "", resource: "configmaps", onlyAll: true },
  { group: "authentication.k8s.io", resource: "tokenreviews" },
  { group: "", resource: "serviceaccounts/token", inResponse: true },
];

/** These send no object: the level Request shows nothing of it. */
const READS: ReadonlySet<string> = new Set(["get", "list", "watch", "delete", "deletecollection"]);

function showsBody(rule: AuditRule, target: Sensitive, match: "partly" | "fully"): boolean {
  if (target.onlyAll && (match === "partly" || !isUnconditional(rule))) return false;
  if (rule.level === "RequestResponse") return true;
  if (rule.level !== "Request" || target.inResponse) return false;
  return rule.verbs === undefined || rule.verbs.some((verb) => !READS.has(verb));
}

export default defineRule({
  id: "audit-policy-logs-secret-payload",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Audit log contains Secrets",
  why: "At the levels Request and RequestResponse the bodies of requests go to the log. Secrets and tokens are then in plain text on the control plane's disk and in every system that collects logs.",
  ignoreWhen: "Rules for certain ConfigMaps, by name or namespace, are taken to be meant and are not reported.",
  standards: ["cis:3.2.2"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  peers: ["kubescape:C-0161", "kics:audit_policy_not_cover_key_security_concerns"],
  fix: "suggestion",
  kinds: [AUDIT_POLICY],
  resource(resource, { report }) {
    const rules = auditRules(resource);
    const logged = new Map<AuditRule, string[]>();
    for (const target of SENSITIVE)
      for (const rule of rules) {
        const match = concerns(rule, target);
        if (match === "no") continue;
        if (showsBody(rule, target, match)) logged.set(rule, [...(logged.get(rule) ?? []), target.resource]);
        if (match === "fully" && isUnconditional(rule) && rule.verbs === undefined) break;
      }
    for (const [rule, resources] of logged)
      report(rule.field.at("level"), `Level ${rule.level} logs the content of ${listed(resources)}.`, {
        fixes: [suggestion("Log metadata only", set(rule.field.at("level"), "Metadata"))],
      });
  },
});
