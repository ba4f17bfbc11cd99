// batch/v1 CronJobSpec.startingDeadlineSeconds; the controller starts the latest run that was missed, however many were (mostRecentScheduleTime in pkg/controller/cronjob/utils.go).
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "cronjob-missing-deadline",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "CronJob has no starting deadline",
  why: "After an outage of the controller, or once it is no longer suspended, a CronJob without a deadline starts the run that it missed, however late: what was meant for the night runs at once, in the middle of the day.",
  ignoreWhen: "It is right to run late, whenever that is.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"],
  peers: ["kube-score:cronjob-has-deadline", "kics:cronjob_deadline_not_configured"],
  fix: "suggestion",
  kinds: ["CronJob"],
  resource(resource, { report }) {
    const deadline = resource.at("spec", "startingDeadlineSeconds");
    const fixes = [suggestion("Allow a start up to 5 minutes late", set(deadline, 300))];
    if (deadline.absent) report(deadline, `CronJob "${resource.name}" has no startingDeadlineSeconds.`, { fixes });
    else if (deadline.number !== undefined && deadline.number < 10)
      report(deadline, `A deadline of ${deadline.number} seconds may never be met.`, {
        fixes,
        severity: "warning",
      });
  },
});
