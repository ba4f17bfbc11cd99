import { setProblem } from "../../helm/chart/set.ts";
import { dict } from "../../helm/value/value.ts";
import { folderOf, relativeTo, resolveUri } from "../../text/path.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { ChartSettings } from "../chart/set/chart-settings.ts";
import type { ChartEntry, ConfigFile, ValuesSetEntry } from "./file.ts";
import { fileMatcher, globProblem } from "./glob.ts";
import { readVersion } from "./override.ts";
import { type ConfigReader, readBoolean, readItems, readKeys, readStrings, readText, readTexts, report } from "./reader.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads `charts`. */
export function readCharts(reader: ConfigReader, field: Field): readonly ChartEntry[] {
  return readItems(reader, field, "charts").flatMap((item) => readEntry(reader, item));
}

function readEntry(reader: ConfigReader, field: Field): readonly ChartEntry[] {
  const entry: Mutable<Partial<ChartEntry>> = {};
  const text = (key: "chart" | "releaseName" | "namespace") => (value: Field) => {
    const read = readText(reader, value, key);
    if (read?.trim()) entry[key] = read;
  };
  readKeys(reader, field, "An item of charts", {
    chart: text("chart"),
    releaseName: text("releaseName"),
    namespace: text("namespace"),
    kubernetesVersion(value) {
      const version = readVersion(reader, value);
      if (version) entry.kubernetes = version.value;
    },
    sets: (value) => (entry.sets = readSets(reader, value)),
    set: (value) => (entry.set = readArguments(reader, value)),
    subcharts(value) {
      const read = readBoolean(reader, value, "subcharts");
      if (read !== undefined) entry.subcharts = read;
    },
  });
  if (!field.isMapping) return [];
  const { chart } = entry;
  const problem = chart === undefined ? undefined : globProblem(chart);
  if (chart !== undefined && problem === undefined) return [{ ...entry, chart }];
  const message =
    problem === undefined
      ? "An item of charts must name the folder of a chart: chart: charts/shop."
      : `This path of a chart cannot be used: ${problem}.`;
  report(reader, chart === undefined ? field.key.site : field.at("chart").site, message);
  return [];
}

/** By name, either files of values or a mapping of `values` and `set`. */
function readSets(reader: ConfigReader, field: Field): readonly ValuesSetEntry[] {
  if (!field.isMapping) {
    report(reader, field.site, "sets must be a mapping from a name to files of values: production: [values-prod.yaml].");
    return [];
  }
  return field.entries().map(([name, value]) => {
    const set: Mutable<ValuesSetEntry> = { name, values: [], set: [] };
    if (value.isSequence) set.values = readStrings(reader, value, name);
    else if (value.exists)
      readKeys(reader, value, `The set "${name}"`, {
        values: (files) => (set.values = readStrings(reader, files, "values")),
        set: (items) => (set.set = readArguments(reader, items)),
      });
    return set;
  });
}

/** Arguments as `--set` takes them. */
function readArguments(reader: ConfigReader, field: Field): readonly string[] {
  return readTexts(reader, field, "set").flatMap(([argument, item]) => {
    const problem = setProblem(dict(), argument, "--set");
    if (problem === undefined) return [argument];
    report(
      reader,
      item.site,
      `This cannot be set: ${problem.replace(/^.*? data: /, "")}. Write it as for helm --set: image.tag=1.2.`,
    );
    return [];
  });
}

/**
 * How a chart is rendered by a chain of configuration files, the last of which wins; of the entries of a file the last that names the chart.
 * `folder` is the chart's.
 */
export function chartSettings(files: readonly ConfigFile[]): (folder: string) => ChartSettings {
  const entries = files.flatMap(({ uri, charts }) =>
    charts.map((entry) => ({ entry, base: folderOf(uri), matches: fileMatcher([anchored(entry.chart)]) })),
  );
  return (folder) => {
    let settings: ChartSettings = {};
    for (const { entry, base, matches } of entries) {
      const path = relativeTo(base, folder)?.replace(/\/$/, "");
      if (path === undefined || !(path === "" ? anchored(entry.chart) === "/" : matches(path))) continue;
      settings = { ...settings, ...settingsOf(entry, base) };
    }
    return settings;
  };
}

function settingsOf({ chart: _, sets, ...entry }: ChartEntry, base: string): ChartSettings {
  if (!sets) return entry;
  const resolved = sets.map(({ name, values, set }) => ({
    name,
    set,
    values: values.map((path) => ({ path, elsewhere: resolveUri(base, path) })),
  }));
  return { ...entry, sets: resolved };
}

/** A path is one from the configuration file, not a name at any depth. */
function anchored(chart: string): string {
  const plain = chart.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
  return `/${plain === "." ? "" : plain}`;
}
