// admissionregistration.k8s.io/v1, apiextensions.k8s.io/v1 and apiregistration.k8s.io/v1: ServiceReference names a Service with its namespace.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "webhook-missing-service",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "Service of a webhook does not exist",
  why: "The API server calls the Service for every object that the webhook is about. Where it is not there, each of those requests fails, or passes unchecked, by the failure policy; an aggregated API is not served, and a conversion makes the custom resources unreadable.",
  ignoreWhen:
    "The Service is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other Service of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name or the namespace, or add the Service.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference"],
  peers: ["monokle:LNK001"],
  workspace(object, index, context) {
    const named = object.references.filter(({ kind, key, field }) => kind === "Service" && key === undefined && isCalled(field));
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});

function isCalled(field: string): boolean {
  return field.endsWith("clientConfig.service") || field === "spec.service";
}
