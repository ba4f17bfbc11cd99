// Annotations of ingress-nginx, GKE, Traefik, HAProxy and Application Gateway that switch the redirect to HTTPS off.
import { defineRule, type Field, type Fix, remove, set, suggestion } from "../../server/api.ts";
import { annotation } from "./_ingress.ts";

interface Switch {
  readonly name: string;
  /** The value that lets plain HTTP through. */
  readonly open: RegExp;
  /** The value that does not; without one the annotation is removed, since that is the default. */
  readonly closed?: string;
}

const SWITCHES: readonly Switch[] = [
  { name: "nginx.ingress.kubernetes.io/ssl-redirect", open: /^false$/i },
  { name: "nginx.ingress.kubernetes.io/force-ssl-redirect", open: /^false$/i },
  { name: "nginx.org/redirect-to-https", open: /^false$/i },
  { name: "ingress.kubernetes.io/ssl-redirect", open: /^false$/i },
  { name: "haproxy.org/ssl-redirect", open: /^false$/i, closed: "true" },
  { name: "haproxy-ingress.github.io/ssl-redirect", open: /^false$/i },
  { name: "appgw.ingress.kubernetes.io/ssl-redirect", open: /^false$/i, closed: "true" },
  { name: "kubernetes.io/ingress.allow-http", open: /^true$/i, closed: "false" },
  { name: "traefik.ingress.kubernetes.io/router.entrypoints", open: /^(?:web|http)$/i, closed: "websecure" },
];

export default defineRule({
  id: "ingress-plaintext-allowed",
  family: "service-exposure",
  severity: "warning",
  tier: "strict",
  title: "Ingress answers plain HTTP on purpose",
  why: "With the redirect switched off a visitor who types the address sends cookies and forms in plain text, and never learns that there is a certificate.",
  ignoreWhen: "Something before the controller terminates TLS and speaks HTTP to it: the redirect would be a loop.",
  references: ["https://kubernetes.github.io/ingress-nginx/user-guide/tls/"],
  fix: "suggestion",
  kinds: ["Ingress"],
  needs: ["redirect", "allow", "entrypoints"],
  resource(ingress, { report }) {
    for (const { name, open, closed } of SWITCHES) {
      const field = annotation(ingress, name);
      if (field.value !== undefined && open.test(String(field.value)))
        report(field.pair, `Ingress "${ingress.name}" answers plain HTTP: ${name} is ${field.value}.`, {
          fixes: [fixOf(field, closed)],
        });
    }
  },
});

function fixOf(field: Field, closed: string | undefined): Fix {
  return closed === undefined
    ? suggestion("Remove the annotation", remove(field))
    : suggestion(`Set it to ${closed}`, set(field, closed));
}
