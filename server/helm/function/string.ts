import { FunctionError } from "../evaluate/error.ts";
import { spend } from "../evaluate/output.ts";
import { byteLength, bytesOf, isAscii, offsetOfByte, textOf } from "../value/bytes.ts";
import { compareBytes, display } from "../value/display.ts";
import { quoted } from "../value/quote.ts";
import { concat, EMPTY, mapped, replaceAll, slice, split, Text, TextBuilder } from "../value/text.ts";
import { bool, dict, isNil, list, type Value } from "../value/value.ts";
import { type FunctionTable, intAt, lenient, strict, strslice, strval, textAt } from "./define.ts";

const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const LEADING = new RegExp(`^${SPACE}+`);
const SPACES = new RegExp(`${SPACE}+`, "g");

/** What keeps the characters of texts, or changes each in its place. */
export const STRINGS: FunctionTable = {
  trim: lenient(["string"], (args) => trim(textAt(args, 0))),
  trimAll: lenient(["string", "string"], (args) => trimSet(textAt(args, 1), textAt(args, 0).text)),
  trimSuffix: lenient(["string", "string"], (args) => {
    const [suffix, text] = [textAt(args, 0).text, textAt(args, 1)];
    return suffix !== "" && text.text.endsWith(suffix) ? slice(text, 0, text.text.length - suffix.length) : text;
  }),
  trimPrefix: lenient(["string", "string"], (args) => {
    const [prefix, text] = [textAt(args, 0).text, textAt(args, 1)];
    return text.text.startsWith(prefix) ? slice(text, prefix.length) : text;
  }),
  upper: lenient(["string"], (args) => mapped(textAt(args, 0), upperCase(textAt(args, 0).text))),
  lower: lenient(["string"], (args) => mapped(textAt(args, 0), textAt(args, 0).text.toLowerCase())),
  repeat: lenient(["int", "string"], (args, { engine }) => {
    const [count, text] = [intAt(args, 0), textAt(args, 1)];
    if (count < 0) throw new FunctionError("strings: negative Repeat count");
    spend(engine.budget, count * text.text.length);
    const builder = new TextBuilder();
    if (text.runs.length > 5 || count > 50) return mapped(text, text.text.repeat(count));
    for (let i = 0; i < count; i++) builder.add(text);
    return builder.build();
  }),
  substr: lenient(["int", "int", "string"], (args) => substring(intAt(args, 0), intAt(args, 1), textAt(args, 2))),
  trunc: lenient(["int", "string"], (args) => truncate(intAt(args, 0), textAt(args, 1))),
  nospace: lenient(["string"], (args) => {
    const text = textAt(args, 0);
    // goutils takes bytes for characters.
    return without(isAscii(text.text) ? text : mapped(text, String.fromCharCode(...bytesOf(text.text))), SPACES);
  }),
  contains: strict(["string", "string"], (args) => bool(textAt(args, 1).text.includes(textAt(args, 0).text))),
  hasPrefix: strict(["string", "string"], (args) => bool(textAt(args, 1).text.startsWith(textAt(args, 0).text))),
  hasSuffix: strict(["string", "string"], (args) => bool(textAt(args, 1).text.endsWith(textAt(args, 0).text))),
  replace: lenient(["string", "string", "string"], (args, { engine }) => {
    const [from, to, text] = [textAt(args, 0), textAt(args, 1), textAt(args, 2)];
    const places = from.text === "" ? text.text.length : text.text.length / from.text.length;
    // Only what would grow far is counted before it is made.
    if (places * to.text.length > 1_000_000) spend(engine.budget, (text.text.split(from.text).length - 1) * to.text.length);
    return replaceAll(text, from.text, to);
  }),
  indent: lenient(["int", "string"], (args, { engine }) => indent(intAt(args, 0), textAt(args, 1), engine)),
  nindent: lenient(["int", "string"], (args, { engine }) =>
    concat(new Text("\n"), indent(intAt(args, 0), textAt(args, 1), engine)),
  ),
  cat: lenient(["...interface {}"], (args) => join(args.filter((value) => !isNil(value)).map(strval), " ")),
  quote: lenient(["...interface {}"], (args) =>
    join(
      args.filter((value) => !isNil(value)).map((value) => quoted(strval(value))),
      " ",
    ),
  ),
  squote: lenient(["...interface {}"], (args) =>
    join(
      args.filter((value) => !isNil(value)).map((value) => new TextBuilder().raw("'").add(strval(value)).raw("'").build()),
      " ",
    ),
  ),
  plural: lenient(["string", "string", "int"], (args) => textAt(args, intAt(args, 2) === 1 ? 0 : 1)),
  toString: lenient(["interface {}"], ([value]) => strval(value as Value)),
  toStrings: lenient(["interface {}"], ([value]) => list(strslice(value as Value), "string")),
  join: lenient(["string", "interface {}"], (args, { engine }) => {
    const parts = strslice(args[1] as Value);
    spend(engine.budget, parts.length * textAt(args, 0).text.length);
    return join(parts, textAt(args, 0));
  }),
  splitList: lenient(["string", "string"], (args) => list(split(textAt(args, 1), textAt(args, 0).text), "string")),
  split: strict(["string", "string"], (args) => numbered(split(textAt(args, 1), textAt(args, 0).text))),
  splitn: strict(["string", "int", "string"], (args) => {
    const count = intAt(args, 1);
    return numbered(count === 0 ? [] : split(textAt(args, 2), textAt(args, 0).text, count < 0 ? undefined : count));
  }),
  sortAlpha: strict(["interface {}"], ([value]) =>
    list(
      [...textsOf(value as Value)].sort((a, b) => compareBytes(a.text, b.text)),
      "string",
    ),
  ),
};

