// Reported by the linter, which renders charts (server/lint/chart/chart-problem.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-schema-violation",
  family: "helm",
  severity: "error",
  tier: "recommended",
  title: "Value that the chart's schema does not allow",
  why: "Helm compares the values with `values.schema.json` before it renders anything, and refuses to install the chart if they do not fit: a value has another type, is not among those allowed, or has a name that the schema does not know.",
  ignoreWhen: "The schema is wrong and is mended elsewhere.",
  how: "Give the value that the schema asks for, or change the schema if the chart can do with this one.",
  references: ["https://helm.sh/docs/topics/charts/#schema-files"],
});
