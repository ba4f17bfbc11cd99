import { bytesIn, encode64 } from "../value/bytes.ts";
import { display, scalarText, sortedKeys } from "../value/display.ts";
import { jsonFields } from "../value/json-fields.ts";
import { plain } from "../value/number.ts";
import { type Text, TextBuilder } from "../value/text.ts";
import type { Value } from "../value/value.ts";

/** How JSON is written: `html` escapes `<`, `>` and `&`; `indent` is that of each level, or none for one line. */
export interface JsonStyle {
  readonly html: boolean;
  readonly indent: string | undefined;
}

const MAX_DEPTH = 200;

/** A value as Go's encoding/json writes it. Keys and scalars keep their places. */
export function toJson(value: Value, style: JsonStyle): Text {
  const builder = new TextBuilder();
  write(builder, value, style, 0);
  return builder.build();
}

function write(builder: TextBuilder, value: Value, style: JsonStyle, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError("A value is nested too deeply to be written as JSON.");
  switch (value.kind) {
    case "missing":
    case "nil":
      return void builder.add(scalarText(value, "null"));
    case "float":
      return void builder.add(scalarText(value, jsonNumber(value.value)));
    case "bool":
    case "int":
      return void builder.add(display(value));
    case "list":
      if (value.element === "uint8") return void builder.raw(`"${encode64(bytesIn(value.items))}"`);
      return void writeAll(
        builder,
        "[]",
        value.items.map((item) => () => write(builder, item, style, depth + 1)),
        style,
        depth,
      );
    case "dict": {
      const entries = sortedKeys(value).flatMap((key) => value.entries.get(key) ?? []);
      const writers = entries.map((entry) => () => {
        writeString(builder, entry.key, style);
        builder.raw(style.indent === undefined ? ":" : ": ");
        write(builder, entry.value, style, depth + 1);
      });
      return void writeAll(builder, "{}", writers, style, depth);
    }
    case "struct": {
      if (value.printed && value.pointer) return void writeString(builder, value.printed, style);
      const writers = jsonFields(value).map(([name, field]) => () => {
        builder.raw(`${JSON.stringify(name)}:${style.indent === undefined ? "" : " "}`);
        write(builder, field, style, depth + 1);
      });
      return void writeAll(builder, "{}", writers, style, depth);
    }
    case "unknown":
      return void builder.add(display(value));
    default:
      return void writeString(builder, display(value), style);
  }
}

function writeAll(
  builder: TextBuilder,
  brackets: string,
  writers: readonly (() => void)[],
  { indent }: JsonStyle,
  depth: number,
): void {
  builder.raw(brackets[0] as string);
  writers.forEach((writeOne, i) => {
    if (i > 0) builder.raw(",");
    if (indent !== undefined) builder.raw(`\n${indent.repeat(depth + 1)}`);
    writeOne();
  });
  if (indent !== undefined && writers.length > 0) builder.raw(`\n${indent.repeat(depth)}`);
  builder.raw(brackets[1] as string);
}

/** A number as encoding/json writes it: with an exponent below 1e-6 and from 1e21 on. */
export function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) return "null";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21)) return value.toExponential();
  return plain(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const SPECIAL = /["\\\x00-\x1f\u007f<>&\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\u007f", "\u007f"],
]);

function writeString(builder: TextBuilder, text: Text, { html }: JsonStyle): void {
  builder.raw('"');
  let at = 0;
  for (const { 0: c, index } of text.text.matchAll(SPECIAL)) {
    if (!html && "<>&".includes(c)) continue;
    builder.slice(text, at, index).instead(text, index, index + 1, escapeOf(c));
    at = index + 1;
  }
  builder.slice(text, at, text.text.length).raw('"');
}

function escapeOf(c: string): string {
  const code = c.charCodeAt(0);
  if (code >= 0xd800 && code < 0xe000) return "\\ufffd"; // no UTF-8
  return ESCAPES.get(c) ?? `\\u${code.toString(16).padStart(4, "0")}`;
}
