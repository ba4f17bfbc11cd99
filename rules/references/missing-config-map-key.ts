// core/v1: ConfigMapKeySelector.key and KeyToPath.key name a key of `data` or `binaryData`.
import { defineRule } from "../../server/api.ts";
import { reportMissingParts } from "./_missing-key.ts";

export default defineRule({
  id: "missing-config-map-key",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "ConfigMap has no such key",
  why: "A container that asks for a key which is not there is not started: the pod hangs in CreateContainerConfigError, or in ContainerCreating for a volume. The usual cause is a rename on one side only.",
  ignoreWhen:
    "Something adds the key to the ConfigMap after it is applied. Of a ConfigMap without any key, the rule says nothing anyway.",
  how: "Correct the key on one side, or set `optional: true` where the container can do without.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps"],
  peers: ["kube-linter:env-value-from"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, key, optional }) => kind === "ConfigMap" && key !== undefined && !optional);
    if (named.length > 0) reportMissingParts(object, named, index, context, "key");
  },
});
