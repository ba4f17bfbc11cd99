import type { ChartProblem, ChartProblemCode } from "../../helm/chart/chart.ts";
import type { Span } from "../../text/span.ts";
import type { BuiltFinding } from "../overlay/built-finding.ts";
import { fingerprint } from "../rule/fingerprint.ts";
import type { Settings } from "../rule/settings.ts";

/** Of problems with a chart, the rule that reports them (`rules/helm`). */
const RULES: Readonly<Record<ChartProblemCode, string | undefined>> = {
  template: "helm-template-error",
  limit: "helm-template-error",
  // Scaffolds are no charts yet, and which clusters a chart is for says nothing about its templates.
  chart: undefined,
  values: "helm-template-error",
  yaml: "helm-yaml-error",
  fail: "helm-missing-value",
  required: "helm-missing-value",
  dependency: "helm-missing-dependency",
  schema: "helm-schema-violation",
  unused: "helm-unused-value",
  warning: undefined,
};

/** A problem with a chart as a finding of the rule that stands for it; `undefined` if that rule is off. */
export function problemFinding(
  { code, reason }: ChartProblem,
  file: string,
  span: Span,
  settings: Settings,
): BuiltFinding | undefined {
  const rule = RULES[code];
  const own = rule === undefined ? undefined : settings.rules.get(rule);
  if (rule === undefined || !own) return undefined;
  const message = messageOf(code, reason);
  const nothing = { path: [], resource: undefined, container: undefined, related: [], fixes: [] };
  const severity = code === "schema" && !own.pinned && IS_LEFT_OUT.test(reason) ? "info" : own.severity;
  return { rule, severity, message, file, span, ...nothing, fingerprint: fingerprint(rule, undefined, [message]) };
}

/** What a schema says of a value that is not there, or null: whoever installs the chart has to give it. */
const IS_LEFT_OUT = /given: null$| is required\.?$/;

function messageOf(code: ChartProblemCode, reason: string): string {
  const said = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  switch (code) {
    case "yaml":
      return `What this renders to is not the YAML of an object: ${said}`;
    case "fail":
      return `The template refuses these values: ${said}`;
    case "required":
      return `The template requires a value that no values file gives: ${said}`;
    case "unused":
      return `No template reads the value "${reason}".`;
    case "schema":
      return `The chart's values.schema.json does not allow this: ${said}`;
    case "dependency":
      return `A chart that this one needs is not here, so what depends on it is unknown: ${said}`;
    default:
      return `helm template fails here: ${said}`;
  }
}
