// Gateway API, Listener: allowedRoutes.namespaces.from (default Same) and hostname (default: any).
import { defineRule, set, suggestion } from "../../server/api.ts";

const NAMED: ReadonlySet<unknown> = new Set(["HTTP", "HTTPS", "TLS"]);

export default defineRule({
  id: "gateway-open-routes",
  family: "service-exposure",
  severity: "info",
  tier: "strict",
  title: "Gateway accepts routes from any namespace or for any host",
  why: "Whoever may write a route in any namespace publishes what they like at the shared address, or takes over a host that another team uses.",
  ignoreWhen: "One team has the whole cluster, or an admission policy decides who may claim which host.",
  references: ["https://gateway-api.sigs.k8s.io/guides/multiple-ns/"],
  fix: "suggestion",
  kinds: ["gateway.networking.k8s.io/Gateway"],
  resource(gateway, { report }) {
    for (const listener of gateway.at("spec", "listeners").items()) {
      const name = listener.at("name").string ?? "";
      const from = listener.at("allowedRoutes", "namespaces", "from");
      if (from.value === "All")
        report(from, `Listener "${name}" of Gateway "${gateway.name}" takes routes from every namespace.`, {
          fixes: [suggestion("Accept routes from the Gateway's own namespace only", set(from, "Same"))],
        });
      if (NAMED.has(listener.at("protocol").value) && listener.at("hostname").absent)
        report(listener, `Listener "${name}" of Gateway "${gateway.name}" accepts any host.`);
    }
  },
});
