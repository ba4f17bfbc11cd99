// policy/v1 PodDisruptionBudgetSpec; a drain evicts, and an eviction that the budget forbids is tried again forever.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "pdb-blocks-eviction",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Disruption budget never allows an eviction",
  why: "No node with such a pod can be drained: the update of the cluster hangs, at night, until somebody deletes the budget by hand.",
  ignoreWhen: "A person must move these pods, and the people who drain nodes know.",
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  peers: ["kube-linter:pdb-max-unavailable", "kube-linter:pdb-min-available", "polaris:pdbDisruptionsIsZero"],
  fix: "suggestion",
  kinds: ["PodDisruptionBudget"],
  resource(resource, { report }) {
    const most = resource.at("spec", "maxUnavailable");
    if (most.value === 0 || /^0+%$/.test(most.string ?? ""))
      report(most, `maxUnavailable ${most.value} never allows an eviction.`, {
        fixes: [suggestion("Allow one", set(most, 1))],
      });
    const least = resource.at("spec", "minAvailable");
    if (least.value === "100%") report(least, "minAvailable 100% never allows an eviction.");
  },
});
