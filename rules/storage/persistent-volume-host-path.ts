// core/v1 PersistentVolumeSource; docs/concepts/storage/volumes#hostpath.
import { classifyHostPath, defineRule, normalizeHostPath } from "../../server/api.ts";

export default defineRule({
  id: "persistent-volume-host-path",
  family: "storage",
  severity: "error",
  tier: "recommended",
  title: "PersistentVolume is a node path",
  why: "Every pod with a claim for this volume reads and writes the node's files, past all rules that forbid hostPath in pods. The data stays on one node, and another node has an empty folder under the same name.",
  ignoreWhen:
    "A cluster of one node for development. For disks of a node use `local` with nodeAffinity; it is reported only for system paths.",
  how: "Use a StorageClass, or a local volume with nodeAffinity on a disk of its own.",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    "https://kubernetes.io/docs/concepts/storage/volumes/#local",
  ],
  kinds: ["PersistentVolume"],
  resource(resource, { report }) {
    for (const source of ["hostPath", "local"]) {
      const field = resource.at("spec", source);
      if (!field.isMapping) continue;
      const path = field.at("path").string;
      if (source === "local" && resource.at("spec", "volumeMode").value === "Block") continue; // a device, which has its file below /dev
      const system = path !== undefined && classifyHostPath(normalizeHostPath(path)) !== undefined;
      if (system) report(field.key, `PersistentVolume "${resource.name}" gives pods ${path} on the node.`);
      else if (source === "hostPath")
        report(field.key, `PersistentVolume "${resource.name}" is a path on the node.`, {
          severity: "warning",
        });
    }
  },
});
