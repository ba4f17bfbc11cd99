import { baseName } from "../../text/path.ts";
import type { GoFunction, Program } from "../evaluate/program.ts";
import type { Node, Template } from "../template/node.ts";
import { parseTemplateFile } from "../template/parse.ts";
import { compareBytes } from "../value/display.ts";
import type { SourceFile } from "../value/place.ts";
import { type Dict, dict, type Value } from "../value/value.ts";
import type { Chart, ChartProblem } from "./chart.ts";
import { valuesMethods } from "./values-methods.ts";

/** A file of templates of a chart or of one of its subcharts. */
export interface FileTemplate {
  /** As Helm calls it: `parent/charts/sub/templates/x.yaml`. */
  readonly name: string;
  readonly basePath: string;
  readonly file: SourceFile;
  readonly chart: Chart;
  /** What it is executed with; the files of one chart share it. */
  readonly data: Dict;
}

type MakeData = (chart: Chart, isRoot: boolean, values: Dict, subcharts: Value) => Dict;

/**
 * All templates of a chart in the order in which Helm parses and executes them: the deepest paths first, each depth in reverse. What the
 * templates of one chart change in its values, those that follow see.
 */
export function collectTemplates(chart: Chart, values: Dict, makeData: MakeData): readonly FileTemplate[] {
  const all: FileTemplate[] = [];
  collect(all, chart, chart.name.text, true, values, makeData);
  const depths = new Map(all.map(({ name }) => [name, name.split("/").length]));
  return all.sort((a, b) => (depths.get(b.name) ?? 0) - (depths.get(a.name) ?? 0) || compareBytes(b.name, a.name));
}

function collect(all: FileTemplate[], chart: Chart, path: string, isRoot: boolean, values: Dict, makeData: MakeData): Dict {
  const subcharts = dict();
  const own: Dict = { ...values, type: "chartutil.Values", methods: valuesMethods(values) };
  const data = makeData(chart, isRoot, own, subcharts);
  for (const subchart of chart.subcharts) {
    const below = values.entries.get(subchart.name.text)?.value;
    const inner = collect(
      all,
      subchart,
      `${path}/charts/${subchart.name.text}`,
      false,
      below?.kind === "dict" ? below : dict(),
      makeData,
    );
    subcharts.entries.set(subchart.name.text, { key: subchart.name, value: inner });
  }
  const isLibrary = chart.metadata.type.toLowerCase() === "library";
  for (const { path: below, file } of chart.templates) {
    if (isLibrary && !baseName(below).startsWith("_")) continue;
    all.push({ name: `${path}/${below}`, basePath: `${path}/templates`, file, chart, data });
  }
  return data;
}

/** By their files; those that were asked for last stand last. Nodes take many times the memory of their text. */
const parsed = new Map<SourceFile, Template>();
let length = 0; // of the texts, in characters
const MOST_PARSED = 1_500_000;

/** The parsed templates of a file. Those of the last charts are kept; others are parsed again, which takes less time than to render them. */
export function templateOf(file: SourceFile, functions: ReadonlyMap<string, GoFunction>): Template {
  const known = parsed.get(file);
  if (known) parsed.delete(file);
  else length += file.text.length;
  const template = known ?? parseTemplateFile(file.text, file.path, (name) => functions.has(name));
  parsed.set(file, template);
  for (const oldest of parsed.keys()) {
    if (length <= MOST_PARSED || oldest === file) break;
    parsed.delete(oldest);
    length -= oldest.text.length;
  }
  return template;
}

/** The named templates of all files; of those with one name the last counts, unless it is empty. */
export function parseTemplates(
  templates: readonly FileTemplate[],
  functions: ReadonlyMap<string, GoFunction>,
  problems: ChartProblem[],
): ReadonlyMap<string, Program> {
  const programs = new Map<string, Program>();
  for (const { name: path, file } of templates) {
    const { list, definitions, problems: wrong } = templateOf(file, functions);
    for (const { message, line, start, end } of wrong) {
      // Helm keeps what stands behind the last colon.
      const short = message.slice(message.lastIndexOf(": ") + 1).trim();
      const place = { file, start, end };
      problems.push({ code: "template", message: `parse error at (${path}:${line}): ${short}`, reason: message, place });
    }
    const inFile = new Map<string, Program>();
    for (const { name, list: body, named } of definitions) {
      const before = inFile.get(name);
      if (before && !isBlank(before.list, file) && !isBlank(body, file)) {
        const reason = `multiple definition of template ${JSON.stringify(name)}`;
        problems.push({ code: "template", message: `parse error at (${path}): ${reason}`, reason, place: { file, ...named } });
      }
      if (!before || !isBlank(body, file)) inFile.set(name, { name, path, file, list: body, source: undefined });
    }
    inFile.set(path, { name: path, path, file, list, source: undefined });
    for (const [name, program] of inFile) if (!programs.has(name) || !isBlank(program.list, file)) programs.set(name, program);
  }
  return programs;
}

function isBlank(list: readonly Node[], file: SourceFile): boolean {
  return list.every((node) => node.kind === "text" && file.text.slice(node.start, node.end).trim() === "");
}
