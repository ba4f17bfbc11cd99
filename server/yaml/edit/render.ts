import type { Json } from "../tree/json.ts";
import { needsQuotes, UNPRINTABLE } from "../tree/scalar.ts";
import type { Style } from "./style.ts";

/** How a value may be written where it goes. */
export interface Manner extends Style {
  /** The quotes that stood there before: a string keeps them even if it could do without. */
  readonly quotes?: "single" | "double" | undefined;
  /** Whether a literal block (`|`) may end what is written. */
  readonly literals: boolean;
}

/** A value in a block collection: what goes behind the `:` or the `-`, and the lines below, indented relative to the key or the dash. */
export interface Rendered {
  readonly head: string;
  readonly body: readonly string[];
}

/** An entry of a block mapping as lines, relative to the mapping's column. */
export function entryLines(key: string, value: Json, manner: Manner): readonly string[] {
  const { head, body } = entryValue(value, manner);
  return [`${keyText(key, manner, false)}:${head && ` ${head}`}`, ...body];
}

/** An item of a block sequence as lines, relative to its dash. The content begins `offset` columns behind the dash. */
export function itemLines(value: Json, manner: Manner, offset = 2): readonly string[] {
  const { head, body } = itemValue(value, manner, offset);
  return [`-${" ".repeat(offset - 1)}${head}`, ...body];
}

/** What stands behind the `:` of an entry in a block mapping. */
export function entryValue(value: Json, manner: Manner): Rendered {
  if (!isFilled(value)) return scalarValue(value, manner);
  if (isArray(value)) return { head: "", body: value.flatMap((item) => indent(itemLines(item, manner), manner.dash)) };
  return { head: "", body: Object.entries(value).flatMap(([key, child]) => indent(entryLines(key, child, manner), manner.step)) };
}

/** What stands behind the `-` of an item in a block sequence. */
export function itemValue(value: Json, manner: Manner, offset = 2): Rendered {
  if (!isFilled(value)) return scalarValue(value, manner);
  const lines = isArray(value)
    ? value.flatMap((item) => itemLines(item, manner))
    : Object.entries(value).flatMap(([key, child]) => entryLines(key, child, manner));
  return { head: lines[0] as string, body: indent(lines.slice(1), offset) };
}

function scalarValue(value: Json, manner: Manner): Rendered {
  if (typeof value === "string" && manner.literals && isLiteral(value)) {
    const lines = value.split("\n");
    if (value.endsWith("\n")) lines.pop();
    return { head: value.endsWith("\n") ? "|" : "|-", body: indent(lines, manner.step) };
  }
  return { head: flowText(value, manner, false), body: [] };
}

/** Whether a literal block can hold the text without an indentation indicator or `+`. */
function isLiteral(text: string): boolean {
  return /^\S.*\n.*\S\n?$/s.test(text) && !UNPRINTABLE.test(text.replaceAll("\n", ""));
}

/** Indented lines; an empty line of a literal block stays empty. */
export function indent(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

/**
 * A value on one line, between brackets or braces (`flow`) or not. A JSON document that is spread over lines gets its collections so too
 * where `margin`, the indentation of the line, is given.
 */
export function flowText(value: Json, manner: Manner, flow = true, margin?: string): string {
  if (!isFilled(value)) return scalarText(value, manner, flow);
  if (manner.json === "lines" && margin !== undefined)
    return JSON.stringify(value, null, manner.step).replaceAll("\n", manner.lineBreak + margin);
  if (isArray(value)) return `[${value.map((item) => flowText(item, manner)).join(", ")}]`;
  const entries = Object.entries(value).map((entry) => flowEntry(...entry, manner));
  return `{${manner.padding}${entries.join(", ")}${manner.padding}}`;
}

/** An entry of a flow mapping. */
export function flowEntry(key: string, value: Json, manner: Manner, margin?: string): string {
  return `${keyText(key, manner, true)}: ${flowText(value, manner, true, margin)}`;
}

/** A key; `quotes` are those that it had. */
export function keyText(key: string, manner: Manner, flow: boolean, quotes?: Manner["quotes"]): string {
  return scalarText(key, { ...manner, quotes }, flow);
}

function scalarText(value: Json, manner: Manner, flow: boolean): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (manner.json) return doubleQuoted(value);
  if (!manner.quotes && !needsQuotes(value, flow) && value !== "<<") return value; // no reader may take it for a merge key
  const quotes = manner.quotes ?? manner.quote;
  return quotes === "single" && !UNPRINTABLE.test(value) ? `'${value.replaceAll("'", "''")}'` : doubleQuoted(value);
}

/** JSON's escapes are YAML's; only a few characters more must be escaped. */
function doubleQuoted(text: string): string {
  return Array.from(JSON.stringify(text), (c) =>
    UNPRINTABLE.test(c) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c,
  ).join("");
}

function isFilled(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
