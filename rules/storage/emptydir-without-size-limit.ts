// core/v1 EmptyDirVolumeSource.sizeLimit; local ephemeral storage, docs/concepts/configuration/manage-resources-containers.
import { defineRule, manual, set, string, suggestion } from "../../server/api.ts";
import { isLimited, unlimitedEmptyDirs } from "./_volume.ts";

const LIMIT = "1Gi";

export default defineRule({
  id: "emptydir-without-size-limit",
  family: "storage",
  severity: "info",
  tier: "strict",
  title: "emptyDir has no size limit",
  why: "What a container writes there counts against the node's disk. Without a limit one runaway cache fills it, and the kubelet then evicts pods, not only this one.",
  ignoreWhen:
    "A LimitRange sets ephemeral-storage limits, or the volume holds next to nothing. Volumes whose containers all have an ephemeral-storage limit are not reported.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
  fix: "suggestion",
  options: { sizeLimit: string(LIMIT, "The limit that the fix sets") },
  needs: ["emptyDir"],
  pod(pod, { options, report }) {
    const fix = options.sizeLimit === LIMIT ? manual : suggestion; // the default is a guess, for one volume to look over
    for (const { name, field, mounts } of unlimitedEmptyDirs(pod)) {
      if (!field.at("medium").absent && field.at("medium").value !== "") continue; // memory is another rule's
      if (mounts.every(({ container }) => isLimited(container, "ephemeral-storage"))) continue;
      report(field.key, `Volume "${name}" may fill the disk of its node: it has no sizeLimit.`, {
        fixes: [fix(`Limit it to ${options.sizeLimit}`, set(field.at("sizeLimit"), options.sizeLimit))],
      });
    }
  },
});
