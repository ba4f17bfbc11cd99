// ip(7): ports below 1024 need CAP_NET_BIND_SERVICE, or the sysctl net.ipv4.ip_unprivileged_port_start.
import { defineRule, type Pod } from "../../server/api.ts";

export default defineRule({
  id: "privileged-container-port",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Container listens on a port below 1024",
  why: "To listen there, a process needs root or a capability on many runtimes. A Service can offer port 80 and send it to 8080.",
  ignoreWhen: "Runtimes that let every user bind low ports in a pod (containerd and CRI-O with recent defaults).",
  how: "Listen on a port above 1023 and map it in the Service, or set the sysctl net.ipv4.ip_unprivileged_port_start to 0.",
  peers: ["kube-linter:privileged-ports", "trivy:KSV-0117", "monokle:KBP113"],
  needs: ["containerPort"],
  container(container, { report }) {
    const first = unprivilegedFrom(container.pod);
    for (const port of container.at("ports").items()) {
      const field = port.at("containerPort");
      const number = field.number;
      if (number === undefined || number < 1 || number > 1023 || number >= first) continue;
      report(field, `Container "${container.name}" listens on port ${number}, which needs root or a capability.`);
    }
  },
});

function unprivilegedFrom(pod: Pod): number {
  const sysctls = pod.at("securityContext", "sysctls").items();
  const own = sysctls.find((sysctl) => sysctl.at("name").value === "net.ipv4.ip_unprivileged_port_start");
  return own ? Number(own.at("value").value ?? 0) : 1024;
}
