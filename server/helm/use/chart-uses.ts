import type { Chart } from "../chart/chart.ts";
import { templateOf } from "../chart/templates.ts";
import { FUNCTIONS } from "../function/table.ts";
import { parseTemplateFile } from "../template/parse.ts";
import { entryOf, isNil, type Value } from "../value/value.ts";
import { type Meaning, ROOT, type Uses } from "./reference.ts";
import { type UnusedValue, unusedValues } from "./unused.ts";
import { type TemplateFile, usesIn } from "./uses.ts";

const known = new WeakMap<Chart, Uses>();

/** What the templates of a chart and of its subcharts read, by the paths of the chart's own values. */
export function usesOfChart(chart: Chart): Uses {
  const before = known.get(chart);
  if (before) return before;
  const files: TemplateFile[] = [];
  collect(chart, [], files);
  const uses = usesIn(files);
  const declared = chart.dependencies
    .flatMap(({ condition }) => condition.split(","))
    .filter((path) => path.trim() !== "")
    .map((path) => ({ file: { path: "Chart.yaml", text: "" }, path: path.trim().split("."), names: [], isWhole: true }));
  const made: Uses = { ...uses, values: [...uses.values, ...declared] };
  known.set(chart, made);
  return made;
}

function collect(chart: Chart, path: readonly string[], files: TemplateFile[]): void {
  const root: Meaning =
    path.length === 0 ? ROOT : { kind: "dict", entries: new Map<string, Meaning>([["Values", { kind: "values", path }]]) };
  for (const { file } of chart.templates) files.push({ file, template: templateOf(file, FUNCTIONS), root });
  for (const text of templatesIn(chart.values)) {
    const template = parseTemplateFile(text, "gotpl", (name) => FUNCTIONS.has(name));
    files.push({ file: { path: "gotpl", text }, template, root });
  }
  for (const subchart of chart.subcharts) {
    const isLibrary = subchart.metadata.type.toLowerCase() === "library";
    collect(subchart, isLibrary ? [] : [...path, subchart.name.text], files);
  }
}

/** The texts in values that are templates themselves, for `tpl`. */
function templatesIn(value: Value): readonly string[] {
  if (value.kind === "string") return value.text.includes("{{") ? [value.text] : [];
  if (value.kind === "list") return value.items.flatMap(templatesIn);
  return value.kind === "dict" ? [...value.entries.values()].flatMap((entry) => templatesIn(entry.value)) : [];
}

/** The keys of a chart's `values.yaml` that nothing reads. Those for subcharts, and `global`, `tags` and `enabled`, which are for parents, are others' matter. */
export function unusedValuesOf(chart: Chart): readonly UnusedValue[] {
  const { values, subcharts, dependencies } = chart;
  const file = values.place?.file ?? [...values.entries.values()][0]?.key.runs[0]?.place?.file;
  if (!file) return [];
  const names = dependencies.flatMap(({ name, alias }) => [name.text, ...(alias ? [alias.text] : [])]);
  const others = new Set(["global", "tags", "enabled", ...names, ...subcharts.map(({ name }) => name.text)]);
  const { values: uses } = usesOfChart(chart);
  // The parent may hand a value on to a subchart by `import-values`: what is imported is not told apart.
  const imports = dependencies.some(({ importValues }) =>
    importValues.some((one) => !isNil(one.kind === "dict" ? entryOf(one, "parent") : one)),
  );
  return imports ? [] : unusedValues(values, file, uses, others);
}
