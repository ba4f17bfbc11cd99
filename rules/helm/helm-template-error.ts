// Reported by the linter, which renders charts (server/lint/chart/chart-problem.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-template-error",
  family: "helm",
  severity: "error",
  tier: "recommended",
  title: "Chart cannot be rendered",
  why: "Helm stops at the first template that it cannot parse or execute, and installs nothing of the chart: a function that does not exist, a field of something that is not there, values of types that cannot be compared, a block without its end.",
  how: "Correct the marked action. Where a value may be missing, guard it with `with` or `if`, or put the parent in parentheses: `(.Values.a).b` is empty where `.Values.a.b` fails.",
  references: [
    "https://helm.sh/docs/chart_template_guide/debugging/",
    "https://helm.sh/docs/chart_template_guide/function_list/",
  ],
});
