// core/v1 TopologySpreadConstraint; cluster-wide defaults may exist (KubeSchedulerConfiguration PodTopologySpread).
import { append, defineRule, suggestion } from "../../server/api.ts";
import { ownSelector, replicasOf } from "./_spread.ts";

export default defineRule({
  id: "missing-topology-spread",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Workload has no topology spread constraints",
  why: "Replicas may gather in one zone or on one node, and go down together.",
  ignoreWhen: "The scheduler has default constraints, or anti-affinity does the same.",
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
  peers: ["polaris:topologySpreadConstraint"],
  fix: "suggestion",
  needs: ["replicas"],
  pod(pod, { report }) {
    if (!["Deployment", "StatefulSet", "ReplicaSet"].includes(pod.resource.kind) || (replicasOf(pod) ?? 1) < 2) return;
    const constraints = pod.at("topologySpreadConstraints");
    if (!constraints.absent && !(constraints.isSequence && !constraints.open && constraints.items().length === 0)) return;
    const matchLabels = ownSelector(pod);
    const constraint = {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: matchLabels ?? {} },
    };
    report(constraints, `${pod.resource.kind} "${pod.resource.name}" has no topologySpreadConstraints.`, {
      fixes: matchLabels ? [suggestion("Spread over nodes", append(constraints, constraint))] : [],
    });
  },
});
