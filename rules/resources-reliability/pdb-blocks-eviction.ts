// policy/v1 PodDisruptionBudgetSpec; a drain evicts, and an eviction that the budget forbids is tried again forever.
import { defineRule, set, suggestion, valueAt } from "../../server/api.ts";
import { budgetsOf } from "./_budget.ts";

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
  workspace(budget, index, { report }) {
    for (const { workload, replicas, least } of budgetsOf(index, budget)) {
      const field = valueAt(budget, "spec.minAvailable");
      if (!field || field.value === "100%" || least < replicas.count || (replicas.isScaled && least > replicas.count)) continue;
      const { count } = replicas;
      const have = `${workload.kind} "${workload.name}" has ${count} pod${count === 1 ? "" : "s"}`;
      report(field.site, `minAvailable ${field.value} never allows an eviction: ${have}.`, {
        related: [{ message: `${replicas.object.kind} "${replicas.object.name}".`, object: replicas.object, at: replicas.site }],
      });
    }
  },
});
