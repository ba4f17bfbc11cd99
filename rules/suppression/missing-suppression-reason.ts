// Reported by the last stage of the linter (server/lint/suppression/report.ts), which knows what every marker hid: nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "missing-suppression-reason",
  family: "suppression",
  severity: "error",
  tier: "all",
  title: "Suppression gives no reason",
  why: "An exception without a reason cannot be reviewed: whoever finds it later can neither remove it safely nor defend it in an audit.",
  how: "Write the reason behind ` -- ` in a comment, or as the value of an annotation. `suppressions.requireReason: true` in plimsoll.yaml switches this rule on.",
});
