// batch/v1: successfulJobsHistoryLimit and failedJobsHistoryLimit already remove a CronJob's Jobs.
import { defineRule, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "cronjob-job-ttl",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "CronJob has both a TTL and history limits",
  why: "The time to live competes with the history limits: the failed run that somebody wants to look at in the morning is gone before the limits would have removed it.",
  ignoreWhen: "Runs are many and their pods must go quickly.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits"],
  peers: ["kube-linter:job-ttl-seconds-after-finished"],
  fix: "suggestion",
  kinds: ["CronJob"],
  needs: ["ttlSecondsAfterFinished"],
  resource(resource, { report }) {
    const ttl = resource.at("spec", "jobTemplate", "spec", "ttlSecondsAfterFinished");
    if (ttl.exists)
      report(ttl.pair, `Jobs of CronJob "${resource.name}" set ttlSecondsAfterFinished beside the history limits.`, {
        fixes: [suggestion("Remove it", remove(ttl))],
      });
  },
});
