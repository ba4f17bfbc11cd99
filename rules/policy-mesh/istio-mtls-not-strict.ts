// security.istio.io PeerAuthentication.MutualTLS.Mode: UNSET inherits from the namespace, then the mesh, whose default is PERMISSIVE.
import { defineRule, set, string, suggestion } from "../../server/api.ts";
import { selectsWorkloads } from "./_istio.ts";

export default defineRule({
  id: "istio-mtls-not-strict",
  family: "policy-mesh",
  severity: "error",
  tier: "recommended",
  title: "Istio accepts plain text instead of mutual TLS",
  why: "With `PERMISSIVE`, any pod without a sidecar still connects in plain text and without an identity, so policies about principals do not hold it back. With `DISABLE` nobody's traffic is encrypted.",
  ignoreWhen:
    "Clients outside the mesh are still being moved (`PERMISSIVE`). A mode that is inherited is only reported for the whole mesh, where there is nothing to inherit from but the default.",
  references: ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],
  fix: "suggestion",
  kinds: ["security.istio.io/PeerAuthentication"],
  options: { rootNamespace: string("istio-system", "Istio's root namespace, whose policies hold for the mesh") },
  resource(policy, { options, report }) {
    const mode = policy.at("spec", "mtls", "mode");
    const fixes = [suggestion("Accept mutual TLS only", set(mode, "STRICT"))];
    if (mode.value === "DISABLE")
      report(mode, `PeerAuthentication "${policy.name}" turns mutual TLS off.`, {
        fixes,
      });
    else if (mode.value === "PERMISSIVE")
      report(mode, `PeerAuthentication "${policy.name}" also accepts plain text.`, {
        severity: "warning",
        fixes,
      });
    else if (mode.absent || mode.value === "UNSET") {
      if (policy.namespace !== options.rootNamespace || selectsWorkloads(policy) !== false) return;
      report(
        mode.absent ? policy.at("spec") : mode,
        `PeerAuthentication "${policy.name}" sets no mode: the default also accepts plain text.`,
        { severity: "warning", fixes },
      );
    }
  },
});
