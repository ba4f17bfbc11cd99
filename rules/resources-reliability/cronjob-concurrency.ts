// batch/v1 CronJobSpec.concurrencyPolicy defaults to Allow.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "cronjob-concurrency",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Runs of a CronJob may overlap",
  why: "A run that takes longer than the interval meets the next one. Two backups write one file, and a slow database gets more and more of them until it stops.",
  ignoreWhen: "Runs do not touch the same data.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy"],
  fix: "suggestion",
  kinds: ["CronJob"],
  resource(resource, { report }) {
    const policy = resource.at("spec", "concurrencyPolicy");
    if (policy.absent || policy.value === "Allow")
      report(policy, `Runs of CronJob "${resource.name}" may overlap.`, {
        fixes: [
          suggestion("Forbid overlapping runs", set(policy, "Forbid")),
          suggestion("Replace the old run", set(policy, "Replace")),
        ],
      });
  },
});
