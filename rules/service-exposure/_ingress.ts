import type { Field, Resource } from "../../server/api.ts";

/** The annotation of an object. */
export function annotation(resource: Resource, name: string): Field {
  return resource.at("metadata", "annotations", name);
}

/** The class of an Ingress: the field or the annotation that it replaced. The field is absent if there is neither. */
export function classOf(ingress: Resource): Field {
  const field = ingress.at("spec", "ingressClassName");
  const legacy = annotation(ingress, "kubernetes.io/ingress.class");
  return field.absent && !legacy.absent ? legacy : field;
}

/** The rules of an Ingress. */
export function rulesOf(ingress: Resource): readonly Field[] {
  return ingress.at("spec", "rules").items();
}

/** The known hosts of the rules, each once. */
export function hostsOf(ingress: Resource): readonly string[] {
  return [...new Set(rulesOf(ingress).flatMap((rule) => rule.at("host").string || []))];
}

/** Annotations by which a controller terminates (or passes on) TLS without `spec.tls`. A value decides where one is given. */
const ELSEWHERE: readonly (readonly [name: string, value?: RegExp])[] = [
  ["alb.ingress.kubernetes.io/certificate-arn"],
  ["alb.ingress.kubernetes.io/listen-ports", /HTTPS/],
  ["appgw.ingress.kubernetes.io/appgw-ssl-certificate"],
  ["haproxy.org/ssl-certificate"],
  ["haproxy.org/ssl-passthrough", /true/],
  ["haproxy-ingress.github.io/ssl-passthrough", /true/],
  ["ingress.gcp.kubernetes.io/pre-shared-cert"],
  ["kubernetes.azure.com/tls-cert-keyvault-uri"],
  ["networking.gke.io/managed-certificates"],
  ["networking.gke.io/certmap"],
  ["nginx.ingress.kubernetes.io/canary", /true/], // the main Ingress has it
  ["nginx.ingress.kubernetes.io/ssl-passthrough", /true/],
  ["nginx.org/mergeable-ingress-type", /minion/], // the master has it
  ["route.openshift.io/termination"],
  ["traefik.ingress.kubernetes.io/router.tls", /true/],
  ["traefik.ingress.kubernetes.io/router.tls.certresolver"],
];

/** Whether an annotation gives the Ingress TLS without `spec.tls` (or may do so: its value, or all of them, cannot be known). */
export function hasTlsElsewhere(ingress: Resource): boolean {
  const annotations = ingress.at("metadata", "annotations");
  if (annotations.absent) return false;
  return ELSEWHERE.some(([name, value]) => {
    const field = annotations.at(name);
    return field.absent ? false : field.state === "unknown" || !value || value.test(String(field.value ?? ""));
  });
}

/** Annotations by which a controller of certificates or the ingress controller itself names the certificate. */
const ISSUERS = [
  "cert-manager.io/issuer",
  "cert-manager.io/cluster-issuer",
  "certmanager.k8s.io/cluster-issuer",
  "kubernetes.io/tls-acme",
  "cert.gardener.cloud/purpose",
];

/** Whether somebody in the cluster makes the certificates that the Ingress names. */
export function isIssued(ingress: Resource): boolean {
  return ISSUERS.some((name) => !annotation(ingress, name).absent);
}

/** Whether the Ingress serves nothing but challenges (ACME HTTP-01), which go over plain HTTP. */
export function isChallenge(ingress: Resource): boolean {
  const paths = rulesOf(ingress).flatMap((rule) => rule.at("http", "paths").items());
  return paths.length > 0 && paths.every((path) => path.at("path").string?.startsWith("/.well-known/acme-challenge"));
}
