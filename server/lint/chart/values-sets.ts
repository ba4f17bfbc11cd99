import type { ChartFiles } from "../../helm/chart/chart.ts";
import type { SourceFile } from "../../helm/value/place.ts";

/** One way to render a chart. */
export interface ValuesSet {
  /** What findings call it; `undefined` for the chart's own values. */
  readonly name: string | undefined;
  readonly values: readonly SourceFile[];
}

const SET = /^(?:values[-.][^/]+\.ya?ml|ci\/[^/]*values\.ya?ml)$/;
/** Some charts come with dozens of test values; every rendering takes its time. */
const MOST = 12;

/** The chart's own values, and each set of values that lies beside them: `values-prod.yaml`, `values.prod.yaml`, `ci/test-values.yaml`. */
export function valuesSets(files: ChartFiles): readonly ValuesSet[] {
  const found = [...files].filter(([path]) => SET.test(path)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [{ name: undefined, values: [] }, ...found.slice(0, MOST).map(([name, file]) => ({ name, values: [file] }))];
}

/** Whether a file of a chart holds values. */
export function isValuesFile(path: string): boolean {
  return /^values[^/]*\.ya?ml$/.test(path) || SET.test(path);
}