export function trim(text: Text): Text {
  const from = LEADING.exec(text.text)?.[0].length ?? 0;
  let to = text.text.length;
  while (to > from && LEADING.test(text.text[to - 1] as string)) to--;
  return slice(text, from, to);
}

function trimSet(text: Text, characters: string): Text {
  const all = [...text.text];
  const set = new Set(characters);
  const first = all.findIndex((c) => !set.has(c));
  if (first < 0) return EMPTY;
  const last = all.findLastIndex((c) => !set.has(c));
  const from = all.slice(0, first).join("").length;
  return slice(text, from, from + all.slice(first, last + 1).join("").length);
}

/** A part of a text; offsets count bytes. */
export function sliceBytes(text: Text, from: number, to: number): Text {
  if (isAscii(text.text)) return slice(text, from, to);
  const [start, end] = [offsetOfByte(text.text, from), offsetOfByte(text.text, to)];
  const part = slice(text, start, end);
  if (byteLength(part.text) === to - from) return part;
  return mapped(part, textOf(bytesOf(text.text).slice(from, to))); // it begins or ends within a character
}

function substring(start: number, end: number, text: Text): Text {
  const size = byteLength(text.text);
  const to = start >= 0 && (end < 0 || end > size) ? size : end;
  const from = Math.max(start, 0);
  if (to > size || to < 0) throw new FunctionError(`runtime error: slice bounds out of range [:${to}] with length ${size}`);
  if (from > to) throw new FunctionError(`runtime error: slice bounds out of range [${from}:${to}]`);
  return sliceBytes(text, from, to);
}

function truncate(count: number, text: Text): Text {
  const size = byteLength(text.text);
  if (count < 0) return size + count > 0 ? sliceBytes(text, size + count, size) : text;
  return size > count ? sliceBytes(text, 0, count) : text;
}

/** In Go each character becomes one, if there is one. */
function upperCase(text: string): string {
  const upper = text.toUpperCase();
  if (upper.length === text.length) return upper;
  return Array.from(text, (c) => (c.toUpperCase().length > c.length ? c : c.toUpperCase())).join("");
}

function without(text: Text, pattern: RegExp): Text {
  const builder = new TextBuilder();
  let at = 0;
  for (const { 0: found, index } of text.text.matchAll(pattern)) {
    builder.slice(text, at, index);
    at = index + found.length;
  }
  return builder.slice(text, at, text.text.length).build();
}

function indent(spaces: number, text: Text, { budget }: { readonly budget: { steps: number; size: number } }): Text {
  if (spaces < 0) throw new FunctionError("strings: negative Repeat count");
  const lines = text.text.split("\n").length;
  spend(budget, lines * spaces);
  const pad = " ".repeat(spaces);
  const builder = new TextBuilder().raw(pad);
  let at = 0;
  for (let next = text.text.indexOf("\n"); next >= 0; next = text.text.indexOf("\n", at)) {
    builder.slice(text, at, next + 1).raw(pad);
    at = next + 1;
  }
  return builder.slice(text, at, text.text.length).build();
}

export function join(parts: readonly Text[], separator: string | Text): Text {
  const between = typeof separator === "string" ? new Text(separator) : separator;
  const builder = new TextBuilder();
  parts.forEach((part, i) => {
    if (i > 0) builder.add(between);
    builder.add(part);
  });
  return builder.build();
}

/** What is sorted: the items of a list, or one text. */
function textsOf(value: Value): readonly Text[] {
  return isNil(value) ? [display(value)] : strslice(value);
}

function numbered(parts: readonly Text[]): Value {
  const made = dict(
    parts.map((part, i) => [`_${i}`, part] as const),
    "map[string]string",
  );
  return { ...made, zero: EMPTY };
}
