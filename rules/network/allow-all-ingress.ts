// networking.k8s.io/v1 NetworkPolicyIngressRule: an empty or missing `from` matches all sources.
import { defineRule } from "../../server/api.ts";
import { isolates, openings, shown } from "./_policy.ts";

export default defineRule({
  id: "allow-all-ingress",
  family: "network",
  severity: "warning",
  tier: "recommended",
  title: "NetworkPolicy allows all ingress",
  why: "A rule that names nobody admits everybody. The pods look isolated, and every compromised pod of the cluster can still talk to them.",
  ignoreWhen:
    "The pods are meant to be reached by anyone, such as an ingress controller; a rule that names ports is reported as information only.",
  how: "Name the namespaces and pods that may connect.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  peers: ["trivy:KSV-0038"],
  kinds: ["NetworkPolicy"],
  needs: ["ingress"],
  resource(policy, { report }) {
    if (isolates(policy, "Ingress") !== true) return;
    for (const { at, who, ports } of openings(policy, "Ingress"))
      report(
        shown(at).key,
        `NetworkPolicy "${policy.name}" admits ${who}${ports.length > 0 ? " to these ports" : " to every port"}.`,
        ports.length > 0 ? { severity: "info" } : {},
      );
  },
});
