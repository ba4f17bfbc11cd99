import { printf } from "../value/printf.ts";
import { Text } from "../value/text.ts";
import type { Dict, DictEntry, Value } from "../value/value.ts";
import { dict, isNil } from "../value/value.ts";
import type { Chart } from "./chart.ts";

// How the values of a chart, of its subcharts and of the user become one (Helm, pkg/chartutil/coalesce.go). Each value keeps its place.

export type Warn = (message: string) => void;

/** A deep copy of maps and lists; scalars are shared. */
export function copyOf<T extends Value>(value: T): T {
  if (value.kind === "list") return { ...value, items: value.items.map(copyOf) };
  if (value.kind !== "dict") return value;
  const entries = new Map<string, DictEntry>();
  for (const [name, entry] of value.entries) entries.set(name, { key: entry.key, value: copyOf(entry.value) });
  return { ...value, entries };
}

/**
 * The user's values over those of the chart and of its subcharts; `values` is not changed. `merge`: the user's nulls stay, else they remove
 * what the chart has.
 */
export function coalesceValues(chart: Chart, values: Dict, merge: boolean, warn: Warn): Dict {
  const target = copyOf(values);
  coalesce(chart, target, chart.name.text, merge, warn);
  return target;
}

function coalesce(chart: Chart, target: Dict, prefix: string, merge: boolean, warn: Warn): void {
  addDefaults(chart, target, prefix, merge, warn);
  for (const subchart of chart.subcharts) {
    const name = subchart.name;
    const own = target.entries.get(name.text)?.value;
    if (own && own.kind !== "dict")
      throw new CoalesceError(`type mismatch on ${name.text}: ${printf(new Text("%t"), [own]).text}`, own);
    const below: Dict = own ?? dict();
    if (!own) target.entries.set(name.text, { key: name, value: below });
    addGlobals(below, target, prefix, warn);
    coalesce(subchart, below, `${prefix}.${name.text}`, merge, warn);
  }
}

/** The user gives something that is no map for a subchart. */
export class CoalesceError extends Error {
  readonly value: Value;

  constructor(message: string, value: Value) {
    super(message);
    this.value = value;
  }
}

function addDefaults(chart: Chart, target: Dict, prefix: string, merge: boolean, warn: Warn): void {
  const names = new Set(chart.subcharts.map(({ name }) => name.text));
  for (const [name, entry] of copyOf(chart.values).entries) {
    const own = target.entries.get(name)?.value;
    if (!own) target.entries.set(name, entry);
    else if (isNil(own) && !merge) target.entries.delete(name);
    else if (own.kind === "dict") {
      if (entry.value.kind === "dict") coalesceTables(own, entry.value, `${prefix}.${name}`, merge || names.has(name), warn);
      else if (!isNil(entry.value)) warn(`skipped value for ${prefix}.${name}: Not a table.`);
    }
  }
}

/** Adds what the target does not have; the target's values win. */
export function coalesceTables(target: Dict, source: Dict, prefix: string, merge: boolean, warn: Warn): void {
  for (const [name, entry] of source.entries) {
    const own = target.entries.get(name)?.value;
    if (!own) target.entries.set(name, entry);
    else if (isNil(own) && !merge) target.entries.delete(name);
    else if (entry.value.kind === "dict") {
      if (own.kind === "dict") coalesceTables(own, entry.value, `${prefix}.${name}`, merge, warn);
      else warn(`cannot overwrite table with non table for ${prefix}.${name}`);
    } else if (own.kind === "dict" && !isNil(entry.value))
      warn(`destination for ${prefix}.${name} is a table. Ignoring non-table value`);
  }
}

/** A subchart sees the globals of the chart above, which win over its own. */
function addGlobals(below: Dict, above: Dict, prefix: string, warn: Warn): void {
  const own = below.entries.get("global");
  const theirs = above.entries.get("global");
  if (own && own.value.kind !== "dict") return void warn(`skipping globals because destination ${prefix} is not a table.`);
  if (theirs && theirs.value.kind !== "dict") return void warn(`skipping globals because source ${prefix} is not a table.`);
  const target: Dict = own?.value.kind === "dict" ? own.value : dict();
  for (const [name, { key, value }] of theirs?.value.kind === "dict" ? theirs.value.entries : []) {
    const old = target.entries.get(name)?.value;
    if (value.kind === "dict") {
      const copy: Dict = { ...value, entries: new Map(value.entries) };
      if (old && old.kind !== "dict") {
        warn(`Conflict: cannot merge map onto non-map for "${name}". Skipping.`);
        continue;
      }
      if (old) coalesceTables(copy, old, `${prefix}.${name}`, true, warn);
      target.entries.set(name, { key, value: copy });
    } else if (old?.kind !== "dict") target.entries.set(name, { key, value });
  }
  below.entries.set("global", { key: theirs?.key ?? own?.key ?? new Text("global"), value: target });
}

/** The user's values files, one over the other: maps are merged and everything else is replaced. */
export function mergeValues(target: Dict, source: Dict): Dict {
  const made: Dict = { ...target, entries: new Map(target.entries) };
  for (const [name, entry] of source.entries) {
    const old = made.entries.get(name)?.value;
    const value = entry.value.kind === "dict" && old?.kind === "dict" ? mergeValues(old, entry.value) : entry.value;
    made.entries.set(name, { key: entry.key, value });
  }
  return made;
}

/** What stands at a path with dots; `undefined` if there is nothing. */
export function valueAt(values: Dict, path: string): Value | undefined {
  let value: Value = values;
  for (const name of path.split(".")) {
    if (value.kind !== "dict") return undefined;
    const found: Value | undefined = value.entries.get(name)?.value;
    if (!found) return undefined;
    value = found;
  }
  return value;
}
