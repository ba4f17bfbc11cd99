// Pod Security Standards, baseline control "Host Namespaces" (check_hostNamespaces.go).
import { defineRule, type Field, type Op, remove, set } from "../../server/api.ts";
import { reportHostNamespace } from "./_host-namespace.ts";
import { hostProcesses } from "./_host-process.ts";

export default defineRule({
  id: "host-network",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Pod uses the network of its node",
  why: "The pod has the node's addresses and interfaces: it reaches services that listen on the node's loopback only (kubelet, etcd, cloud metadata with the node's identity), can listen to other pods' traffic, and network policies do not apply to it.",
  ignoreWhen:
    "A CNI plug-in, kube-proxy, a node exporter or an ingress controller on bare metal, in a namespace that only administrators use.",
  standards: ["pss:baseline", "cis:5.2.5", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "kube-linter:host-network",
    "checkov:CKV_K8S_19",
    "trivy:KSV-0009",
    "kubescape:C-0041",
    "kubescape:C-0196",
    "polaris:hostNetworkSet",
    "monokle:PSS102",
    "monokle:KSV009",
    "kics:shared_host_network_namespace",
    "kubesec:HostNetwork",
  ],
  fix: "suggestion",
  needs: ["hostNetwork"],
  pod(pod, { defersTo, report }) {
    // A Windows HostProcess pod has to use the host's network: that rule tells what has to change first.
    if (defersTo("windows-host-process") && hostProcesses(pod).length > 0) return;
    const policy = pod.at("dnsPolicy");
    reportHostNamespace(pod, "hostNetwork", "it uses the node's network.", report, ...withoutPolicy(policy));
  },
});

/**
 * The policy for hostNetwork goes with it. Where there is none, or the default, the operations change nothing, but say that they are about it: where
 * all fixes are made together, that of host-network-dns-policy would else be made beside this one.
 */
function withoutPolicy(policy: Field): readonly Op[] {
  if (policy.absent || policy.value === "ClusterFirstWithHostNet") return [remove(policy)];
  return policy.value === "ClusterFirst" ? [set(policy, policy.value)] : [];
}
