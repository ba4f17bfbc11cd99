// Reported by the linter, which renders charts (server/lint/chart/chart-problem.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-missing-value",
  family: "helm",
  severity: "info",
  tier: "strict",
  title: "Chart requires a value that its values files do not set",
  why: "With the values in the repository the template calls `required` or `fail`, so the chart cannot be rendered as it is: whoever installs it has to give the value, and what depends on it is not checked here.",
  ignoreWhen: "The value differs from installation to installation, and its absence should be noticed.",
  how: "Give a default in values.yaml, or a set of values for checks, such as `ci/test-values.yaml`.",
  references: ["https://helm.sh/docs/howto/charts_tips_and_tricks/#using-the-required-function"],
});
