// Pod Security Standards, baseline control "HostPath Volumes" (check_hostPathVolumes.go).
import { defineRule, hostPathVolumes, isAtOrBelow, normalizeHostPath, records } from "../../server/api.ts";

export default defineRule({
  id: "hostpath-volume",
  family: "pod-security",
  severity: "warning",
  tier: "recommended",
  title: "Pod mounts a path of its node",
  why: "Files of the node are shared with everything else on it: they outlive the pod, are not there after it moves to another node, and are a way out of the container if the path or its content is more than meant.",
  ignoreWhen:
    "A node agent that reads or writes files of the node (logs, sockets of plug-ins), best with the narrowest path and read-only. A volume whose name and path a chart takes from its values is not reported.",
  how: "Use a configMap, secret, emptyDir, persistentVolumeClaim, or a CSI driver. If it must be a path of the node, allow it by the option allowedPaths or suppress the finding with the reason.",
  standards: ["pss:baseline", "cis:5.2.12", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  peers: [
    "trivy:KSV-0023",
    "kubescape:C-0048",
    "kubescape:C-0203",
    "polaris:hostPathSet",
    "monokle:PSS105",
    "monokle:KSV023",
    "kics:non_kube_system_pod_with_host_mount",
  ],
  yieldsTo: ["container-runtime-socket-mount", "sensitive-host-path", "cloud-credentials-host-path"],
  options: {
    allowedPaths: records(
      ["pathPrefix", "readOnly?"],
      'Paths of the node that pods may mount, with all that is below them; with readOnly: "true" only by read-only mounts.',
    ),
  },
  needs: ["hostPath"],
  pod(pod, { options, report }) {
    for (const { name, field, path, mounts } of hostPathVolumes(pod)) {
      const readOnly = mounts.every((mount) => mount.field.at("readOnly").value === true);
      const allowed = options.allowedPaths.some(
        (one) =>
          path !== undefined &&
          isAtOrBelow(path, normalizeHostPath(one.pathPrefix ?? "/")) &&
          (one.readOnly !== "true" || readOnly),
      );
      // Both come from a chart's values: it is for those who write the values.
      const byValues = field.at("name").state === "unknown" && field.at("hostPath", "path").state === "unknown";
      if (allowed || byValues) continue;
      report(field.at("hostPath").key, `Volume "${name}" mounts ${path ?? "a path"} from the node.`, {
        related: mounts.map((mount) => ({ message: `Mounted in container "${mount.container.name}".`, at: mount.field })),
      });
    }
  },
});
