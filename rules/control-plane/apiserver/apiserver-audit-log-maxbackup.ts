// CIS Kubernetes Benchmark 1.2.18; kube-apiserver, --audit-log-maxbackup.
import { defineRule, integer } from "../../../server/api.ts";
import { requireAuditLimit } from "../_audit-log.ts";

export default defineRule({
  id: "apiserver-audit-log-maxbackup",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Too few audit log files are kept",
  why: "Too few old files and a busy hour, or an attacker who makes one, pushes the interesting part out of the log. Without this flag the number is not limited, and the log fills the disk of the control plane.",
  ignoreWhen: "Something outside the API server collects and keeps the log.",
  standards: ["cis:1.2.18"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend"],
  peers: ["checkov:CKV_K8S_93", "trivy:KCV-0021", "kubescape:C-0132", "kics:audit_log_maxbackup_not_properly_set"],
  fix: "suggestion",
  options: { min: integer(10, "Lowest number of old audit log files", { min: 1 }) },
  ...requireAuditLimit("audit-log-maxbackup", "may keep too few audit logs"),
});
