import { bytesIn, encode64 } from "../value/bytes.ts";
import { scalarText } from "../value/display.ts";
import { jsonFields } from "../value/json-fields.ts";
import { exponential, formatFloat } from "../value/number.ts";
import { HOLE } from "../value/place.ts";
import { type Text, TextBuilder } from "../value/text.ts";
import type { DictEntry, Value } from "../value/value.ts";
import { jsonNumber, toJson } from "./json.ts";
import { analyze, isBreak, isOther, isPrintable } from "./scalar.ts";
import { compareKeys } from "./sort.ts";

const WIDTH = 80;
const INDENT = 2;
const MAX_DEPTH = 200;

/**
 * A value as sigs.k8s.io/yaml writes it: by way of JSON, with the emitter of goyaml.v2 (keys sorted, lists not indented, folded behind column
 * 80), without the last line break. Keys and scalars keep their places. `indented`: lists are indented below their key (`toYamlPretty`).
 */
export function toYaml(value: Value, indented = false): Text {
  const emitter: Emitter = { builder: new TextBuilder(), column: 0, indented };
  writeNode(emitter, value, -INDENT, "root", 0);
  return emitter.builder.build();
}

interface Emitter {
  readonly builder: TextBuilder;
  readonly indented: boolean;
  column: number;
}

/** What a node stands behind: nothing, a key's colon, or a dash. */
type Where = "root" | "key" | "dash";

function raw(emitter: Emitter, text: string): void {
  emitter.builder.raw(text);
  emitter.column += text.length;
}

function newLine(emitter: Emitter, indent: number): void {
  emitter.builder.raw(`\n${" ".repeat(Math.max(0, indent))}`);
  emitter.column = Math.max(0, indent);
}

/** `indent` is that of the collection around. */
function writeNode(emitter: Emitter, value: Value, indent: number, where: Where, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError("A value is nested too deeply to be written as YAML.");
  if (value.kind === "list" && value.element !== "uint8" && value.items.length > 0)
    return void writeList(emitter, value.items, indent, where, depth);
  if (value.kind === "dict" && value.entries.size > 0)
    return void writeMap(emitter, [...value.entries.values()], indent, where, depth);
  if (value.kind === "struct" && !(value.printed && value.pointer)) {
    const entries = jsonFields(value).map(([name, field]) => ({ key: scalarText(value, name), value: field }));
    if (entries.length > 0) return void writeMap(emitter, entries, indent, where, depth);
  }
  if (where !== "root") raw(emitter, " ");
  writeScalar(emitter, value, Math.max(indent + INDENT, INDENT));
}

function writeList(emitter: Emitter, items: readonly Value[], indent: number, where: Where, depth: number): void {
  // Below a key a list is not indented, unless it should be pretty.
  const own = where === "key" && !emitter.indented ? Math.max(indent, 0) : indent + INDENT;
  items.forEach((item, i) => {
    if (i > 0 || where === "key") newLine(emitter, own);
    else if (where === "dash") raw(emitter, " ");
    raw(emitter, "-");
    writeNode(emitter, item, own, "dash", depth + 1);
  });
}

function writeMap(emitter: Emitter, entries: readonly DictEntry[], indent: number, where: Where, depth: number): void {
  const own = indent + INDENT;
  const sorted = [...entries].sort((a, b) => compareKeys(a.key.text, b.key.text));
  sorted.forEach(({ key, value }, i) => {
    if (i > 0 || where === "key") newLine(emitter, own);
    else if (where === "dash") raw(emitter, " ");
    writeString(emitter, key, own + INDENT, true);
    raw(emitter, ":");
    writeNode(emitter, value, own, "key", depth + 1);
  });
}

function writeScalar(emitter: Emitter, value: Value, indent: number): void {
  switch (value.kind) {
    case "string":
      return void writeString(emitter, value, indent, false);
    case "unknown":
      return void raw(emitter, HOLE);
    case "float":
      return void write(emitter, scalarText(value, emitter.indented ? formatFloat(value.value) : yamlNumber(value.value)));
    case "list":
      return void (value.items.length === 0
        ? write(emitter, scalarText(value, "[]"))
        : raw(emitter, encode64(bytesIn(value.items))));
    case "dict":
      return void write(emitter, scalarText(value, "{}"));
    case "struct":
      if (value.printed && value.pointer) return void writeString(emitter, value.printed, indent, false);
      return void raw(emitter, "{}");
    default:
      return void write(emitter, toJson(value, { html: false, indent: undefined }));
  }
}

function write(emitter: Emitter, text: Text): void {
  emitter.builder.add(text);
  emitter.column += text.text.length;
}

