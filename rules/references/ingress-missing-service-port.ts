// networking.k8s.io/v1 ServiceBackendPort: the name or the number of a port of the Service (not of its pods).
import { defineRule } from "../../server/api.ts";
import { reportMissingParts } from "./_missing-key.ts";

export default defineRule({
  id: "ingress-missing-service-port",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Ingress leads to a port that the Service does not have",
  why: "Requests to a port that the Service does not have are answered with an error. The usual cause is the pods' port written instead of the Service's.",
  ignoreWhen: "Something adds the port to the Service after it is applied.",
  how: "Use the name or number of one of the Service's ports.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/"],
  peers: ["kube-linter:dangling-ingress", "kube-score:ingress-targets-service"],
  workspace(object, index, context) {
    if (object.kind !== "Ingress") return;
    const named = object.references.filter(({ kind, key }) => kind === "Service" && key !== undefined);
    if (named.length > 0) reportMissingParts(object, named, index, context, "port");
  },
});
