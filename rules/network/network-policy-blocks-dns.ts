// networking.k8s.io/v1 NetworkPolicyPort: protocol defaults to TCP; NetworkPolicyPeer: a podSelector alone looks in the policy's own namespace.
import { append, defineRule, type Field, set, suggestion } from "../../server/api.ts";
import { isolates } from "./_policy.ts";

export default defineRule({
  id: "network-policy-blocks-dns",
  family: "network",
  severity: "warning",
  tier: "recommended",
  title: "Network policy allows DNS in a way that does not work",
  why: "Resolvers ask over UDP and fall back to TCP only for long answers, and the cluster's DNS servers run in kube-system. A rule that misses either leaves the pods without names: every connection by name fails, mostly after a slow timeout.",
  ignoreWhen:
    "Another policy for the same pods allows DNS. A policy that does not try to allow DNS is not reported: a common one often does so for the whole namespace.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  fix: "suggestion",
  kinds: ["NetworkPolicy"],
  needs: ["egress"],
  resource(policy, { report }) {
    if (isolates(policy, "Egress") !== true) return;
    const egress = policy.at("spec", "egress");
    const rules = egress.items();
    if (!egress.open && !rules.some(admitsUdp))
      for (const rule of rules)
        for (const port of rule.at("ports").items())
          if (isTcpDns(port))
            report(port.at("port"), `NetworkPolicy "${policy.name}" allows DNS over TCP only, but resolvers use UDP.`, {
              fixes: [suggestion("Allow UDP, too", append(rule.at("ports"), { protocol: "UDP", port: 53 }))],
            });
    if (policy.namespace === undefined || policy.namespace === "kube-system") return;
    for (const peer of rules.flatMap((rule) => rule.at("to").items())) {
      const app = peer.at("podSelector", "matchLabels", "k8s-app");
      const namespaces = peer.at("namespaceSelector");
      if (app.value === "kube-dns" && namespaces.absent)
        report(
          app,
          `NetworkPolicy "${policy.name}" looks for the DNS servers in ${policy.namespace}, but they are in kube-system.`,
          {
            fixes: [
              suggestion(
                "Look in kube-system",
                set(namespaces, { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } }),
              ),
            ],
          },
        );
    }
  },
});

function isTcpDns(port: Field): boolean {
  const protocol = port.at("protocol");
  return port.at("port").value === 53 && port.at("endPort").absent && (protocol.absent || protocol.value === "TCP");
}

/** Whether a rule lets DNS over UDP through, or may do so: a named port, or one that cannot be known. */
function admitsUdp(rule: Field): boolean {
  const ports = rule.at("ports");
  if (rule.open || ports.open || ports.items().length === 0) return true;
  return ports.items().some((port) => {
    const protocol = port.at("protocol");
    if (protocol.absent || protocol.value === "TCP" || protocol.value === "SCTP") return false;
    const first = port.at("port").number;
    const last = port.at("endPort").number ?? first;
    return first === undefined || last === undefined || (first <= 53 && 53 <= last);
  });
}
