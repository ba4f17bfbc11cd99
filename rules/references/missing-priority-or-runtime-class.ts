// scheduling.k8s.io/v1 PriorityClass and node.k8s.io/v1 RuntimeClass: a pod that names one which is not there is refused.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-priority-or-runtime-class",
  family: "references",
  severity: "info",
  tier: "all",
  title: "PriorityClass or RuntimeClass does not exist",
  why: "The API server refuses a pod that names a PriorityClass or RuntimeClass which is not there; its controller is accepted and makes no pods. Such classes usually come with the cluster, so this rule is for repositories that hold all of theirs.",
  ignoreWhen:
    "The class comes with the cluster: name it under `externalRefs` in plimsoll.yaml. Where no other class of the kind is defined beside the workload, the rule is silent anyway.",
  how: "Correct the name, or add the class.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"],
  peers: ["monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind }) => kind === "PriorityClass" || kind === "RuntimeClass");
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
