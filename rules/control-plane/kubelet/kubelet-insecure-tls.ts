// metrics-server, --kubelet-insecure-tls; kubectl, --insecure-skip-tls-verify.
import { defineRule, manual, remove } from "../../../server/api.ts";

const INSECURE =
  /(?:^|\s)(--(?:kubelet-insecure-tls|insecure-skip-tls-verify|tls-insecure[\w-]*)(?:=(?:true|1))?|--kubelet-use-https=false)(?=\s|$)/;

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
  needs: ["tls", "kubelet"],
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
});
