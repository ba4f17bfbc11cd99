// KEP-127: user namespaces, on by default from 1.33; not with host namespaces or volumeDevices.
import { defineRule, type Pod, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "user-namespace-not-used",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Pod does not use a user namespace",
  why: "With hostUsers: false, root in the container is nobody on the node: most ways out of a container lead nowhere.",
  ignoreWhen: "Nodes with a kernel older than 6.3, a runtime without support, or volumes that cannot be id-mapped (NFS).",
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/"],
  peers: ["kubesec:HostUsers"],
  fix: "suggestion",
  pod(pod, { kubernetes, report }) {
    const field = pod.at("hostUsers");
    if (kubernetes < 33 || pod.windows || field.value === false || field.state === "unknown" || needsHost(pod)) return;
    report(field, `${pod.resource.kind} "${pod.resource.name}" shares user IDs with the node.`, {
      fixes: [suggestion("Use a user namespace", set(field, false))],
    });
  },
});

const HOST_NAMESPACES = ["hostNetwork", "hostPID", "hostIPC"];

function needsHost(pod: Pod): boolean {
  for (const key of HOST_NAMESPACES) {
    const field = pod.at(key);
    if (!field.absent && field.value !== false) return true;
  }
  for (const container of pod.containers) if (container.at("volumeDevices").items().length > 0) return true;
  for (const volume of pod.at("volumes").items()) {
    const source = volume.at("hostPath");
    if (source.isMapping && source.at("type").string?.endsWith("Device")) return true;
  }
  return false;
}
