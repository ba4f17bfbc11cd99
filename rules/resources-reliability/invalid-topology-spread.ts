// core validation, ValidateTopologySpreadConstraints; KEP-895 and KEP-3022 (minDomains).
import { type Context, defineRule, type Field, isMisspelt, type Pod, set, suggestion } from "../../server/api.ts";
import { ownSelector, selectsItself } from "./_spread.ts";

const ACTIONS = ["DoNotSchedule", "ScheduleAnyway"];

export default defineRule({
  id: "invalid-topology-spread",
  family: "resources-reliability",
  severity: "error",
  tier: "recommended",
  title: "Topology spread constraint is invalid or has no effect",
  why: "The API server refuses a constraint that is not valid. One whose selector does not select the workload's own pods counts other pods, or none, and spreads nothing.",
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
  peers: ["kube-score:pod-topology-spread-constraints"],
  fix: "suggestion",
  needs: ["topologySpreadConstraints"],
  pod(pod, { report }) {
    for (const constraint of pod.at("topologySpreadConstraints").items()) {
      checkValues(constraint, report);
      checkSelector(constraint, pod, report);
    }
  },
});

function checkValues(constraint: Field, report: Context["report"]): void {
  const skew = constraint.at("maxSkew");
  if (skew.absent && !isMisspelt(skew)) report(skew, "A topology spread constraint needs a maxSkew.");
  else if (skew.number !== undefined && skew.number < 1) report(skew, "maxSkew must be at least 1.");
  const key = constraint.at("topologyKey");
  if (key.absent && !isMisspelt(key)) report(key, "A topology spread constraint needs a topologyKey.");
  const action = constraint.at("whenUnsatisfiable");
  if ((action.absent && !isMisspelt(action)) || (action.value !== undefined && !ACTIONS.includes(String(action.value))))
    report(action, `whenUnsatisfiable must be ${ACTIONS.join(" or ")}.`);
  const domains = constraint.at("minDomains");
  if (domains.number !== undefined && (domains.number < 1 || action.value === "ScheduleAnyway"))
    report(domains, domains.number < 1 ? "minDomains must be at least 1." : "minDomains may only be set with DoNotSchedule.");
}

function checkSelector(constraint: Field, pod: Pod, report: Context["report"]): void {
  const selector = constraint.at("labelSelector");
  const labels = ownSelector(pod);
  const fixes = labels ? [suggestion("Select the workload's own pods", set(selector.at("matchLabels"), labels))] : [];
  if (selector.absent && isMisspelt(selector)) return;
  if (selector.absent) {
    // matchLabelKeys alone selects by the pod's own values.
    if (constraint.at("matchLabelKeys").absent)
      report(selector, "The constraint has no labelSelector, so it spreads nothing.", {
        severity: "warning",
        fixes,
      });
  } else if (selectsItself(selector, pod) === false)
    report(selector.key, "The selector does not match the workload's own pods.", {
      severity: "warning",
      related: [{ message: "The labels of its pods.", at: pod.metadata.at("labels") }],
    });
}
