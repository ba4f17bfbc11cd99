import type { Chart, ChartProblem } from "./chart/chart.ts";
import type { SourceFile } from "./value/place.ts";
import type { Text } from "./value/text.ts";
import type { Dict } from "./value/value.ts";

// While somebody types, one file of a chart changes. What the others render to is kept where nothing that they may look at has changed.

/** What one file rendered to, and what was wrong with it. */
export interface RenderedFile {
  readonly file: SourceFile;
  readonly text: Text | undefined;
  readonly problems: readonly ChartProblem[];
  /** The templates that it asked for, by their names, with their files; `undefined`: there was none. */
  readonly used: ReadonlyMap<string, SourceFile | undefined>;
  /** Whether it changed a map in place that others see: it is rendered each time, for their sake. */
  readonly changesValues: boolean;
}

/** The values of a chart and its subcharts, and what is wrong with them. */
export interface CoalescedValues {
  readonly values: Dict;
  readonly problems: readonly ChartProblem[];
}

/** A chart with the subcharts that its values enable, and what is wrong with the values that decide it. */
export interface Decided {
  readonly chart: Chart;
  readonly problems: readonly ChartProblem[];
  /** The templates of all subcharts, enabled or not. */
  readonly below: readonly SourceFile[];
}

/** What the files of a chart rendered to, for the next rendering of it. */
export interface Rendered {
  readonly decided: Decided;
  /** Everything that any file may look at beside templates: values, files, and options. */
  readonly inputs: readonly unknown[];
  /** What all files see, unless one has changed it. */
  readonly values: CoalescedValues | undefined;
  /** By Helm's names. */
  readonly files: ReadonlyMap<string, RenderedFile>;
}

/** The values among the options, and whatever else there is. */
interface GivenValues {
  readonly values?: readonly SourceFile[];
  readonly inline?: object;
}

/** What may be looked at by every file of a chart, beside templates: of those each file says which it asked for. */
export function inputsOf(chart: Chart, options: GivenValues): readonly unknown[] {
  const { values = [], inline, ...others } = options;
  const inputs: unknown[] = [JSON.stringify(others), inline, ...values];
  collect(chart, inputs);
  return inputs;
}

function collect(chart: Chart, inputs: unknown[]): void {
  inputs.push(chart.name.runs[0]?.place?.file, chart.schema, chart.values.entries.size === 0 ? 0 : chart.values);
  for (const { file } of chart.files) inputs.push(file);
  // The names of all count: a file that goes may have been the first of its order.
  for (const { path } of chart.templates) inputs.push(path);
  for (const subchart of chart.subcharts) collect(subchart, inputs);
}

/** The templates of all subcharts. */
export function templatesBelow({ subcharts }: Chart): readonly SourceFile[] {
  return subcharts.flatMap((one) => [...one.templates.map(({ file }) => file), ...templatesBelow(one)]);
}

/** What was decided before, with the chart's own templates as they are now; `undefined` where those of its subcharts are other ones. Values decide the same. */
export function decidedAgain({ decided }: Rendered, loaded: Chart): Decided | undefined {
  if (!areSame(templatesBelow(loaded), decided.below)) return undefined;
  return { ...decided, chart: { ...decided.chart, templates: loaded.templates } };
}

/** Whether two renderings have the same to look at. */
export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Whether a file renders to what it did before, as long as nobody changes the values. */
export function isCurrent(
  { file, used }: RenderedFile,
  now: SourceFile,
  programs: ReadonlyMap<string, { readonly file: SourceFile }>,
): boolean {
  if (file !== now) return false;
  for (const [name, one] of used) if (programs.get(name)?.file !== one) return false;
  return true;
}
