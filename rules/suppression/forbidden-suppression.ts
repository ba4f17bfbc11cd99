// Reported by the last stage of the linter (server/lint/suppression/report.ts), which knows what every marker hid: nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "forbidden-suppression",
  family: "suppression",
  severity: "error",
  tier: "recommended",
  title: "Suppression of a rule that cannot be suppressed",
  why: "The configuration lists this rule under `suppressions.forbid`: nobody may make an exception from it in a manifest. The marker has no effect.",
  how: "Solve the problem, or ask whoever owns the configuration.",
});
