import type { Json } from "../../yaml/tree/json.ts";
import type { Chart, ChartProblem } from "../chart/chart.ts";
import type { Place } from "../value/place.ts";
import type { Dict, Value } from "../value/value.ts";
import { type SchemaProblem, validateValues } from "./validate.ts";

const INTRO = "values don't meet the specifications of the schema(s) in the following chart(s):";

/** Compares the values of a chart and of its subcharts with their schemas (Helm, pkg/chartutil/jsonschema.go). One problem for each place. */
export function schemaProblems(chart: Chart, values: Dict): readonly ChartProblem[] {
  const found: Found[] = [];
  collect(chart, values, found);
  if (found.length === 0) return [];
  const message = `${INTRO}\n${found.map(({ text }) => text).join("")}`;
  return found.flatMap(({ problems, chart: { name } }): readonly ChartProblem[] => {
    const place = name.runs[0]?.place;
    if (problems.length === 0) return [{ code: "schema", message, reason: "values.schema.json is not JSON.", place }];
    return problems.map((problem) => ({
      code: problem.keyword === "required" ? "required" : "schema",
      message,
      reason: problem.path === "(root)" ? problem.message : `${problem.path}: ${problem.message}`,
      place: placeOf(problem) ?? place,
    }));
  });
}

interface Found {
  readonly chart: Chart;
  /** None where the schema itself cannot be read. */
  readonly problems: readonly SchemaProblem[];
  /** As Helm prints it. */
  readonly text: string;
}

function collect(chart: Chart, values: Dict, found: Found[]): void {
  const schema = chart.schema && parsed(chart.schema.text);
  const problems = schema === undefined ? [] : validateValues(values, schema);
  if (chart.schema && schema === undefined) found.push({ chart, problems: [], text: `${chart.name.text}:\nunexpected EOF` }); // Go's word for most that is no JSON
  if (problems.length > 0) {
    const lines = problems.map(({ path, message }) => `- ${path}: ${message}\n`).join("");
    found.push({ chart, problems, text: `${chart.name.text}:\n${lines}` });
  }
  for (const subchart of chart.subcharts) {
    const own = values.entries.get(subchart.name.text)?.value;
    if (own?.kind === "dict") collect(subchart, own, found);
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The value itself where it is a scalar, else the key in front of it. */
function placeOf({ value, key, keyword }: SchemaProblem): Place | undefined {
  const named = key?.runs[0]?.place;
  if (keyword === "additionalProperties" || keyword === "propertyNames" || value.kind === "dict" || value.kind === "list")
    return named ?? scalarPlace(value);
  return scalarPlace(value) ?? named;
}

function scalarPlace(value: Value): Place | undefined {
  if (value.kind === "string") return value.runs[0]?.place;
  return "place" in value ? value.place : undefined;
}
