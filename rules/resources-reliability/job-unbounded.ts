// batch/v1 JobSpec: backoffLimit defaults to 6, activeDeadlineSeconds to none.
import { defineRule, manual, set } from "../../server/api.ts";

export default defineRule({
  id: "job-unbounded",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Job has no limit on time or retries",
  why: "A run that hangs holds its resources forever, and a CronJob with concurrencyPolicy Forbid starts no other run.",
  ignoreWhen: "The default of six tries is right, and the program cannot hang.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup"],
  fix: "suggestion",
  kinds: ["Job", "CronJob"],
  resource(resource, { report }) {
    const spec = resource.kind === "Job" ? resource.at("spec") : resource.at("spec", "jobTemplate", "spec");
    const deadline = spec.at("activeDeadlineSeconds");
    if (!deadline.absent || !spec.at("backoffLimit").absent) return;
    report(deadline, `${resource.kind} "${resource.name}" has neither activeDeadlineSeconds nor backoffLimit.`, {
      fixes: spec.isMapping ? [manual("End it after an hour", set(deadline, 3600))] : [],
    });
  },
});
