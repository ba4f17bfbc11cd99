// policy/v1 PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy (KEP-3017, on by default since 1.27).
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "pdb-unhealthy-eviction-policy",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Disruption budget also protects broken pods",
  why: "By default a pod that never became ready counts against the budget: one crash-looping pod is enough to make a drain wait forever.",
  ignoreWhen: "Pods that are not ready hold data that must be moved by hand.",
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy"],
  peers: ["kube-linter:pdb-unhealthy-pod-eviction-policy"],
  fix: "suggestion",
  kinds: ["PodDisruptionBudget"],
  resource(resource, { kubernetes, report }) {
    const policy = resource.at("spec", "unhealthyPodEvictionPolicy");
    if (kubernetes >= 27 && policy.absent && resource.at("spec").isMapping)
      report(policy, "Unready pods count against this budget and can block a drain.", {
        fixes: [suggestion("Always allow them to be evicted", set(policy, "AlwaysAllow"))],
      });
  },
});
