// Reported by the linter, which renders charts (server/lint/chart/chart-problem.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-yaml-error",
  family: "helm",
  severity: "error",
  tier: "recommended",
  title: "Template renders to broken YAML",
  why: "Helm parses what a template renders to before it installs anything; where that is not YAML, or not an object, it stops, and nothing of the chart is installed. The reason is usually a block that is indented too little, or two values on one line.",
  how: "Look at the output with `plimsoll render`, and correct the indentation at the marked place: `nindent` with the column at which the block has to start, after `{{-`.",
  references: ["https://helm.sh/docs/chart_template_guide/yaml_techniques/"],
});
