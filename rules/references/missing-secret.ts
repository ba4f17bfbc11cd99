// core/v1: SecretVolumeSource, SecretProjection, SecretKeySelector, SecretEnvSource and imagePullSecrets name a Secret of the pod's namespace.
import { defineRule, type Reference } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-secret",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "Secret does not exist",
  why: "A container whose Secret is missing is not started, and an image whose pull secret is missing is not pulled from a private registry. Nothing fails before the pod is scheduled. Secrets are often kept out of repositories, so this is only a hint.",
  ignoreWhen:
    "The Secret is made by hand or by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. What an ExternalSecret, SealedSecret, Certificate or generator makes counts, and where no other Secret of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, add what makes the Secret, or set `optional: true` where the container can do without.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets"],
  peers: ["kube-linter:env-value-from", "monokle:LNK001", "monokle:LNK002"],
  workspace(object, index, context) {
    const named = object.references.filter(isNeeded);
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});

/** Certificates of an Ingress or a Gateway have a rule of their own; what an account lists under `secrets` need not be there. */
function isNeeded({ kind, key, optional, field }: Reference): boolean {
  return kind === "Secret" && key === undefined && !optional && !field.includes("tls") && field !== "secrets.*";
}
