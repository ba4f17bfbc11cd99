// core/v1 PodSpec.dnsPolicy: "To have DNS options set along with hostNetwork, you have to specify ClusterFirstWithHostNet".
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "host-network-dns-policy",
  family: "resources-reliability",
  severity: "info",
  tier: "recommended",
  title: "Pod on the node's network cannot resolve Services",
  why: "With hostNetwork the default DNS policy falls back to that of the node, which does not resolve the cluster's Services: calls by name fail, or go somewhere else.",
  ignoreWhen: "The pod calls no Service by name, as is usual for node agents; or it must work before the cluster's DNS does.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy"],
  fix: "suggestion",
  needs: ["hostNetwork"],
  pod(pod, { report }) {
    const network = pod.at("hostNetwork");
    const policy = pod.at("dnsPolicy");
    if (pod.windows || network.value !== true || !(policy.absent || policy.value === "ClusterFirst")) return;
    report(network.pair, "With hostNetwork, this dnsPolicy cannot resolve Services.", {
      fixes: [suggestion("Use ClusterFirstWithHostNet", set(policy, "ClusterFirstWithHostNet"))],
    });
  },
});
