// apps validation, ValidateRollingUpdateDeployment, ValidateRollingUpdateDaemonSet, ValidateDeploymentStrategy.
import { defineRule, type Field, remove, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "invalid-rollout-strategy",
  family: "resources-reliability",
  severity: "error",
  tier: "recommended",
  title: "Update strategy is invalid",
  why: "With maxSurge and maxUnavailable both 0 no pod may be added and none removed. The API server refuses the object, as it does rolling-update settings beside Recreate, and a DaemonSet that sets both (maxUnavailable is 1 by default).",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"],
  fix: "suggestion",
  kinds: ["Deployment", "DaemonSet"],
  needs: ["rollingUpdate"],
  resource(resource, { report }) {
    const strategy = resource.at("spec", resource.kind === "Deployment" ? "strategy" : "updateStrategy");
    const rolling = strategy.at("rollingUpdate");
    const away = rolling.at("maxUnavailable");
    const surge = rolling.at("maxSurge");
    // A DaemonSet has a surge of 0 and one pod away by default, a Deployment 25 % of both.
    if (resource.kind === "DaemonSet" && isAbove(surge) && (away.absent || isAbove(away)))
      report(surge, `DaemonSet "${resource.name}" sets maxSurge without maxUnavailable: 0.`, {
        fixes: [suggestion("Set maxUnavailable to 0", set(away, 0)), suggestion("Remove maxSurge", remove(surge))],
      });
    if (isZero(away) && (isZero(surge) || (resource.kind === "DaemonSet" && surge.absent)))
      report(away, "maxUnavailable and maxSurge are both 0: no pod can ever be replaced.", {
        fixes: [suggestion("Allow one pod to be unavailable", set(away, 1))],
      });
    if (strategy.at("type").value === "Recreate" && rolling.exists && !rolling.conditional)
      report(rolling.key, "rollingUpdate may not be set beside the type Recreate.", {
        fixes: [suggestion("Remove rollingUpdate", remove(rolling))],
      });
  },
});

function isAbove(field: Field): boolean {
  return field.value !== undefined && !isZero(field) && !field.conditional;
}

function isZero(field: Field): boolean {
  return field.value === 0 || /^0+%$/.test(field.string ?? "");
}
