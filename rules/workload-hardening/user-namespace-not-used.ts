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
    report(field, `${pod.resource.kind} "${pod.resource.name}" shares its user ids with the node.`, {
      fixes: [suggestion("Use a user namespace", set(field, false))],
    });
  },
});

function needsHost(pod: Pod): boolean {
  return (
    ["hostNetwork", "hostPID", "hostIPC"].some((key) => !pod.at(key).absent && pod.at(key).value !== false) ||
    pod.containers.some((container) => container.at("volumeDevices").items().length > 0) ||
    pod
      .at("volumes")
      .items()
      .some((volume) => /Device$/.test(volume.at("hostPath", "type").string ?? ""))
  );
}
