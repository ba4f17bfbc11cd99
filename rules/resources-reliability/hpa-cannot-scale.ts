// autoscaling validation, validateHorizontalPodAutoscalerSpec: maxReplicas must not be less than minReplicas.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "hpa-cannot-scale",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Autoscaler has no room to scale",
  why: "With minReplicas equal to maxReplicas nothing is ever scaled, and the peak that it was set up for takes the service down. With less, the API server refuses the object.",
  ignoreWhen: "Scaling is switched off on purpose for a while.",
  how: "Raise maxReplicas, or remove the autoscaler and set replicas.",
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  peers: ["polaris:hpaMaxAvailability"],
  kinds: ["HorizontalPodAutoscaler"],
  resource(resource, { report }) {
    const least = resource.at("spec", "minReplicas");
    const most = resource.at("spec", "maxReplicas");
    if (least.state === "unknown" || most.number === undefined) return;
    const from = least.number ?? 1;
    if (most.number > from) return;
    const related = least.exists ? [{ message: "The lower bound.", at: least }] : [];
    if (most.number < from)
      report(most, `maxReplicas ${most.number} is below minReplicas ${from}: the API server refuses this.`, {
        related,
        severity: "error",
      });
    else report(most, `minReplicas and maxReplicas are both ${from}: nothing is ever scaled.`, { related });
  },
});
