// metrics-server, --kubelet-insecure-tls; kubectl, --insecure-skip-tls-verify; Prometheus Operator, tlsConfig.insecureSkipVerify.
import { defineRule, manual, remove } from "../../../server/api.ts";

const MONITORS: readonly string[] = [
  "monitoring.coreos.com/ServiceMonitor",
  "monitoring.coreos.com/PodMonitor",
  "monitoring.coreos.com/ScrapeConfig",
];

const INSECURE =
  /(?:^|\s)(--(?:kubelet-insecure-tls|insecure-skip-tls-verify|tls-insecure[\w-]*)(?:=(?:true|1))?|--kubelet-use-https=false)(?=\s|$)/;

/** How Prometheus is told to send a credential. */
const TOKENS: readonly string[] = ["bearerTokenFile", "bearerTokenSecret", "authorization", "basicAuth", "oauth2"];

export default defineRule({
  id: "kubelet-insecure-tls",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Client does not verify TLS certificates",
  why: "Whoever sits on the network path can answer in the server's place. The client then hands over its token, and with it all that its service account may do.",
  ignoreWhen: "A test cluster whose kubelets have self-signed certificates and nothing else to lose.",
  references: ["https://github.com/kubernetes-sigs/metrics-server#requirements"],
  fix: "suggestion",
  kinds: MONITORS,
  needs: ["tls", "kubelet", "insecureSkipVerify"],
  container(container, { report }) {
    for (const item of [...container.at("command").items(), ...container.at("args").items()]) {
      const flag = typeof item.raw === "string" ? INSECURE.exec(item.raw) : null;
      if (!flag) continue;
      const alone = flag[0].trim() === String(item.raw).trim();
      report(item, `Container "${container.name}" skips TLS verification (${flag[1]}).`, {
        fixes: alone ? [manual(`Remove ${flag[1]}`, remove(item))] : [],
      });
    }
  },
  resource(resource, { report }) {
    const spec = resource.at("spec");
    for (const client of [spec, ...spec.at("endpoints").items(), ...spec.at("podMetricsEndpoints").items()]) {
      const skip = client.at("tlsConfig", "insecureSkipVerify");
      if (skip.value !== true) continue;
      const token = TOKENS.some((name) => client.at(name).exists);
      report(skip, `Prometheus does not verify the certificates of what it scrapes${token ? " and sends them its token" : ""}.`, {
        severity: token ? "warning" : "info",
        fixes: [manual("Verify certificates", remove(skip))],
      });
    }
  },
});
