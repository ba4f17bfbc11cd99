// Prometheus Operator, api.md: SafeTLSConfig.insecureSkipVerify of ServiceMonitor, PodMonitor, Probe and ScrapeConfig.
import { defineRule, manual, remove } from "../../server/api.ts";

/** How Prometheus is told to send a credential. */
const CREDENTIALS: readonly string[] = ["bearerTokenFile", "bearerTokenSecret", "authorization", "basicAuth", "oauth2"];

export default defineRule({
  id: "scrape-insecure-tls",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Prometheus does not verify TLS certificates",
  why: "Whoever sits on the network path can answer in the server's place, with metrics of their own. Where Prometheus sends a token or a password, it hands that over too.",
  ignoreWhen: "The certificates are self-signed, and nothing but metrics is at stake.",
  how: "Name the authority in `tlsConfig.ca`, and the name in the certificate in `tlsConfig.serverName`.",
  references: ["https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.SafeTLSConfig"],
  fix: "suggestion",
  kinds: [
    "monitoring.coreos.com/ServiceMonitor",
    "monitoring.coreos.com/PodMonitor",
    "monitoring.coreos.com/Probe",
    "monitoring.coreos.com/ScrapeConfig",
  ],
  needs: ["insecureSkipVerify"],
  resource(resource, { report }) {
    const spec = resource.at("spec");
    for (const client of [spec, ...spec.at("endpoints").items(), ...spec.at("podMetricsEndpoints").items()]) {
      const skip = client.at("tlsConfig", "insecureSkipVerify");
      if (skip.value !== true) continue;
      const sends = CREDENTIALS.some((name) => client.at(name).exists);
      const message = sends
        ? "Prometheus sends its credentials to targets whose certificates it does not verify."
        : "Prometheus does not verify the certificates of what it scrapes.";
      report(skip, message, {
        severity: sends ? "warning" : "info",
        fixes: [manual("Verify certificates", remove(skip))],
      });
    }
  },
});
