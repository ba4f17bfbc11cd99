// networking.k8s.io/v1 IngressSpec.ingressClassName: without it the cluster's default class decides, if there is one.
import { defineRule } from "../../server/api.ts";
import { classOf } from "./_ingress.ts";

export default defineRule({
  id: "ingress-class-missing",
  family: "service-exposure",
  severity: "info",
  tier: "strict",
  title: "Ingress has no class",
  why: "Which controller takes it depends on the cluster: with a default class another one than was tested, with several of them a public one, with none nobody does.",
  ignoreWhen: "All clusters that get the manifest have the same single controller.",
  how: "Set spec.ingressClassName.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class"],
  kinds: ["Ingress"],
  resource(ingress, { report }) {
    const spec = ingress.at("spec");
    if (!spec.isMapping || !classOf(ingress).absent || ingress.at("metadata", "annotations").open) return;
    report(spec.key, `Ingress "${ingress.name}" has no ingressClassName.`);
  },
});
