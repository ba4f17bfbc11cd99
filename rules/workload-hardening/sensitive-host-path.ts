// NSA Kubernetes Hardening Guide, "Pod security"; https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
import {
  classifyHostPath,
  defineRule,
  hostPathVolumes,
  isAtOrBelow,
  isWritable,
  narrowing,
  normalizeHostPath,
  type Severity,
  set,
  strings,
} from "../../server/api.ts";
import { mountsAsRelated } from "./_host-path.ts";

const HARMLESS_TO_READ = [
  "/etc/ca-certificates",
  "/etc/hostname",
  "/etc/hosts",
  "/etc/localtime",
  "/etc/machine-id",
  "/etc/os-release",
  "/etc/pki",
  "/etc/resolv.conf",
  "/etc/ssl/certs",
  "/etc/timezone",
  "/lib/modules",
  "/sys/fs/cgroup",
  "/usr/lib/modules",
  "/usr/lib/os-release",
  "/usr/local/share/ca-certificates",
  "/usr/share/ca-certificates",
  "/usr/share/zoneinfo",
  "/var/lib/docker/containers",
  "/var/log",
];
interface Options {
  readonly paths: readonly string[];
  readonly allowReadOnly: readonly string[];
}

export default defineRule({
  id: "sensitive-host-path",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Pod mounts a system path of its node",
  why: "With these files a container becomes root on the node (programs, unit files, devices) or learns secrets of other pods and of the kubelet. /var/log alone lets a writer read any file of the node through a symbolic link.",
  ignoreWhen:
    "A node agent whose work it is, with the narrowest path and a read-only mount. Paths of kubelet plug-ins are reported as info only, and read-only mounts outside of what holds secrets as warnings.",
  standards: ["cis:5.2.12", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  peers: [
    "kube-linter:sensitive-host-mounts",
    "trivy:KSV-0121",
    "kics:workload_mounting_with_sensitive_os_directory",
    "kics:block_workload_mounting_os_dir",
    "kubescape:C-0048",
  ],
  fix: "suggestion",
  yieldsTo: ["container-runtime-socket-mount"],
  options: {
    paths: strings([], "Further paths of the node whose mount is an error, with all that is below them."),
    allowReadOnly: strings(HARMLESS_TO_READ, "Paths that may be mounted read-only: reported as info."),
  },
  needs: ["hostPath"],
  pod(pod, { options, report }) {
    for (const volume of hostPathVolumes(pod)) {
      if (volume.path === undefined || volume.mounts.length === 0) continue; // what nothing mounts exposes nothing
      // A mount that a chart may add is for those who turn it on.
      const sure = volume.mounts.filter(({ field }) => !field.conditional);
      const unset = (sure.length > 0 ? sure : volume.mounts).filter(isWritable);
      const severity = severityOf(volume.path, unset.length > 0, options);
      if (severity === undefined) continue;
      const how = unset.length > 0 ? "writable" : "read-only";
      const what = `Volume "${volume.name}" mounts the node's ${volume.path} (${how})`;
      report(volume.field.at("hostPath", "path"), `${what}${consequenceOf(volume.path, severity)}.`, {
        severity,
        related: mountsAsRelated(volume),
        // Whoever may not read a path at all is not helped by this.
        fixes:
          severity !== severityOf(volume.path, false, options)
            ? [narrowing(pod, "Mount it read-only", ...unset.map((mount) => set(mount.field.at("readOnly"), true)))]
            : [],
      });
    }
  },
});

/** What follows from the mount; nothing where it is for the reader's information only. */
function consequenceOf(path: string, severity: Severity): string {
  const kind = classifyHostPath(path);
  if (severity === "error" && kind === "secret") return "";
  if (severity === "error" && isAtOrBelow(path, "/var/log")) return ": a link can expose any file";
  if (severity === "error" && kind === "system") return ", which gives control of it";
  if (severity === "warning" && kind === "system") return ", which reveals details of it";
  return severity === "warning" && kind === "shared" ? ", which node programs use" : "";
}

function severityOf(path: string, writable: boolean, options: Options): Severity | undefined {
  const below = (folders: readonly string[]) => folders.some((folder) => isAtOrBelow(path, normalizeHostPath(folder)));
  if (below(options.paths)) return "error";
  if (!writable && below(options.allowReadOnly)) return "info";
  switch (classifyHostPath(path)) {
    case "secret":
      return "error";
    case "system":
      return writable ? "error" : "warning";
    case "shared":
      return "warning";
    case "device":
    case "plugin":
      return "info";
    default:
      return undefined;
  }
}
