// core/v1 PodAntiAffinity and TopologySpreadConstraint.
import { append, defineRule, integer, suggestion } from "../../server/api.ts";
import { isSpread, ownSelector, replicasOf } from "./_spread.ts";

export default defineRule({
  id: "missing-pod-anti-affinity",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Replicas may share a node",
  why: "The scheduler may put all replicas on one node, and then the loss of that node is the loss of the service.",
  ignoreWhen: "The cluster's default spread constraints are enough.",
  options: { minReplicas: integer(2, "Fewest replicas to ask of", { min: 2 }) },
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
  peers: [
    "kube-linter:no-anti-affinity",
    "kube-score:deployment-has-host-podantiaffinity",
    "kube-score:statefulset-has-host-podantiaffinity",
    "kics:deployment_has_no_pod_anti_affinity",
    "kics:statefulset_has_no_pod_anti_affinity",
  ],
  fix: "suggestion",
  needs: ["replicas"],
  pod(pod, { options, report }) {
    if (pod.resource.kind !== "Deployment" && pod.resource.kind !== "StatefulSet") return;
    if ((replicasOf(pod) ?? 1) < options.minReplicas || isSpread(pod)) return;
    const matchLabels = ownSelector(pod);
    const constraint = {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: matchLabels ?? {} },
    };
    report(
      pod.at("topologySpreadConstraints"),
      `No anti-affinity spreads the ${replicasOf(pod)} replicas of ${pod.resource.kind} "${pod.resource.name}".`,
      {
        fixes: matchLabels ? [suggestion("Spread over nodes", append(pod.at("topologySpreadConstraints"), constraint))] : [],
      },
    );
  },
});
