// core/v1 Affinity.nodeAffinity and PodSpec.nodeSelector.
import { defineRule, type Field } from "../../server/api.ts";

export default defineRule({
  id: "missing-node-affinity",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Workload has no node affinity",
  why: "In a cluster of mixed nodes (architectures, zones, spot instances) the pods land anywhere, some on nodes where their image does not run.",
  ignoreWhen: "All nodes are alike.",
  how: "Set a nodeSelector or node affinity.",
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/"],
  peers: ["kube-linter:no-node-affinity"],
  pod(pod, { report }) {
    if (pod.resource.kind === "DaemonSet" || pod.resource.kind === "Pod") return;
    const affinity = pod.at("affinity", "nodeAffinity");
    if (isNothing(affinity) && isNothing(pod.at("nodeSelector")))
      report(affinity, `${pod.resource.kind} "${pod.resource.name}" has neither node affinity nor a node selector.`);
  },
});

/** Nothing, or an empty mapping, which means the same. */
function isNothing(field: Field): boolean {
  return field.absent || (field.isMapping && !field.open && field.keys().length === 0);
}
