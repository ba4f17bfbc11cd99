// networking.k8s.io/v1 IngressRule.host: without one the rule is for every host that no other Ingress claims.
import { defineRule } from "../../server/api.ts";
import { rulesOf } from "./_ingress.ts";

export default defineRule({
  id: "ingress-catch-all",
  family: "service-exposure",
  severity: "info",
  tier: "strict",
  title: "Ingress matches every host",
  why: "Where several teams share a controller such an Ingress gets the requests for every host that has none yet, or no longer: their cookies and tokens with them.",
  ignoreWhen: "The controller or the load balancer serves this Ingress alone.",
  how: "Name the hosts.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-rules"],
  kinds: ["Ingress"],
  resource(ingress, { report }) {
    const rules = rulesOf(ingress);
    const backend = ingress.at("spec", "defaultBackend");
    if (backend.isMapping && rules.length === 0 && ingress.at("spec", "rules").absent)
      report(backend.key, `Ingress "${ingress.name}" answers for every host.`);
    for (const rule of rules) {
      const host = rule.at("host");
      if (rule.isMapping && (host.absent || host.value === "" || host.value === "*"))
        report(host.exists ? host : rule, `This rule of Ingress "${ingress.name}" answers for every host.`);
      else if (/^\*\.[^.]+$/.test(host.string ?? "")) report(host, `"${host.string}" is every host of a top-level domain.`);
    }
  },
});
