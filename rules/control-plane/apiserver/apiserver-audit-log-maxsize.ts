// CIS Kubernetes Benchmark 1.2.19; kube-apiserver, --audit-log-maxsize.
import { defineRule, integer } from "../../../server/api.ts";
import { requireAuditLimit } from "../_audit-log.ts";

export default defineRule({
  id: "apiserver-audit-log-maxsize",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Audit log files are too small",
  why: "Small files are rotated quickly and, with a limited number of them, soon gone. An explicit size keeps the log's length predictable.",
  ignoreWhen: "Something outside the API server collects and keeps the log.",
  standards: ["cis:1.2.19"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend"],
  peers: ["checkov:CKV_K8S_94", "trivy:KCV-0022", "kubescape:C-0133", "kics:audit_log_maxsize_not_properly_set"],
  fix: "suggestion",
  options: { min: integer(100, "Lowest size in megabytes at which an audit log is rotated", { min: 1 }) },
  ...requireAuditLimit("audit-log-maxsize", "may rotate the audit log too early"),
});
