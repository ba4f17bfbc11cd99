// Reported by the linter, which reads charts (server/helm/use/unused.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-unused-value",
  family: "helm",
  severity: "info",
  tier: "all",
  title: "Value that no template reads",
  why: "The key stands in `values.yaml`, and no template of the chart, no helper and no text that is a template itself reads it. Who sets it changes nothing, and is not told: mostly it is a typing error, or what is left of something that was taken out.",
  ignoreWhen: "The chart reads it in a way that its text does not show, such as by a name that it puts together.",
  how: "Take the key out, or correct its name.",
  references: ["https://helm.sh/docs/chart_best_practices/values/"],
});
