// networking.k8s.io/v1 IngressTLS.secretName, gateway.networking.k8s.io/v1 GatewayTLSConfig.certificateRefs; cert-manager makes what its annotations ask for.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "ingress-missing-tls-secret",
  family: "references",
  severity: "info",
  tier: "strict",
  title: "Secret with the certificate does not exist",
  why: "A controller that does not find the certificate serves its own self-signed one, or does not listen at all. Certificates are often kept out of repositories, so this is only a hint.",
  ignoreWhen:
    "The Secret is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. What cert-manager makes, from a Certificate or an annotation, counts, and where no other Secret of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, or add what makes the Secret.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"],
  peers: ["monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, field }) => kind === "Secret" && field.includes("tls"));
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
