// CIS Kubernetes Benchmark 1.2.17; kube-apiserver, --audit-log-maxage.
import { defineRule, integer } from "../../../server/api.ts";
import { requireAuditLimit } from "../_audit-log.ts";

export default defineRule({
  id: "apiserver-audit-log-maxage",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Audit logs are not kept long enough",
  why: "Who had access three weeks ago is a common question after a break-in, and the log must still be there. Without this flag nothing removes old files, and the log fills the disk of the control plane.",
  ignoreWhen: "Something outside the API server collects and keeps the log.",
  standards: ["cis:1.2.17"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend"],
  peers: ["checkov:CKV_K8S_92", "trivy:KCV-0020", "kubescape:C-0131", "kics:audit_log_maxage_not_properly_set"],
  fix: "suggestion",
  options: { min: integer(30, "Lowest number of days that audit logs are kept", { min: 1 }) },
  ...requireAuditLimit("audit-log-maxage", "may delete audit logs too soon"),
});
