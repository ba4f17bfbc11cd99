// core/v1: ConfigMapVolumeSource, ConfigMapProjection, ConfigMapKeySelector and ConfigMapEnvSource name a ConfigMap of the pod's namespace.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-config-map",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "ConfigMap does not exist",
  why: "A container whose ConfigMap is missing is not started: the pod hangs in ContainerCreating or CreateContainerConfigError, and a rollout waits until its deadline. The usual cause is a rename on one side only.",
  ignoreWhen:
    "The ConfigMap is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other ConfigMap of the namespace is in sight, the rule is silent anyway (`references: all` changes that).",
  how: "Correct the name, add the ConfigMap, or set `optional: true` where the container can do without.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps"],
  peers: ["kube-linter:env-value-from", "monokle:LNK001", "monokle:LNK002"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, key, optional }) => kind === "ConfigMap" && key === undefined && !optional);
    if (named.length === 0) return;
    reportMissing(object, named, index, context);
  },
});
