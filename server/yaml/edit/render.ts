import type { Json } from "../tree/json.ts";
import { needsQuotes, UNPRINTABLE } from "../tree/scalar.ts";
import type { Style } from "./style.ts";

/** How a value may be written where it goes. */
export interface RenderStyle extends Style {
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
export function entryLines(key: string, value: Json, renderStyle: RenderStyle): readonly string[] {
  const { head, body } = entryValue(value, renderStyle);
  return [`${keyText(key, renderStyle, false)}:${head && ` ${head}`}`, ...body];
}

/** An item of a block sequence as lines, relative to its dash. The content begins `offset` columns behind the dash. */
export function itemLines(value: Json, renderStyle: RenderStyle, offset = 2): readonly string[] {
  const { head, body } = itemValue(value, renderStyle, offset);
  return [`-${" ".repeat(offset - 1)}${head}`, ...body];
}

/** What stands behind the `:` of an entry in a block mapping. */
export function entryValue(value: Json, renderStyle: RenderStyle): Rendered {
  if (!isFilled(value)) return scalarValue(value, renderStyle);
  if (isArray(value)) return { head: "", body: value.flatMap((item) => indent(itemLines(item, renderStyle), renderStyle.dash)) };
  return {
    head: "",
    body: Object.entries(value).flatMap(([key, child]) => indent(entryLines(key, child, renderStyle), renderStyle.step)),
  };
}

/** What stands behind the `-` of an item in a block sequence. */
export function itemValue(value: Json, renderStyle: RenderStyle, offset = 2): Rendered {
  if (!isFilled(value)) return scalarValue(value, renderStyle);
  const lines = isArray(value)
    ? value.flatMap((item) => itemLines(item, renderStyle))
    : Object.entries(value).flatMap(([key, child]) => entryLines(key, child, renderStyle));
  return { head: lines[0] as string, body: indent(lines.slice(1), offset) };
}

function scalarValue(value: Json, renderStyle: RenderStyle): Rendered {
  if (typeof value === "string" && renderStyle.literals && isLiteral(value)) {
    const lines = value.split("\n");
    if (value.endsWith("\n")) lines.pop();
    return { head: value.endsWith("\n") ? "|" : "|-", body: indent(lines, renderStyle.step) };
  }
  return { head: flowText(value, renderStyle, false), body: [] };
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
export function flowText(value: Json, renderStyle: RenderStyle, flow = true, margin?: string): string {
  if (!isFilled(value)) return scalarText(value, renderStyle, flow);
  if (renderStyle.json === "lines" && margin !== undefined)
    return JSON.stringify(value, null, renderStyle.step).replaceAll("\n", renderStyle.lineBreak + margin);
  if (isArray(value)) return `[${value.map((item) => flowText(item, renderStyle)).join(", ")}]`;
  const entries = Object.entries(value).map((entry) => flowEntry(...entry, renderStyle));
  return `{${renderStyle.padding}${entries.join(", ")}${renderStyle.padding}}`;
}

/** An entry of a flow mapping. */
export function flowEntry(key: string, value: Json, renderStyle: RenderStyle, margin?: string): string {
  return `${keyText(key, renderStyle, true)}: ${flowText(value, renderStyle, true, margin)}`;
}

/** A key; `quotes` are those that it had. */
export function keyText(key: string, renderStyle: RenderStyle, flow: boolean, quotes?: RenderStyle["quotes"]): string {
  return scalarText(key, { ...renderStyle, quotes }, flow);
}

function scalarText(value: Json, renderStyle: RenderStyle, flow: boolean): string {
  if (typeof value !== "string") return JSON.stringify(value);
  if (renderStyle.json) return doubleQuoted(value);
  if (!renderStyle.quotes && !needsQuotes(value, flow) && value !== "<<") return value; // no reader may take it for a merge key
  const quotes = renderStyle.quotes ?? renderStyle.quote;
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
