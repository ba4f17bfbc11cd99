import type { SourceFile } from "../../helm/value/place.ts";
import type { Value } from "../../helm/value/value.ts";
import { readYamlFile } from "../../helm/yaml/read.ts";
import type { Span } from "../../text/span.ts";
import type { ChartHost } from "./chart-host.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** A chart that a file is part of, with what renders it. */
export interface ChartView {
  readonly chart: PreparedChart;
  readonly host: ChartHost;
}

/** What has a name in a chart: a value by its keys, or a named template. */
export type ChartSymbol =
  | { readonly kind: "value"; readonly path: readonly string[] }
  | { readonly kind: "template"; readonly name: string };

/** Where a symbol stands in a file. The span is that of its name, or of the last of its keys. */
export interface SymbolPlace extends Span {
  readonly file: SourceFile;
  readonly symbol: ChartSymbol;
  readonly isDefinition: boolean;
}

/** The file of a chart by its name. */
export function fileNamed({ chart }: ChartView, name: string): SourceFile | undefined {
  for (const [file, own] of chart.own) if (own === name) return file;
  return undefined;
}

/** The symbol whose name stands at an offset of a file. */
export function symbolAt(view: ChartView, file: SourceFile, offset: number): SymbolPlace | undefined {
  return allPlaces(view).find((place) => place.file === file && place.start <= offset && offset <= place.end);
}

/** Everywhere that a symbol stands in the chart. */
export function placesOfSymbol(view: ChartView, symbol: ChartSymbol): readonly SymbolPlace[] {
  const key = keyOf(symbol);
  return allPlaces(view).filter((place) => keyOf(place.symbol) === key);
}

function keyOf(symbol: ChartSymbol): string {
  return symbol.kind === "value" ? `value ${JSON.stringify(symbol.path)}` : `template ${symbol.name}`;
}

function allPlaces({ chart: { chart, values }, host }: ChartView): readonly SymbolPlace[] {
  const { values: uses, calls, definitions } = host.helm.usesOfChart(chart);
  const read = uses.flatMap(({ file, path, names }) =>
    names.map(({ depth, start, end }): SymbolPlace => {
      return { file, start, end, isDefinition: false, symbol: { kind: "value", path: path.slice(0, depth + 1) } };
    }),
  );
  const template =
    (isDefinition: boolean) =>
    (use: { readonly file: SourceFile; readonly name: string } & Span): SymbolPlace => {
      return { ...use, isDefinition, symbol: { kind: "template", name: use.name } };
    };
  const set: SymbolPlace[] = [];
  for (const file of values) collectKeys(readYamlFile(file).value, file, prefixOf(file), set);
  return [...read, ...calls.map(template(false)), ...definitions.map(template(true)), ...set];
}

/** The keys under which the values of a file count for the chart: a subchart's are below its name. */
function prefixOf({ path }: SourceFile): readonly string[] {
  const [, folders = ""] = /^((?:charts\/[^/]+\/)*)values[^/]*$/.exec(path) ?? [];
  return folders.split("charts/").flatMap((name) => (name === "" ? [] : [name.slice(0, -1)]));
}

function collectKeys(value: Value | undefined, file: SourceFile, path: readonly string[], set: SymbolPlace[]): void {
  if (value?.kind === "list") for (const item of value.items) collectKeys(item, file, [...path, "*"], set);
  if (value?.kind !== "dict") return;
  for (const [name, entry] of value.entries) {
    const below = [...path, name];
    const place = entry.key.runs[0]?.place;
    if (place?.file === file)
      set.push({ file, start: place.start, end: place.end, isDefinition: true, symbol: { kind: "value", path: below } });
    collectKeys(entry.value, file, below, set);
  }
}
