// CIS Kubernetes Benchmark 3.2.1; without --audit-policy-file no event is logged.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-audit-policy-file",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server has no audit policy",
  why: "Without a policy the API server logs no event at all, even where a log file is configured. After an incident there is no record of requests.",
  ignoreWhen: "Somebody else audits the requests, such as a proxy in front of a hosted control plane.",
  standards: ["cis:3.2.1"],
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  peers: ["kubescape:C-0160", "kubescape:C-0067", "kics:audit_policy_file_not_defined"],
  fix: "suggestion",
  ...requireFlags("kube-apiserver", ["audit-policy-file"], {
    says: "logs no requests",
    value: "/etc/kubernetes/audit-policy.yaml",
  }),
});
