// CIS Kubernetes Benchmark 5.2.8; capabilities(7): CAP_NET_RAW.
import { append, type Container, defineRule, isPrivileged, narrowing, remove } from "../../server/api.ts";
import { capabilityName } from "./_capability.ts";

export default defineRule({
  id: "net-raw-capability",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Container can forge network packets",
  why: "With NET_RAW, which containerd and Docker grant by default, a container can send packets in the name of its neighbours: ARP and DNS spoofing within the node's pod network.",
  ignoreWhen: "ping and similar tools on old kernels; newer ones need only the sysctl net.ipv4.ping_group_range.",
  standards: ["cis:5.2.8", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: [
    "kube-linter:drop-net-raw-capability",
    "checkov:CKV_K8S_28",
    "trivy:KSV-0119",
    "kubescape:C-0199",
    "kubescape:C-0046",
    "kics:net_raw_capabilities_not_being_dropped",
  ],
  fix: "suggestion",
  yieldsTo: ["capabilities-not-dropped"],
  container(container, { report }) {
    if (container.pod.windows || isPrivileged(container)) return;
    const capabilities = container.at("securityContext", "capabilities");
    let added = false;
    for (const item of capabilities.at("add").items()) {
      if (item.string === undefined || capabilityName(item.string) !== "NET_RAW") continue;
      added = true;
      report(item, `Container "${container.name}" adds NET_RAW: it can forge packets of its neighbours.`, {
        fixes: [narrowing(container.pod, "Do not add NET_RAW", remove(item))],
        severity: "error",
      });
    }
    if (added || mayDropNetRaw(container)) return;
    const drop = capabilities.at("drop");
    report(drop, `Container "${container.name}" keeps NET_RAW, which runtimes grant by default: it can forge packets.`, {
      fixes: [
        narrowing(container.pod, "Drop all capabilities", append(drop, "ALL")),
        narrowing(container.pod, "Drop NET_RAW", append(drop, "NET_RAW")),
      ],
    });
  },
});

function mayDropNetRaw(container: Container): boolean {
  const drop = container.at("securityContext", "capabilities", "drop");
  if (drop.open || drop.state === "unknown") return true;
  return drop.items().some(({ string, state }) => state === "unknown" || /^(ALL|NET_RAW)$/.test(capabilityName(string ?? "")));
}
