// CIS Kubernetes Benchmark 1.2.16; kube-apiserver, --audit-log-path.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-audit-log-path",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server keeps no audit log",
  why: "After an incident nobody can say who read which secret or who changed which role: there is no other record of requests.",
  ignoreWhen: "Audit events go to a webhook (--audit-webhook-config-file silences this rule).",
  standards: ["cis:1.2.16", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  peers: ["checkov:CKV_K8S_91", "trivy:KCV-0019", "kubescape:C-0130", "kubescape:C-0067", "kics:audit_log_path_not_set"],
  fix: "suggestion",
  ...requireFlags("kube-apiserver", ["audit-log-path"], {
    says: "keeps no audit log",
    value: "/var/log/kubernetes/audit/audit.log",
    or: ["audit-webhook-config-file"],
  }),
});
