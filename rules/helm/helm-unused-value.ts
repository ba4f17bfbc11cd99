// Reported by the linter, which reads charts (server/helm/use/unused.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-unused-value",
  family: "helm",
  severity: "info",
  tier: "all",
  title: "Value that no template reads",
  why: "The key is in `values.yaml`, but no template, helper or templated text of the chart reads it. Setting it changes nothing, and nothing says so: usually it is a typo, or a leftover of something that was removed.",
  ignoreWhen: "The chart reads it in a way that its text does not show, such as by a name that it puts together.",
  how: "Take the key out, or correct its name.",
  references: ["https://helm.sh/docs/chart_best_practices/values/"],
});
