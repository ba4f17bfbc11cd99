// policy/v1 PodDisruptionBudgetSpec.minAvailable against the fewest pods that an autoscaler keeps.
import { defineRule, valueAt } from "../../server/api.ts";
import { budgetsOf } from "./_budget.ts";

export default defineRule({
  id: "pdb-min-available-exceeds-hpa",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Disruption budget asks for more pods than the autoscaler keeps",
  why: "When the load is low, the autoscaler goes down to fewer pods than the budget asks for. From then on no pod may be evicted, and no node that runs one can be drained.",
  ignoreWhen: "Nodes are only drained when the load is high.",
  how: "Use `maxUnavailable`, or a lower `minAvailable`, or raise the minimum of the autoscaler.",
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  peers: ["polaris:pdbMinAvailableGreaterThanHPAMinReplicas"],
  workspace(budget, index, { report }) {
    for (const { replicas, least } of budgetsOf(index, budget)) {
      const site = valueAt(budget, "spec.minAvailable")?.site;
      if (!replicas.isScaled || least <= replicas.count || !site) continue;
      const { object, count } = replicas;
      report(
        site,
        `${object.kind} "${object.name}" keeps ${count} pod${count === 1 ? "" : "s"}, and the budget asks for ${least}.`,
        {
          related: [{ message: "The fewest pods that the autoscaler keeps.", object, at: replicas.site }],
        },
      );
    }
  },
});
