// CIS Kubernetes Benchmark 1.3.2; kube-controller-manager, --profiling (default true).
import { defineRule, isFalse } from "../../../server/api.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "controller-manager-profiling",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Controller manager serves profiling data",
  why: "/debug/pprof shows memory and stacks of the running controller manager, and taking a profile costs CPU at the worst moment.",
  ignoreWhen: "You take profiles on purpose, or its port is bound to 127.0.0.1 on nodes that only administrators reach.",
  standards: ["cis:1.3.2"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/"],
  peers: ["checkov:CKV_K8S_107", "trivy:KCV-0034", "kubescape:C-0145"],
  fix: "suggestion",
  ...requireValue("kube-controller-manager", "profiling", { says: "serves profiling data", accepts: isFalse, set: "false" }),
});
