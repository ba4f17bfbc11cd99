// CIS Kubernetes Benchmark 1.3.1; kube-controller-manager, --terminated-pod-gc-threshold (default 12500).
import { defineRule } from "../../../server/api.ts";
import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "controller-manager-pod-gc",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Terminated pods pile up",
  why: "Finished and evicted pods stay in etcd until there are 12500 of them, or forever if the threshold is 0. Listing pods becomes slow and etcd grows.",
  ignoreWhen: "The default suits the size of the cluster.",
  standards: ["cis:1.3.1"],
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection"],
  peers: [
    "checkov:CKV_K8S_106",
    "trivy:KCV-0033",
    "kubescape:C-0144",
    "kics:terminated_pod_garbage_collector_threshold_not_properly_set",
  ],
  fix: "suggestion",
  ...requireValue("kube-controller-manager", "terminated-pod-gc-threshold", {
    says: "keeps terminated pods",
    accepts: (value) => Number(value) > 0,
    set: "1000",
  }),
});
