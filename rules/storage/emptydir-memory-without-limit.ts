// core/v1 EmptyDirVolumeSource.medium; a tmpfs counts against the memory of the containers that write to it.
import { defineRule, manual, set, string, suggestion } from "../../server/api.ts";
import { isLimited, unlimitedEmptyDirs } from "./_volume.ts";

/** What bounds a volume of this medium; `HugePages-2Mi` is bounded by `hugepages-2Mi`, which a pod must set to get any. */
function resourceOf(medium: string | undefined): string | undefined {
  if (medium === "Memory") return "memory";
  return medium?.startsWith("HugePages-") ? medium.replace("HugePages-", "hugepages-") : undefined;
}

const LIMIT = "256Mi";

export default defineRule({
  id: "emptydir-memory-without-limit",
  family: "storage",
  severity: "warning",
  tier: "recommended",
  title: "In-memory emptyDir has no size limit",
  why: "Files in this volume are memory. With neither a sizeLimit nor a memory limit on every container that mounts it, it may grow to all the memory that the node can give, and the kernel then kills whatever is largest.",
  ignoreWhen: "A LimitRange sets memory limits in this namespace.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
  fix: "suggestion",
  options: { sizeLimit: string(LIMIT, "The limit that the fix sets") },
  needs: ["Memory", "HugePages"],
  pod(pod, { options, report }) {
    const fix = options.sizeLimit === LIMIT ? manual : suggestion; // the default is a guess, for one volume to look over
    for (const { name, field, mounts } of unlimitedEmptyDirs(pod)) {
      const medium = field.at("medium");
      const resource = resourceOf(medium.string);
      const free = resource && mounts.find(({ container }) => !isLimited(container, resource));
      if (!free) continue;
      report(medium, `Volume "${name}" may fill the node's memory: container "${free.container.name}" has no memory limit.`, {
        fixes: [fix(`Limit it to ${options.sizeLimit}`, set(field.at("sizeLimit"), options.sizeLimit))],
      });
    }
  },
});
