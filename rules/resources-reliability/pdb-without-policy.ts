// policy validation, ValidatePodDisruptionBudgetSpec: minAvailable and maxUnavailable are mutually exclusive. With neither, the disruption controller
// expects no pods (getExpectedPodCount) and therefore allows no disruption (updatePdbStatus in pkg/controller/disruption/disruption.go).
import { defineRule, remove, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "pdb-without-policy",
  family: "resources-reliability",
  severity: "error",
  tier: "recommended",
  title: "Disruption budget needs minAvailable or maxUnavailable",
  why: "A budget with neither field allows no disruption at all: no pod that it selects can be evicted, and every drain of a node that runs one hangs. With both, the API server refuses the object, and nothing protects the pods.",
  references: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  peers: ["kube-score:poddisruptionbudget-has-policy"],
  fix: "suggestion",
  kinds: ["PodDisruptionBudget"],
  resource(resource, { report }) {
    const least = resource.at("spec", "minAvailable");
    const most = resource.at("spec", "maxUnavailable");
    if (least.absent && most.absent)
      report(most, "The budget has neither minAvailable nor maxUnavailable: it allows no eviction.", {
        severity: "warning", // it is taken
        fixes: [suggestion("Allow one pod to be unavailable", set(most, 1))],
      });
    else if (least.exists && most.exists && !(least.conditional || most.conditional || resource.at("spec").open)) {
      const [first, second] = least.key.site.start < most.key.site.start ? [least, most] : [most, least];
      report(second.key, "minAvailable and maxUnavailable exclude each other.", {
        related: [{ message: "The other one.", at: first.key }],
        fixes: [suggestion("Remove minAvailable", remove(least)), suggestion("Remove maxUnavailable", remove(most))],
      });
    }
  },
});
