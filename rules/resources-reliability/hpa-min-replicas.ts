// autoscaling/v2 HorizontalPodAutoscalerSpec.minReplicas defaults to 1.
import { defineRule, integer, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "hpa-min-replicas",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Autoscaler may go down to too few replicas",
  why: "At night the autoscaler goes down to one pod, and then every node drain, eviction or crash is an outage.",
  ignoreWhen: "The service may be away for a moment when nobody uses it.",
  options: { min: integer(2, "Fewest replicas", { min: 1 }) },
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  peers: ["kube-linter:hpa-minimum-three-replicas", "polaris:hpaMinAvailability", "kube-score:horizontalpodautoscaler-replicas"],
  fix: "suggestion",
  kinds: ["HorizontalPodAutoscaler"],
  resource(resource, { options, report }) {
    const least = resource.at("spec", "minReplicas");
    const most = resource.at("spec", "maxReplicas").number ?? Number.POSITIVE_INFINITY;
    if (least.state === "unknown" || (least.number ?? 1) >= options.min) return;
    report(
      least,
      `HorizontalPodAutoscaler "${resource.name}" may go down to ${least.number === 0 ? "no" : (least.number ?? 1)} replica${(least.number ?? 1) > 1 ? "s" : ""}.`,
      {
        fixes: most >= options.min ? [suggestion(`Keep at least ${options.min}`, set(least, options.min))] : [],
      },
    );
  },
});
