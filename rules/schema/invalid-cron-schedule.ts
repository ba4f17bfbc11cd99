// batch/v1 CronJobSpec.schedule: robfig/cron v3 ParseStandard; TZ in the schedule is refused since Kubernetes 1.29 (KEP-3140).
import { cronProblem, defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "invalid-cron-schedule",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Schedule of a CronJob is not valid",
  why: "The API server refuses the CronJob, or takes a schedule that never comes. A backup that does not run is noticed on the day it is needed.",
  how: "Five fields: minute, hour, day of the month, month, day of the week; or a macro such as @daily. The time zone belongs in `spec.timeZone`.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax"],
  fix: "suggestion",
  kinds: ["CronJob"],
  resource(resource, { kubernetes, report }) {
    const schedule = resource.at("spec", "schedule");
    const text = schedule.string;
    if (text === undefined) return;
    const [, zone, rest = text] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text) ?? [];
    const problem = cronProblem(rest);
    if (problem) report(schedule, `The schedule "${text}" ${problem}.`);
    else if (zone && kubernetes >= 29)
      report(schedule, "A time zone belongs in spec.timeZone, not in the schedule.", {
        fixes: resource.at("spec", "timeZone").absent
          ? [suggestion("Move the time zone to spec.timeZone", set(schedule, rest), set(resource.at("spec", "timeZone"), zone))]
          : [],
      });
    const timeZone = resource.at("spec", "timeZone");
    if (timeZone.string !== undefined && !isTimeZone(timeZone.string))
      report(timeZone, `There is no time zone "${timeZone.string}".`);
  },
});

/** A name of the time zone database. `Local` is refused by the API server (validateTimeZone). */
function isTimeZone(name: string): boolean {
  if (name === "" || name.toLowerCase() === "local" || /^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
