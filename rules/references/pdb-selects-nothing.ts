// policy/v1 PodDisruptionBudgetSpec.selector: the pods of the namespace whose evictions are counted.
import { defineRule } from "../../server/api.ts";
import { reportDangling } from "./_nearest-workload.ts";

export default defineRule({
  id: "pdb-selects-nothing",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "PodDisruptionBudget selects no pod",
  why: "A budget that protects nothing looks like one that does: at the next node upgrade all pods of the workload are evicted at once. The usual cause is a label that was renamed on one side only.",
  ignoreWhen:
    "The pods are made by an operator or live in another repository. Where there are custom resources beside the budget, or no workload there shares a label with it, the rule is silent anyway.",
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  workspace: (object, index, context) => reportDangling("PodDisruptionBudget", object, index, context),
});
