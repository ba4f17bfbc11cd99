// networking.istio.io DestinationRule, ClientTLSSettings: without caCertificates the OS's certificate authorities decide.
import { type Context, defineRule, type Field, manual, remove, set, suggestion } from "../../server/api.ts";
import { isInMesh } from "./_istio.ts";

export default defineRule({
  id: "istio-destination-rule-plaintext",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Istio sends plain text or does not verify the server",
  why: "With `DISABLE`, clients speak plain text to a service of the mesh, and where it requires mutual TLS they cannot reach it at all. With `insecureSkipVerify` whoever gets in between can answer in the server's name.",
  ignoreWhen:
    "The service has no sidecar. Hosts outside the mesh, which take plain text or bring TLS themselves, and the API server are not reported for `DISABLE`.",
  references: ["https://istio.io/latest/docs/reference/config/networking/destination-rule/"],
  fix: "suggestion",
  kinds: ["networking.istio.io/DestinationRule"],
  resource(rule, { report }) {
    const host = rule.at("spec", "host").string;
    if (host === undefined) return;
    const policies = [rule.at("spec"), ...rule.at("spec", "subsets").items()].map((holder) => holder.at("trafficPolicy"));
    for (const policy of policies)
      for (const settings of [policy, ...policy.at("portLevelSettings").items()]) check(settings.at("tls"), host, report);
  },
});

function check(tls: Field, host: string, report: Context["report"]): void {
  const mode = tls.at("mode");
  if (mode.value === "DISABLE" && isInMesh(host) && !/^kubernetes\.default\b/.test(host))
    report(mode, `Clients use plain text for ${host}.`, {
      fixes: [suggestion("Use the mesh's mutual TLS", set(mode, "ISTIO_MUTUAL"))],
    });
  const skip = tls.at("insecureSkipVerify");
  if (skip.value === true && (mode.value === "SIMPLE" || mode.value === "MUTUAL"))
    report(skip.pair, `Clients do not verify the certificate of ${host}.`, {
      fixes: [manual("Verify the certificate", remove(skip))],
    });
}
