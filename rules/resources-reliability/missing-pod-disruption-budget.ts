// policy/v1 PodDisruptionBudget: how many of the pods that it selects may be away at once when nodes are drained.
import { defineRule, fewestReplicas, selectorsOf } from "../../server/api.ts";

export default defineRule({
  id: "missing-pod-disruption-budget",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Workload with replicas has no disruption budget",
  why: "Without a budget, the drain of several nodes may evict all pods of the workload at once: an update of the cluster becomes an outage, although there are replicas.",
  ignoreWhen: "The workload may be away for a moment, or the budget is made by something that is not in the repository.",
  how: "Add a PodDisruptionBudget with `maxUnavailable: 1` that selects the pods.",
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  peers: [
    "polaris:missingPodDisruptionBudget",
    "kube-score:deployment-has-poddisruptionbudget",
    "kube-score:statefulset-has-poddisruptionbudget",
    "kics:deployment_without_pod_disruption_budget",
    "kics:statefulset_without_pod_disruption_budget",
  ],
  workspace(workload, index, { report }) {
    if (workload.kind !== "Deployment" && workload.kind !== "StatefulSet") return;
    const replicas = fewestReplicas(index, workload);
    if (!replicas || replicas.count < 2 || !index.isWhole(workload)) return;
    if (selectorsOf(index, workload, "PodDisruptionBudget").length > 0) return;
    report(workload.site, `${workload.kind} "${workload.name}" has ${replicas.count} replicas and no PodDisruptionBudget.`);
  },
});
