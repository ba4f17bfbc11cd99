// Reported by the last stage of the linter (server/lint/suppression/report.ts), which knows what every marker hid: nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "unknown-rule-in-suppression",
  family: "suppression",
  severity: "warning",
  tier: "recommended",
  title: "Suppression names a rule that does not exist",
  why: "A misspelt id suppresses nothing, and the reader believes that the exception is in place. A rule that was renamed leaves such markers behind.",
  how: "Correct the id; `plimsoll rules` lists them all.",
  fix: "suggestion",
});
