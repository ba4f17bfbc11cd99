// Gateway API, Listener: protocol, tls.mode and tls.certificateRefs.
import { defineRule, type Field, type Resource } from "../../server/api.ts";

/** GKE and others take certificates from annotations or tls.options. */
const CERTIFICATE_MAP = "networking.gke.io/certmap";

export default defineRule({
  id: "gateway-plaintext-listener",
  family: "service-exposure",
  severity: "warning",
  tier: "strict",
  title: "Gateway listens without TLS",
  why: "Passwords, cookies and tokens cross the network in plain text. A listener for HTTPS without a certificate is not programmed at all.",
  ignoreWhen:
    "TLS ends before the Gateway, or a TCP listener carries a protocol with TLS of its own. Listeners for HTTP beside one for HTTPS are not reported: they redirect.",
  how: "Add a listener for HTTPS with tls.certificateRefs, and let the routes of the HTTP one redirect to it.",
  references: ["https://gateway-api.sigs.k8s.io/guides/tls/"],
  kinds: ["gateway.networking.k8s.io/Gateway"],
  resource(gateway, { report }) {
    const listeners = gateway.at("spec", "listeners");
    const secure = listeners.open || listeners.items().some((one) => isSecure(one.at("protocol")));
    for (const listener of listeners.items()) {
      const protocol = listener.at("protocol");
      const name = listener.at("name").string ?? "";
      const tls = listener.at("tls");
      const mode = tls.at("mode");
      if ((protocol.value === "HTTP" && !secure) || protocol.value === "TCP")
        report(protocol, `Listener "${name}" of Gateway "${gateway.name}" speaks ${protocol.value} without TLS.`);
      else if (mode.value === "Passthrough")
        report(mode, `Listener "${name}" passes TLS through: the pods behind it have to terminate it.`, { severity: "info" });
      else if (protocol.value === "HTTPS" && lacksCertificate(gateway, tls))
        report(tls.exists ? tls.key : protocol, `Listener "${name}" is for HTTPS and has no certificate.`);
    }
  },
});

function isSecure(protocol: Field): boolean {
  return protocol.state === "unknown" || protocol.value === "HTTPS" || protocol.value === "TLS";
}

function lacksCertificate(gateway: Resource, tls: Field): boolean {
  const references = tls.at("certificateRefs");
  const none = references.absent || (references.isSequence && references.items().length === 0 && !references.open);
  return none && !tls.at("options").exists && gateway.at("metadata", "annotations", CERTIFICATE_MAP).absent;
}