/** A number as goyaml.v2 writes what it has read from JSON: integers as they are, others with Go's `%g`. */
function yamlNumber(value: number): string {
  const json = jsonNumber(value);
  if (/^-?\d+$/.test(json)) {
    const whole = BigInt(json);
    if (whole >= -(2n ** 63n) && whole < 2n ** 64n) return String(whole);
    return exponential(value);
  }
  return json === "null" ? json : formatFloat(value);
}

function writeString(emitter: Emitter, text: Text, indent: number, isKey: boolean): void {
  const source = text.text;
  const { multiline, plain, single, block } = analyze(source);
  if (source.includes("\n")) {
    if (block && !isKey) return void writeLiteral(emitter, text, indent);
    return void writeDouble(emitter, text, indent, !isKey);
  }
  if (isOther(source) || (isKey && multiline)) return void writeDouble(emitter, text, indent, !isKey);
  if (plain && !(isKey && source === "")) return void writePlain(emitter, text, indent, !isKey);
  if (single) return void writeSingle(emitter, text, indent, !isKey);
  writeDouble(emitter, text, indent, !isKey);
}

/** Whether a line is broken at the space: behind column 80, and not beside another one. */
function foldsAt(emitter: Emitter, source: string, i: number): boolean {
  return source[i] === " " && emitter.column > WIDTH && source[i - 1] !== " " && source[i + 1] !== " ";
}

/** Writes characters as they are, breaking lines where `mayFold` says so. */
function writeFolded(
  emitter: Emitter,
  text: Text,
  indent: number,
  mayFold: (i: number) => boolean,
  write: (c: string, i: number) => void,
): void {
  const source = text.text;
  for (let i = 0; i < source.length; ) {
    const c = String.fromCodePoint(source.codePointAt(i) as number);
    if (mayFold(i)) newLine(emitter, indent);
    else write(c, i);
    i += c.length;
  }
}

function writePlain(emitter: Emitter, text: Text, indent: number, folds: boolean): void {
  const source = text.text;
  if (emitter.column + source.length <= WIDTH || !folds) return void write(emitter, text);
  writeFolded(
    emitter,
    text,
    indent,
    (i) => foldsAt(emitter, source, i),
    (c, i) => {
      emitter.builder.slice(text, i, i + c.length);
      emitter.column++;
    },
  );
}

function writeSingle(emitter: Emitter, text: Text, indent: number, folds: boolean): void {
  const source = text.text;
  raw(emitter, "'");
  writeFolded(
    emitter,
    text,
    indent,
    (i) => folds && i > 0 && i < source.length - 1 && foldsAt(emitter, source, i),
    (c, i) => {
      if (c === "'") raw(emitter, "'");
      emitter.builder.slice(text, i, i + c.length);
      emitter.column++;
      if (isBreak(c)) emitter.builder.raw(" ".repeat(Math.max(0, indent)));
    },
  );
  raw(emitter, "'");
}

function writeDouble(emitter: Emitter, text: Text, indent: number, folds: boolean): void {
  const source = text.text;
  const all = source.startsWith("\ufeff"); // the emitter takes every character of such a text for a byte order mark
  raw(emitter, '"');
  writeFolded(
    emitter,
    text,
    indent,
    () => false,
    (c, i) => {
      if (c === " " && !all && folds && emitter.column > WIDTH && i > 0 && i < source.length - 1 && source[i - 1] !== " ") {
        newLine(emitter, indent);
        if (source[i + 1] === " ") raw(emitter, "\\");
        return;
      }
      if (!all && isPrintable(c) && !isBreak(c) && c !== '"' && c !== "\\") {
        emitter.builder.slice(text, i, i + c.length);
        emitter.column++;
      } else {
        const sequence = escapeOf(c);
        emitter.builder.instead(text, i, i + c.length, sequence);
        emitter.column += sequence.length;
      }
    },
  );
  raw(emitter, '"');
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\x1b", "\\e"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
  ["\u00a0", "\\_"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

function escapeOf(c: string): string {
  const known = ESCAPES.get(c);
  if (known) return known;
  const code = c.codePointAt(0) as number;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function writeLiteral(emitter: Emitter, text: Text, indent: number): void {
  const source = text.text;
  raw(emitter, "|");
  if (source.startsWith(" ") || isBreak(source[0] as string)) raw(emitter, String(INDENT));
  if (!source.endsWith("\n")) raw(emitter, "-");
  else if (source === "\n" || source.endsWith("\n\n")) raw(emitter, "+");
  emitter.builder.raw("\n");
  let at = 0;
  const end = source.endsWith("\n") ? source.length - 1 : source.length;
  while (at < end) {
    const next = source.indexOf("\n", at);
    const to = next < 0 || next > end ? end : next;
    if (to > at) emitter.builder.raw(" ".repeat(indent)).slice(text, at, to);
    at = to;
    if (at < end) {
      emitter.builder.slice(text, at, at + 1);
      at++;
    }
  }
  emitter.column = 0;
}
