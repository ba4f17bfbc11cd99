import type { Chart } from "../chart/chart.ts";
import type { Place, SourceFile } from "../value/place.ts";
import { type Dict, entryOf, type Value } from "../value/value.ts";
import { readYamlFile } from "../yaml/read.ts";

/** Where a value is set. */
export interface ValuePlace {
  readonly key: Place;
  readonly value: Value;
}

/**
 * Where a value of a chart is set, the file that wins first: the files of values that are given (the last one first), the chart's own, and for a value of a
 * subchart that of the subchart.
 */
export function placesOfValue(chart: Chart, given: readonly SourceFile[], path: readonly string[]): readonly ValuePlace[] {
  const found: ValuePlace[] = [];
  for (const file of [...given].reverse()) {
    const { value } = readYamlFile(file);
    if (value?.kind === "dict") add(found, value, path);
  }
  for (let at: Chart | undefined = chart, rest = path; at; ) {
    add(found, at.values, rest);
    const next: string | undefined = rest[0];
    at = at.subcharts.find(({ name }) => name.text === next);
    rest = rest.slice(1);
  }
  return found;
}

function add(found: ValuePlace[], values: Dict, path: readonly string[]): void {
  let value: Value = values;
  for (const [i, name] of path.entries()) {
    if (value.kind !== "dict") return;
    const entry = value.entries.get(name);
    if (!entry) return;
    const key = entry.key.runs[0]?.place;
    if (i === path.length - 1 && key) found.push({ key, value: entry.value });
    value = entryOf(value, name);
  }
}
