// Reported by the last stage of the linter (server/lint/suppression/report.ts), which knows what every marker hid: nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "unused-suppression",
  family: "suppression",
  severity: "warning",
  tier: "recommended",
  title: "Suppression has no effect",
  why: "A marker that outlives the problem it was written for hides the next one at the same place, and nobody will have decided that.",
  how: "Remove it. Rules that are switched off, rules over several documents and other tools' markers do not count: their silence says nothing.",
  fix: "safe",
});
