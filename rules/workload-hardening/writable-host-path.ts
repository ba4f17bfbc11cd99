// core/v1 VolumeMount.readOnly: default false. recursiveReadOnly does not replace it.
import {
  classifyHostPath,
  defineRule,
  type HostPathVolume,
  hostPathVolumes,
  isWritable,
  narrowing,
  set,
} from "../../server/api.ts";

export default defineRule({
  id: "writable-host-path",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Path of the node is mounted writable",
  why: "What a container writes to its node stays there, is seen by everything else on it, and can fill its disk. Written to the right place, it is run by the node.",
  ignoreWhen:
    "A node agent that keeps its state on the node, in a folder of its own: such a path is a warning, one that the node runs programs from an error. A path of the system is left to sensitive-host-path, which says whether it is writable.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  peers: ["kube-linter:writable-host-mount", "kubescape:C-0045", "kics:volume_mount_with_os_directory_write_permissions"],
  fix: "suggestion",
  needs: ["hostPath"],
  pod(pod, { defersTo, report }) {
    for (const volume of hostPathVolumes(pod)) {
      if (isMeaninglessToProtect(volume)) continue;
      if (volume.path !== undefined && classifyHostPath(volume.path) !== undefined && defersTo("sensitive-host-path")) continue;
      for (const mount of volume.mounts) {
        if (!isWritable(mount)) continue;
        const readOnly = mount.field.at("readOnly");
        const place = readOnly.exists ? readOnly.pair : mount.field;
        const path = volume.path ?? "a path";
        report(place, `Container "${mount.container.name}" can write to ${path} on its node.`, {
          ...(volume.path !== undefined && isRunByNode(volume.path) ? {} : { severity: "warning" }),
          related: [{ message: "The volume.", at: volume.field }],
          fixes: [narrowing(pod, "Mount it read-only", set(readOnly, true))],
        });
      }
    }
  },
});

/** What belongs to the system, and where the node's own programs look for more of them (CNI and volume plug-ins). */
function isRunByNode(path: string): boolean {
  const kind = classifyHostPath(path);
  return OF_OPT.test(path) || kind === "secret" || kind === "system";
}

/** Programs that the node runs, by where they are in /opt; another folder there is of whoever made it. */
const OF_OPT = /^\/opt(?:\/(?:bin|cni|containerd|k3s|rke2|kubernetes)(?:\/.*)?)?$/;

/** Sockets and devices work the same when mounted read-only, and plug-ins of the kubelet have to write their sockets. */
function isMeaninglessToProtect({ path, field }: HostPathVolume): boolean {
  const type = field.at("hostPath", "type").string;
  if (type === "Socket" || type === "CharDevice" || type === "BlockDevice") return true;
  return path !== undefined && (path.endsWith(".sock") || path.startsWith("/dev/") || classifyHostPath(path) === "plugin");
}
