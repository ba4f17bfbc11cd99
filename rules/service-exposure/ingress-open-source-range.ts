// Annotations of ingress-nginx, HAProxy and Traefik that list the sources which may connect.
import { defineRule } from "../../server/api.ts";
import { annotation } from "./_ingress.ts";
import { isEverywhere } from "./_service.ts";

const LISTS = [
  "nginx.ingress.kubernetes.io/whitelist-source-range",
  "nginx.ingress.kubernetes.io/allowlist-source-range",
  "ingress.kubernetes.io/whitelist-source-range",
  "haproxy.org/whitelist",
  "haproxy.org/allow-list",
  "haproxy-ingress.github.io/whitelist-source-range",
  "haproxy-ingress.github.io/allowlist-source-range",
  "alb.ingress.kubernetes.io/inbound-cidrs",
];

export default defineRule({
  id: "ingress-open-source-range",
  family: "service-exposure",
  severity: "info",
  tier: "all",
  title: "Source range allows everyone",
  why: "The list looks like a restriction and is none: who reads the manifest believes that only some may connect.",
  ignoreWhen: "The list overrides a stricter default of the controller on purpose.",
  how: "Name the networks that may connect, or remove the annotation.",
  peers: ["kics:ingress_whitelist_open_to_all"],
  kinds: ["Ingress"],
  needs: ["whitelist", "allowlist", "allow", "inbound"],
  resource(ingress, { report }) {
    for (const name of LISTS) {
      const field = annotation(ingress, name);
      const everywhere = field.string?.split(",").find(isEverywhere);
      if (everywhere) report(field, `Ingress "${ingress.name}" allows every source (${everywhere.trim()}).`);
    }
  },
});
