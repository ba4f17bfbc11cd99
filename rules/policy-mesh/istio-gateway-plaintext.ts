// networking.istio.io Gateway: Server.port.protocol, ServerTLSSettings.httpsRedirect, mode, minProtocolVersion.
import { type Context, defineRule, type Field, set, suggestion } from "../../server/api.ts";
import { stringsOf } from "./_istio.ts";

export default defineRule({
  id: "istio-gateway-plaintext",
  family: "policy-mesh",
  severity: "warning",
  tier: "strict",
  title: "Istio gateway serves plain HTTP or weak TLS",
  why: "Passwords, cookies and tokens cross the network in plain text where the gateway takes plain HTTP. TLS 1.0 and 1.1 have known weaknesses, and a gateway for every host serves whatever route somebody attaches to it.",
  ignoreWhen: "Something before the gateway terminates TLS. Egress gateways, whose clients are in the mesh, are not reported.",
  references: ["https://istio.io/latest/docs/reference/config/networking/gateway/"],
  peers: ["kubescape:C-0266"],
  fix: "suggestion",
  kinds: ["networking.istio.io/Gateway"],
  resource(gateway, { report }) {
    if (/egress/.test(gateway.at("spec", "selector", "istio").string ?? "")) return;
    for (const server of gateway.at("spec", "servers").items()) check(gateway.name, server, report);
  },
});

const PLAIN: ReadonlySet<unknown> = new Set(["HTTP", "HTTP2", "GRPC", "GRPC-WEB"]);
const WEAK: ReadonlySet<unknown> = new Set(["TLSV1_0", "TLSV1_1"]);

function check(name: string, server: Field, report: Context["report"]): void {
  const redirect = server.at("tls", "httpsRedirect");
  if (redirect.value === true || redirect.state === "unknown") return;
  const protocol = server.at("port", "protocol");
  const mode = server.at("tls", "mode");
  if (PLAIN.has(protocol.value) && mode.absent)
    report(protocol, `Gateway "${name}" serves plain text on port ${server.at("port", "number").value ?? ""}.`, {
      fixes: protocol.value === "HTTP" ? [suggestion("Redirect to HTTPS", set(redirect, true))] : [],
    });
  if (mode.value === "PASSTHROUGH")
    report(mode, `Gateway "${name}" passes TLS through, unseen by mesh policies.`, {
      severity: "info",
    });
  const least = server.at("tls", "minProtocolVersion");
  if (WEAK.has(least.value))
    report(least, `Gateway "${name}" accepts an insecure TLS version.`, {
      fixes: [suggestion("Accept TLS 1.2 and later", set(least, "TLSV1_2"))],
    });
  const hosts = server.at("hosts");
  if (stringsOf(hosts).some((host) => host === "*" || host.endsWith("/*")))
    report(hosts, `Gateway "${name}" serves any host that a route names.`, { severity: "info" });
}
