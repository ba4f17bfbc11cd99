import type { Chart, ChartProblem } from "./chart/chart.ts";
import { templateOf } from "./chart/templates.ts";
import { FUNCTIONS } from "./function/table.ts";
import type { SourceFile } from "./value/place.ts";
import type { Text } from "./value/text.ts";

// While somebody types, one file of a chart changes. What the others render to is kept where nothing that they may look at has changed.

/** What one file rendered to, and what was wrong with it. */
export interface RenderedFile {
  readonly file: SourceFile;
  readonly text: Text | undefined;
  readonly problems: readonly ChartProblem[];
}

/** What the files of a chart rendered to, for the next rendering of it. */
export interface Rendered {
  /** Everything that any file may look at: named templates, values, files, and options. */
  readonly inputs: readonly unknown[];
  /** By Helm's names. */
  readonly files: ReadonlyMap<string, RenderedFile>;
}

/** The values among the options, and whatever else there is. */
interface GivenValues {
  readonly values?: readonly SourceFile[];
  readonly inline?: object;
}

/** What may be looked at by every file of a chart; undefined where a file may change values that others see. */
export function inputsOf(chart: Chart, options: GivenValues): readonly unknown[] | undefined {
  const { values = [], inline, ...others } = options;
  const inputs: unknown[] = [JSON.stringify(others), inline, ...values];
  return collect(chart, inputs) ? inputs : undefined;
}

function collect(chart: Chart, inputs: unknown[]): boolean {
  inputs.push(chart.name.runs[0]?.place?.file, chart.schema, chart.values.entries.size === 0 ? 0 : chart.values);
  for (const { file } of chart.files) inputs.push(file);
  for (const { path, file } of chart.templates) {
    if (changesValues(file)) return false;
    // The names of all count: a file that goes may have been the first of its order.
    inputs.push(isShared(file) ? file : path);
  }
  return chart.subcharts.every((subchart) => collect(subchart, inputs));
}

/** Whether two renderings have the same to look at. */
export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Whether other files see what stands in this one. */
function isShared(file: SourceFile): boolean {
  return templateOf(file, FUNCTIONS).definitions.length > 0;
}

const known = new WeakMap<SourceFile, boolean>();

function changesValues(file: SourceFile): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  const found = mayChangeValues(file.text);
  known.set(file, found);
  return found;
}

const CHANGING = /\b(?:set|unset|merge|mergeOverwrite|mustMerge|mustMergeOverwrite)\b\s*(\(?\s*[^\s()|}]*)/g;
const FRESH = /^\(\s*(?:dict|deepCopy|mustDeepCopy|fromYaml|fromJson)$/;

/** What stands in the actions of a file, without comments and quoted texts. */
function actionsOf(text: string): string {
  const actions = text.match(/\{\{(?!-?\s*\/\*)[^}]*(?:\}(?!\})[^}]*)*\}\}/g) ?? [];
  return actions.join("\n").replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, '""');
}

/** Whether a template may change a mapping that it has not made itself. */
function mayChangeValues(text: string): boolean {
  const actions = actionsOf(text);
  for (const [, first = ""] of actions.matchAll(CHANGING)) {
    if (FRESH.test(first)) continue;
    const name = /^\$\w+$/.exec(first)?.[0];
    if (name === undefined || !isMadeHere(actions, name)) return true;
  }
  return false;
}

/** Whether a variable holds nothing but what was made in the file. */
function isMadeHere(actions: string, name: string): boolean {
  const assigned = [...actions.matchAll(new RegExp(`\\${name}[ \\t]*(?:,[^=\\n]*)?:?=[ \\t]*(\\(?[ \\t]*[^\\s()|}]*)`, "g"))];
  return (
    assigned.length > 0 &&
    assigned.every(([, value = ""]) => /^\(?[ \t]*(?:dict|deepCopy|mustDeepCopy|fromYaml|fromJson)$/.test(value))
  );
}
