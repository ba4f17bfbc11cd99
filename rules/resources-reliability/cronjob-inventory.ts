// MITRE ATT&CK T1053.007 (Container Orchestration Job): a CronJob is a quiet way to come back.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "cronjob-inventory",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "CronJob in the inventory",
  why: "An intruder who can create CronJobs comes back every hour, whatever is cleaned up. The list of all of them is read in a review.",
  ignoreWhen: "Outside such a review.",
  how: "Know what it does and who owns it.",
  peers: ["kubescape:C-0026"],
  kinds: ["CronJob"],
  resource(resource, { report }) {
    report(
      resource.at("kind"),
      `CronJob "${resource.name}" runs on the schedule "${resource.at("spec", "schedule").raw ?? ""}".`,
    );
  },
});
