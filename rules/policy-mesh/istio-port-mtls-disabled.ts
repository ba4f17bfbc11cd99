// security.istio.io PeerAuthentication.portLevelMtls: "requires a non-empty selector"; without one it is ignored.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { selectsWorkloads } from "./_istio.ts";

export default defineRule({
  id: "istio-port-mtls-disabled",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Istio accepts plain text on a port",
  why: "The port is open to every pod that reaches it, without encryption and without an identity that a policy could check. Settings of ports in a policy without a selector are ignored, so the port is not what the policy says.",
  ignoreWhen: "Something without a sidecar must reach the port (metrics, health checks, a load balancer).",
  references: ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],
  fix: "suggestion",
  kinds: ["security.istio.io/PeerAuthentication"],
  resource(policy, { report }) {
    const ports = policy.at("spec", "portLevelMtls");
    if (ports.keys().length === 0) return;
    if (selectsWorkloads(policy) === false) {
      report(ports, `PeerAuthentication "${policy.name}" selects no workloads, so its port settings are ignored.`, {
        severity: "error",
      });
      return;
    }
    for (const [port, settings] of ports.entries()) {
      const mode = settings.at("mode");
      if (mode.value === "DISABLE" || mode.value === "PERMISSIVE")
        report(
          mode,
          `Port ${port} ${mode.value === "DISABLE" ? "takes plain text only" : "also takes plain text"}: clients need no identity.`,
          { fixes: [suggestion("Accept mutual TLS only", set(mode, "STRICT"))] },
        );
    }
  },
});
