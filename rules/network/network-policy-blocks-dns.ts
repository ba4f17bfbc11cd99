// networking.k8s.io/v1 NetworkPolicyPort: protocol defaults to TCP; NetworkPolicyPeer: a podSelector alone looks in the policy's own namespace.
import {
  append,
  canBeMissing,
  defineRule,
  type Field,
  isBlock,
  opensPort,
  policiesFor,
  policyIn,
  set,
  suggestion,
  type TrafficRule,
  workloadsOf,
} from "../../server/api.ts";
import { isolates } from "./_policy.ts";

export default defineRule({
  id: "network-policy-blocks-dns",
  family: "network",
  severity: "warning",
  tier: "recommended",
  title: "Network policies leave pods without DNS",
  why: "Resolvers ask over UDP and fall back to TCP only for long answers, and the cluster's DNS servers run in kube-system. A rule that misses either, or policies that let pods out but not to port 53, leave them without name resolution: every connection by name fails, usually after a slow timeout.",
  ignoreWhen:
    "Another policy for the same pods, which is not in these files, allows DNS; or the pods need no names. Policies that let nothing out but to addresses are not reported.",
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
  workspace(object, index, { references, report }) {
    if (!object.network?.egress?.some(needsNames)) return;
    const policy = policyIn(object);
    if (!policy || policy.uncertain || policy.pods.uncertain) return;
    if (!canBeMissing(index, object, references)) return;
    for (const workload of workloadsOf(index, policy, ENOUGH)) {
      const policies = policiesFor(index, workload);
      if (!policies.some(({ at }) => at === object)) continue;
      if (policies.some(({ uncertain, pods, egress }) => uncertain || pods.uncertain || egress?.some(opensDns))) continue;
      report(object.site, `No policy lets ${workload.kind} "${workload.name}" out to DNS (port 53).`, {
        related: [
          { message: `${workload.kind} "${workload.name}" is selected.`, object: workload, at: workload.site },
          ...policies
            .filter(({ at, egress }) => egress && at !== object)
            .map(({ at, name }) => ({ message: `NetworkPolicy "${name}" does not allow it either.`, object: at, at: at.site })),
        ],
      });
      return;
    }
  },
});

/** Workloads of one policy that are looked at: most have the same policies. */
const ENOUGH = 16;

/** Whether a rule lets traffic out to pods: they are found by the names of their Services, what else there is often by addresses. */
function needsNames({ peers }: TrafficRule): boolean {
  return peers?.some((peer) => !isBlock(peer)) ?? false;
}

function opensDns(rule: TrafficRule): boolean {
  return opensPort(rule, "UDP", 53) || opensPort(rule, "TCP", 53);
}

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
