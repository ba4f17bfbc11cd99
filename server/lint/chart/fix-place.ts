import type * as helm from "../../helm/helm.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import { placeAt, type Text } from "../../helm/value/text.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import { keyAt, nodeAt } from "../../yaml/tree/key-at.ts";
import type { Mapping } from "../../yaml/tree/tree.ts";
import { type ChartPath, documentsOf } from "./chart-document.ts";
import { dumpedPath } from "./dumped-path.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** A rendered document whose fixes are to be made in the chart. */
export interface FixSource {
  readonly host: typeof helm;
  readonly prepared: PreparedChart;
  readonly text: Text;
  /** The files of values that it is rendered with beside the chart's own. */
  readonly given: readonly SourceFile[];
  /** Of the rendered document. */
  readonly root: Field;
}

/** `set`: the name of the set of values that it is rendered with. */
export function fixSource(host: typeof helm, prepared: PreparedChart, text: Text, set: string | undefined): FixSource {
  const given = prepared.sets.find(({ name }) => name === set)?.options.values ?? [];
  return { host, prepared, text, given, root: Field.root(parse(text.text)) };
}

/** Where in the chart that stands which stands at a path of the rendered document, or would stand there. */
export function changedIn(source: FixSource, path: Path): ChartPath | undefined {
  for (let length = path.length; length > 0; length--) {
    const field = source.root.at(...path.slice(0, length));
    if (!field.node) continue;
    const rest = path.slice(length);
    const at = rest.length === 0 && field.node.kind === "scalar" ? scalarIn(source, field) : blockIn(source, field, rest);
    if (at || field.exists) return at;
  }
  return undefined;
}

/** A scalar that stands in the chart as it is rendered. */
function scalarIn(source: FixSource, { site, value }: Field): ChartPath | undefined {
  const found = nodeIn(source, site.start, site.end);
  return found?.node.kind === "scalar" && !found.node.unknown && found.node.value === value ? found : undefined;
}

/**
 * What is to stand at `rest` in a block: in the mapping of the values from which all its entries come, or that is empty; else in that of the template,
 * where nothing else can bring it in, or in the values that the template dumps there.
 */
function blockIn(source: FixSource, { node }: Field, rest: Path): ChartPath | undefined {
  if (!node || node.kind === "sequence") return undefined;
  if (node.kind === "scalar" || node.entries.length === 0) {
    const found = node.kind === "mapping" || node.value === null ? nodeIn(source, node.start, node.end) : undefined;
    const isEmpty =
      found?.node.kind === "mapping"
        ? found.node.entries.length === 0
        : found?.node.kind === "scalar" && found.node.value === null;
    return found && isEmpty ? { document: found.document, path: [...found.path, ...rest] } : undefined;
  }
  const keys = node.entries.map(({ key, name }) => keyIn(source, key, name));
  const values = keys.every((one) => one?.document.isValues) ? mappingOf(keys) : undefined;
  if (values) return { ...values, path: [...values.path, ...rest] };
  const written = keys.filter((one) => one && !one.document.isValues);
  const template = mappingOf(written);
  return template && inTemplate(source, template, rest);
}

/** The mapping that has all the keys. */
function mappingOf(keys: readonly (ChartPath | undefined)[]): ChartPath | undefined {
  const [first] = keys;
  const parent = first?.path.slice(0, -1);
  const isOne = keys.every((one) => one && one.document === first?.document && isIn(one.path, parent ?? []));
  return first && parent && isOne ? { document: first.document, path: parent } : undefined;
}

function isIn(path: Path, parent: Path): boolean {
  return path.length === parent.length + 1 && parent.every((part, i) => part === path[i]);
}

/** The part of what is missing that the template has decides where the rest is to stand. */
function inTemplate(source: FixSource, { document, path }: ChartPath, rest: Path): ChartPath | undefined {
  const field = Field.root(document.tree).at(...path);
  if (rest.length === 0 || field.node?.kind !== "mapping") return undefined;
  const next = field.at(...rest.slice(0, 1));
  if (next.state === "absent") return next.node ? undefined : { document, path: [...path, ...rest] };
  const values = dumpedPath(source.host, source, document, field.node as Mapping, String(rest[0]));
  return values && { ...values, path: [...values.path, ...rest.slice(1)] };
}

/** The key that stands in the chart as it is rendered. */
function keyIn(source: FixSource, { start, end }: { start: number; end: number }, name: string): ChartPath | undefined {
  const place = documentAt(source, start, end);
  const path = place && keyAt(place.document.tree, place.offset);
  return place && path?.at(-1) === name ? { document: place.document, path } : undefined;
}

function nodeIn(source: FixSource, start: number, end: number) {
  const place = documentAt(source, start, end);
  const found = place && nodeAt(place.document.tree, place.offset);
  return place && found && { document: place.document, ...found };
}

/** The document of the chart from which what stands at a span of the rendered one comes, and where in it that stands. */
function documentAt({ text, prepared }: FixSource, start: number, end: number) {
  const place = placeAt(text, start, end);
  const document =
    place && documentsOf(prepared, place.file).find(({ tree: { from, to } }) => from <= place.start && place.start < to);
  return document && { document, offset: place.start - document.tree.from };
}
