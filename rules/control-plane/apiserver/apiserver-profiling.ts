// CIS Kubernetes Benchmark 1.2.15; kube-apiserver, --profiling (default true).
import { defineRule, isFalse } from "../../../server/api.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-profiling",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "API server serves profiling data",
  why: "/debug/pprof shows memory and stacks of the running API server to whoever is allowed to read it, and taking a profile costs CPU at the worst moment.",
  ignoreWhen: "You take profiles on purpose, or only administrators may read /debug/pprof.",
  standards: ["cis:1.2.15"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
  peers: ["checkov:CKV_K8S_90", "trivy:KCV-0018", "kubescape:C-0129", "kics:profiling_not_set_to_false"],
  fix: "suggestion",
  ...requireValue("kube-apiserver", "profiling", { says: "serves profiling data", accepts: isFalse, set: "false" }),
});
