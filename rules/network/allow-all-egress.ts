// networking.k8s.io/v1 NetworkPolicyEgressRule: an empty or missing `to` matches all destinations.
import { defineRule, type Field } from "../../server/api.ts";
import { isolates, openings, shown } from "./_policy.ts";

export default defineRule({
  id: "allow-all-egress",
  family: "network",
  severity: "warning",
  tier: "strict",
  title: "NetworkPolicy allows all egress",
  why: "A rule that names no destination allows all of them. An intruder can load tools, reach the cloud's metadata address and send data out.",
  ignoreWhen:
    "The workload has to reach addresses that nobody knows beforehand, such as a crawler. A rule for DNS alone is not reported.",
  how: "Name the destinations: namespaces and pods, or address blocks with ports.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  peers: ["trivy:KSV-0038"],
  kinds: ["NetworkPolicy"],
  needs: ["egress"],
  resource(policy, { report }) {
    if (isolates(policy, "Egress") !== true) return;
    for (const { at, who, ports } of openings(policy, "Egress")) {
      if (ports.length > 0 && ports.every(isDns)) continue;
      report(
        shown(at).key,
        `NetworkPolicy "${policy.name}" allows traffic to ${who}${ports.length > 0 ? " on these ports" : " on every port"}.`,
        ports.length > 0 ? { severity: "info" } : {},
      );
    }
  },
});

function isDns(port: Field): boolean {
  return port.at("port").value === 53 && port.at("endPort").absent;
}
