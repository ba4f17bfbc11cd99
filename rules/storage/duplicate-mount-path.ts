// core/v1 validation of Container.volumeMounts: mountPath must be unique.
import { defineRule, type Field } from "../../server/api.ts";

export default defineRule({
  id: "duplicate-mount-path",
  family: "storage",
  severity: "error",
  tier: "recommended",
  title: "Two volumes are mounted at the same path",
  why: "The API server refuses the object, whether it is a Pod or a workload with such a pod template. The rollout does not begin, and the version before it stays in place.",
  ignoreWhen: "Never.",
  how: "Mount one of them elsewhere, or use a projected volume to put several sources into one folder.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  peers: ["monokle:K8S001"],
  needs: ["volumeMounts"],
  container(container, { report }) {
    const seen = new Map<string, Field>();
    for (const mount of container.at("volumeMounts").items()) {
      const path = mount.at("mountPath");
      if (path.string === undefined) continue;
      const first = seen.get(path.string);
      if (first)
        report(path, `Container "${container.name}" mounts two volumes at ${path.string}.`, {
          related: [{ message: "The first mount there", at: first }],
        });
      else seen.set(path.string, path);
    }
  },
});
