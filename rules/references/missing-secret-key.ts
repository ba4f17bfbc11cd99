// core/v1: SecretKeySelector.key and KeyToPath.key name a key of `data` or `stringData`.
import { defineRule } from "../../server/api.ts";
import { reportMissingParts } from "./_missing-key.ts";

export default defineRule({
  id: "missing-secret-key",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Secret has no such key",
  why: "A container that asks for a key which is not there is not started: the pod hangs in CreateContainerConfigError, or in ContainerCreating for a volume. The keys of what ExternalSecrets, SealedSecrets and Certificates make count too.",
  ignoreWhen:
    "Something adds the key to the Secret after it is applied. Of a Secret without any key, the rule says nothing anyway.",
  how: "Correct the key on one side, or set `optional: true` where the container can do without.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets"],
  peers: ["kube-linter:env-value-from"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, key, optional }) => kind === "Secret" && key !== undefined && !optional);
    if (named.length > 0) reportMissingParts(object, named, index, context, "key");
  },
});
