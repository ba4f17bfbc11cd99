import { display } from "../value/display.ts";
import { type Dict, dict, type Value } from "../value/value.ts";
import type { Chart } from "./chart.ts";
import { coalesceTables, coalesceValues, copyOf, valueAt, type Warn } from "./coalesce.ts";
import { isCompatible } from "./load.ts";
import type { Dependency } from "./metadata.ts";

/**
 * The chart with those subcharts that are enabled, under their aliases, and with the values that it imports from them (Helm,
 * pkg/chartutil/dependencies.go).
 */
export function processDependencies(chart: Chart, values: Dict, warn: Warn): Chart {
  return importValues(enable(chart, values, "", warn), warn);
}

function enable(chart: Chart, values: Dict, path: string, warn: Warn): Chart {
  if (chart.metadata.dependencies.length === 0) {
    // Charts that are not declared are always there, and what they need is not looked at.
    return chart;
  }
  const declared = chart.dependencies.map((one) => ({ ...one, enabled: true }));
  const extra = chart.subcharts.filter((subchart) => !declared.some((one) => fits(one, subchart)));
  const aliased = declared.flatMap((one) => {
    const found = chart.subcharts.find((subchart) => fits(one, subchart));
    if (one.alias) one.name = one.alias;
    return found ? [one.alias ? { ...found, name: one.alias } : found] : [];
  });
  const all = { ...chart, dependencies: declared, subcharts: [...extra, ...aliased] };
  const coalesced = coalesceValues(all, values, false, () => {});
  decideByTags(declared, coalesced);
  decideByConditions(declared, coalesced, path, warn);
  const removed = new Set(declared.filter(({ enabled }) => !enabled).map(({ name }) => name.text));
  const subcharts = all.subcharts
    .filter(({ name }) => !removed.has(name.text))
    .map((subchart) => enable(subchart, coalesced, `${path}${subchart.name.text}.`, warn));
  return { ...all, dependencies: declared.filter(({ enabled }) => enabled), subcharts };
}

function fits({ name, version }: Dependency, chart: Chart): boolean {
  return name.text === chart.name.text && isCompatible(version, chart.metadata.version.text);
}

function decideByTags(dependencies: readonly Dependency[], values: Dict): void {
  const tags = values.entries.get("tags")?.value;
  if (tags?.kind !== "dict") return;
  for (const dependency of dependencies) {
    const given = dependency.tags.map((tag) => tags.entries.get(tag)?.value).filter((value) => value?.kind === "bool");
    if (given.length > 0) dependency.enabled = given.some((value) => value?.kind === "bool" && value.value);
  }
}

function decideByConditions(dependencies: readonly Dependency[], values: Dict, path: string, warn: Warn): void {
  for (const dependency of dependencies) {
    for (const condition of dependency.condition.trim().split(",")) {
      const value = condition === "" ? undefined : valueAt(values, path + condition);
      if (value?.kind === "bool") {
        dependency.enabled = value.value;
        break;
      }
      if (value && value.kind !== "dict")
        warn(`Condition path '${condition}' for chart ${dependency.name.text} returned non-bool value`);
    }
  }
}

function importValues(chart: Chart, warn: Warn): Chart {
  const subcharts = chart.subcharts.map((subchart) => importValues(subchart, warn));
  const whole = { ...chart, subcharts };
  if (chart.metadata.dependencies.length === 0) return whole;
  const all = coalesceValues(whole, dict(), true, warn);
  const imported = dict();
  for (const { name, importValues: imports } of chart.dependencies)
    for (const one of imports) {
      const [child, parent] = pathsOf(one);
      if (child === undefined) continue;
      const value = valueAt(all, `${name.text}.${child}`);
      if (value?.kind === "dict") coalesceTables(imported, at(parent, copyOf(value)), "", true, warn);
      else warn(`ImportValues missing table from chart ${name.text}: ${child}`);
    }
  if (imported.entries.size === 0) return { ...whole, values: all };
  const values = copyOf(all);
  coalesceTables(values, imported, "", true, warn);
  return { ...whole, values };
}

/** What is imported from where in the subchart to where in the chart. */
function pathsOf(entry: Value): readonly [string | undefined, string] {
  if (entry.kind === "string") return [`exports.${entry.text}`, ""];
  if (entry.kind !== "dict") return [undefined, ""];
  const [child, parent] = ["child", "parent"].map((key) => entry.entries.get(key)?.value);
  return [child && display(child).text, parent ? display(parent).text : ""];
}

/** The value below a path with dots. */
function at(path: string, value: Dict): Dict {
  const names = path.split(".").filter((name) => name !== "");
  return names.reduceRight((inner, name) => dict([[name, inner]]), value);
}
