// core/v1 HostPathVolumeSource.type: DirectoryOrCreate, FileOrCreate.
import { defineRule, hostPathVolumes, manual, set } from "../../server/api.ts";

const EXISTING: ReadonlyMap<string, string> = new Map([
  ["DirectoryOrCreate", "Directory"],
  ["FileOrCreate", "File"],
]);

export default defineRule({
  id: "hostpath-creates-path",
  family: "workload-hardening",
  severity: "info",
  tier: "strict",
  title: "hostPath volume creates its path on the node",
  why: "If the path is missing, the kubelet makes it, empty and owned by root. A file that had to be there (a configuration, a key) is then silently empty, and a typo leaves folders on every node.",
  ignoreWhen: "The pod keeps its own state there and may start on a fresh node.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  fix: "suggestion",
  needs: [...EXISTING.keys()],
  pod(pod, { report }) {
    for (const { field, path, name } of hostPathVolumes(pod)) {
      const type = field.at("hostPath", "type");
      const existing = EXISTING.get(type.string ?? "");
      if (existing === undefined) continue;
      report(type, `Volume "${name}" creates ${path ?? "its path"} on the node if it is missing.`, {
        fixes: [manual(`Require the path to exist (${existing})`, set(type, existing))],
      });
    }
  },
});
