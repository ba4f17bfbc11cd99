// Reported by the last stage of the linter (server/lint/suppression/report.ts), which knows what every marker hid: nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "expired-suppression",
  family: "suppression",
  severity: "warning",
  tier: "recommended",
  title: "Suppression has expired",
  why: "The exception was granted up to a day, and that day is over. The findings that it hid are reported again.",
  how: "Solve the problem and remove the marker, or decide anew and set a later `expires=YYYY-MM-DD`.",
  fix: "safe",
});
