// networking.k8s.io/v1 IngressServiceBackend.name: a Service of the Ingress's namespace.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "ingress-missing-service",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Ingress leads to no Service",
  why: "Requests to a path whose Service is not there are answered with an error (503, or the controller's default page). The API server does not check the name, so that a rename shows up in front of users first.",
  ignoreWhen:
    "The Service is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other Service of the namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, or add the Service.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
  peers: ["kube-linter:dangling-ingress", "kubescape:C-0298", "kube-score:ingress-targets-service", "monokle:LNK001"],
  workspace(object, index, context) {
    if (object.kind !== "Ingress") return;
    const named = object.references.filter(({ kind, key }) => kind === "Service" && key === undefined);
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
