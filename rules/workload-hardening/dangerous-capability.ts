// capabilities(7): what each of these lets a process do; several of them amount to root on the node.
import { defineRule, isPrivileged, narrowing, remove, strings } from "../../server/api.ts";
import { capabilityName } from "./_capability.ts";

const DANGERS: Readonly<Record<string, string>> = {
  ALL: "has every power of root over the node's kernel",
  SYS_ADMIN: "may do almost everything that a privileged one may",
  SYS_MODULE: "may load code into the node's kernel",
  SYS_PTRACE: "may read and change the memory of processes",
  SYS_RAWIO: "may access the node's memory and devices",
  SYS_BOOT: "may restart the node or boot another kernel",
  SYS_TIME: "may set the clock of the node",
  NET_ADMIN: "may change interfaces, routes and firewall rules",
  BPF: "may load programs into the node's kernel",
  PERFMON: "may watch the node's kernel and all processes",
  MAC_ADMIN: "may change the node's SELinux or AppArmor policy",
  MAC_OVERRIDE: "may ignore the node's SELinux or AppArmor policy",
  DAC_READ_SEARCH: "may read every file, even outside the container",
  SYSLOG: "may read the kernel's log and its addresses",
  AUDIT_CONTROL: "may switch the node's audit log off",
  CHECKPOINT_RESTORE: "may read the memory of processes",
  SETPCAP: "may pass capabilities on to its children",
};

export default defineRule({
  id: "dangerous-capability",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Container adds a capability that amounts to control of the node",
  why: "With one of these capabilities, who breaks into the container can leave it or watch everything on the node.",
  ignoreWhen:
    "A network plug-in, VPN, profiler or storage agent whose work is just this, in a namespace that only administrators use. Narrow the option list to what you never want.",
  standards: ["cis:5.2.9", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: [
    "checkov:CKV_K8S_39",
    "trivy:KSV-0005",
    "trivy:KSV-0120",
    "kubescape:C-0046",
    "polaris:dangerousCapabilities",
    "monokle:KBP100",
    "monokle:KSV005",
    "kics:containers_with_sys_admin_capabilities",
    "kics:allowed_capabilities_sys_admin",
    "kubesec:CapSysAdmin",
    "kube-linter:privilege-escalation-container",
  ],
  fix: "suggestion",
  options: { list: strings(Object.keys(DANGERS), "The capabilities to report.") },
  needs: ["add"],
  container(container, { options, report }) {
    if (isPrivileged(container)) return; // it has them all: privileged-container says so
    for (const item of container.at("securityContext", "capabilities", "add").items()) {
      const name = item.string === undefined ? "" : capabilityName(item.string);
      if (!options.list.includes(name)) continue;
      const danger = DANGERS[name] ?? "is on the list of dangerous ones";
      report(item, `Container "${container.name}" adds ${name}: it ${danger}.`, {
        fixes: [narrowing(container.pod, `Do not add ${name}`, remove(item))],
        ...(name === "SETPCAP" ? { severity: "info" } : {}), // runtimes grant it by default
      });
    }
  },
});
