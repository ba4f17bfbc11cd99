// networking.k8s.io/v1 IngressSpec.tls; the annotations are those of the controllers' documentation.
import { defineRule, manual, set, slug, strings, suggestion } from "../../server/api.ts";
import { classOf, hasTlsElsewhere, hostsOf, isChallenge, isIssued } from "./_ingress.ts";

export default defineRule({
  id: "ingress-without-tls",
  family: "service-exposure",
  severity: "warning",
  tier: "recommended",
  title: "Ingress without TLS",
  why: "Passwords, cookies and tokens cross the network in plain text, and anyone on the way can change what users get.",
  ignoreWhen:
    "Something before the controller terminates TLS (a CDN, a tunnel, a load balancer): name its class in the option. TLS by annotation (ALB, GKE, Application Gateway, Traefik, HAProxy, pass-through) and ACME challenges are not reported.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"],
  peers: ["kubescape:C-0263", "polaris:tlsSettingsMissing", "kics:ingress_without_tls"],
  fix: "suggestion",
  kinds: ["Ingress"],
  options: { tlsTerminatedClasses: strings([], "Ingress classes before which TLS is terminated") },
  resource(ingress, { options, report }) {
    const spec = ingress.at("spec");
    const tls = spec.at("tls");
    const none = tls.absent || (tls.isSequence && tls.items().length === 0 && !tls.open);
    if (!spec.isMapping || !none || hasTlsElsewhere(ingress) || isChallenge(ingress)) return;
    if (options.tlsTerminatedClasses.includes(classOf(ingress).string ?? "")) return;
    const hosts = hostsOf(ingress);
    const name = slug(ingress.name);
    const entry = { ...(hosts.length > 0 ? { hosts } : {}), secretName: `${name}-tls` };
    report(
      tls.exists ? tls.key : spec.key,
      `Ingress "${ingress.name}" serves plain HTTP only: passwords and cookies can be read on the way.`,
      {
        fixes: name
          ? [(isIssued(ingress) ? suggestion : manual)(`Serve TLS with the certificate in Secret ${name}-tls`, set(tls, [entry]))]
          : [],
      },
    );
  },
});
