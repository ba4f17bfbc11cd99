// CIS Kubernetes Benchmark 1.1 (files of the control plane); kubeadm, cmd/kubeadm/app/phases/controlplane/volumes.go.
import { componentOf, defineRule, hostPathVolumes, isAtOrBelow, set, suggestion } from "../../../server/api.ts";

export default defineRule({
  id: "control-plane-host-mount",
  family: "control-plane",
  severity: "info",
  tier: "all",
  title: "Control-plane component can change its own keys",
  why: "A component that mounts /etc/kubernetes writable, or all of it, can replace the cluster's CA and read the credentials of the others. A flaw in it is then a way to all of them.",
  ignoreWhen: "The component writes there by design, such as a tool that rotates certificates.",
  references: ["https://kubernetes.io/docs/setup/best-practices/certificates/"],
  fix: "suggestion",
  needs: ["hostPath"],
  container(container, { report }) {
    const component = componentOf(container);
    if (!component) return;
    for (const volume of hostPathVolumes(container.pod)) {
      const { path } = volume;
      if (path === undefined || !isAtOrBelow(path, "/etc/kubernetes")) continue;
      for (const mount of volume.mounts) {
        if (mount.container !== container || mount.field.at("readOnly").value === true) continue;
        if (mount.field.at("readOnly").state === "unknown") continue;
        report(mount.field.at("mountPath"), `${component.label} may write to ${path} on the node.`, {
          fixes: [suggestion("Mount it read-only", set(mount.field.at("readOnly"), true))],
        });
      }
    }
  },
});
