// autoscaling/v2 HorizontalPodAutoscalerSpec.scaleTargetRef: kind and name of an object of the same namespace.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "hpa-missing-target",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Autoscaler scales nothing",
  why: "An autoscaler whose target is not there does nothing, and says so only in its status. At the next peak the workload stays as small as it was.",
  ignoreWhen:
    "The workload is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where there is no other object of the kind beside the autoscaler, the rule is silent anyway.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  peers: [
    "kube-linter:dangling-horizontalpodautoscaler",
    "kubescape:C-0300",
    "kube-score:horizontalpodautoscaler-has-target",
    "kics:hpa_targets_invalid_object",
    "monokle:LNK001",
  ],
  workspace(object, index, context) {
    const named = object.references.filter(({ field, key }) => field === "spec.scaleTargetRef" && key === undefined);
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
