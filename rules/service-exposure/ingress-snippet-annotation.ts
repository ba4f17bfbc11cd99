// CVE-2021-25742: snippets are pasted into nginx.conf. ingress-nginx refuses them by default since 1.9.
import { defineRule, manual, remove } from "../../server/api.ts";

const SNIPPET = /^(?:nginx\.ingress\.kubernetes\.io\/.*snippet|nginx\.(?:org|com)\/.*snippets)/;

/** What a snippet should never say, and what it means. */
const DANGERS: readonly (readonly [what: string, form: RegExp])[] = [
  ["runs Lua", /\blua_|_by_lua|\bload_module\b/],
  ["reads the controller's service account", /\/serviceaccount|\/var\/run\/secrets/],
  ["serves files of the controller", /\b(?:alias|root)\s+\//],
  ["sends requests elsewhere", /\bproxy_pass\b/],
];

export default defineRule({
  id: "ingress-snippet-annotation",
  family: "service-exposure",
  severity: "error",
  tier: "recommended",
  title: "Ingress annotation adds raw nginx configuration",
  why: "The text goes into the configuration of the shared controller as it is. Whoever may write an Ingress in one namespace reads every TLS key and, by the controller's account, the Secrets of the cluster (CVE-2021-25742).",
  ignoreWhen: "The cluster has one team, and allow-snippet-annotations was switched on knowingly.",
  how: "Use the annotation that does the same (for headers, redirects, limits), or have the operator put the setting into the controller's ConfigMap.",
  standards: ["nsa"],
  references: [
    "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#configuration-snippet",
    "https://nvd.nist.gov/vuln/detail/CVE-2021-25742",
  ],
  peers: ["checkov:CKV_K8S_152", "checkov:CKV_K8S_153", "checkov:CKV_K8S_154", "kubescape:C-0059"],
  fix: "suggestion",
  kinds: ["Ingress"],
  needs: ["nginx"],
  resource(ingress, { report }) {
    for (const [name, field] of ingress.at("metadata", "annotations").entries()) {
      if (!SNIPPET.test(name) || !field.exists || field.value === "") continue;
      const text = String(field.raw ?? "");
      const danger = DANGERS.find(([, form]) => form.test(text))?.[0];
      report(field.pair, danger ? `The nginx snippet ${danger}.` : `Ingress "${ingress.name}" adds raw nginx configuration.`, {
        fixes: [manual("Remove the annotation", remove(field))],
      });
    }
  },
});
