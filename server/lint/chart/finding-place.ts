import type { locate } from "../../helm/helm.ts";
import type { Place, SourceFile } from "../../helm/value/place.ts";
import { placeAt, type Text } from "../../helm/value/text.ts";
import { firstLine, type Span } from "../../text/span.ts";
import type { BuiltPlace } from "../overlay/built-finding.ts";
import type { Finding } from "../rule/finding.ts";
import type { PreparedChart } from "./prepared-chart.ts";

type Locate = typeof locate;

/** Where what stands at a span of a rendered text comes from; `undefined` if no file of the chart has to do with it. */
export function placeIn(locate: Locate, prepared: PreparedChart, text: Text, span: Span): BuiltPlace | undefined {
  return toBuilt(
    prepared,
    located(locate, prepared, text, span, () => true),
  );
}

/**
 * Where a fact of a rendered object stands: as `placeIn`; but a name that a helper makes stands at the key that it is written to, for the helper makes it
 * for many.
 */
export function factPlace(locate: Locate, prepared: PreparedChart, text: Text, span: Span): BuiltPlace | undefined {
  const place = located(locate, prepared, text, span, () => true);
  const block = keyPlace(text, keyBefore(text.text, span.start));
  const isMade = place && block && place.file !== block.file && prepared.own.has(block.file) && !prepared.values.has(place.file);
  return toBuilt(prepared, isMade ? atKey(locate, prepared, text, span, block) : place);
}

/**
 * Where a finding belongs: as `placeIn`; but what is missing belongs to the template, even if the name at which it is shown is a value, unless the
 * values bring in the whole block. A name at which something else is shown belongs to the file that has its key: helpers make names for many objects.
 */
export function findingPlace(
  locate: Locate,
  prepared: PreparedChart,
  text: Text,
  { span, path, rule }: Pick<Finding, "span" | "path" | "rule">,
): BuiltPlace | undefined {
  const { values, own } = prepared;
  const key = keyBefore(text.text, span.start);
  const last = path.at(-1);
  const block = keyPlace(text, key);
  const isMissing = key !== undefined && key.name !== last;
  if (key?.name === "name" && block && own.has(block.file) && (isMissing ? !values.has(block.file) : !isAboutNames(rule)))
    return toBuilt(prepared, atKey(locate, prepared, text, span, block));
  const isInTemplate = isMissing && !(block && values.has(block.file));
  return toBuilt(
    prepared,
    located(locate, prepared, text, span, (file) => !isInTemplate || !values.has(file)),
  );
}

/** What is written behind a key in the key's file; where it was made elsewhere, before it was written here, it has no place of its own: then the key. */
function atKey(locate: Locate, prepared: PreparedChart, text: Text, span: Span, key: Place): Place {
  const written = located(locate, prepared, text, span, (file) => file === key.file);
  const isHere = written && written.start > key.end && !key.file.text.slice(key.end, written.start).includes("\n");
  return isHere ? written : key;
}

function keyPlace(text: Text, key: ReturnType<typeof keyBefore>): Place | undefined {
  return key && placeAt(text, key.start, key.start + key.name.length);
}

/** Rules about names themselves are called so; for others a name only says which object it is. */
function isAboutNames(rule: string): boolean {
  return /(^|-)names?(-|$)/.test(rule);
}

function located(
  locate: Locate,
  { own, values, chart }: PreparedChart,
  text: Text,
  { start, end }: Span,
  counts: (file: SourceFile) => boolean,
): Place | undefined {
  // The chart's name and version are no place for what is wrong with an object.
  const isOwn = (file: SourceFile) => own.has(file) && file !== chart.name.runs[0]?.place?.file && counts(file);
  return locate(text, start, end, isOwn, (file) => values.has(file));
}

function toBuilt({ own }: PreparedChart, place: Place | undefined): BuiltPlace | undefined {
  const file = place && own.get(place.file);
  return !place || file === undefined ? undefined : { file, span: firstLine(place.file.text, place) };
}

/** The key in front of a value. */
function keyBefore(text: string, at: number): { readonly name: string; readonly start: number } | undefined {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const [, quote = "", name] = /(["']?)([\w./-]+)\1\s*:\s*["']?$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  return { name, start: at - line.length + line.lastIndexOf(name + quote) };
}
