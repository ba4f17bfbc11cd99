import { FunctionError } from "../evaluate/error.ts";
import { byteLength } from "../value/bytes.ts";
import { display } from "../value/display.ts";
import { printf } from "../value/printf.ts";
import { Text, TextBuilder } from "../value/text.ts";
import { truth, typeOf } from "../value/type.ts";
import { bool, entryOf, int, isNil, MISSING, UNKNOWN, type Value } from "../value/value.ts";
import { compare, equals, order } from "./compare.ts";
import { type FunctionTable, lenient, strict, textAt, textual } from "./define.ts";

/** The functions of text/template itself. `slice` is sprig's. */
export const BUILTINS: FunctionTable = {
  // The evaluation does these two by itself: what follows the argument that decides is not evaluated.
  and: lenient(["interface {}", "...interface {}"], (args) => args[0] as Value),
  or: lenient(["interface {}", "...interface {}"], (args) => args[0] as Value),
  not: lenient(["interface {}"], ([value]) => {
    const holds = truth(value as Value);
    return holds === undefined ? UNKNOWN : bool(!holds);
  }),
  len: strict(["interface {}"], ([value], { argument }) => length(value as Value, /\.\w+$/.test(argument()))),
  index: strict(["interface {}", "...interface {}"], ([value, ...keys]) => {
    if (isNil(value as Value)) throw new FunctionError("index of untyped nil");
    return keys.reduce(indexed, value as Value);
  }),
  print: lenient(["...interface {}"], (args) => print(args)),
  println: lenient(["...interface {}"], (args) => printLine(args)),
  printf: lenient(["string", "...interface {}"], (args) => printf(textAt(args, 0), args.slice(1))),
  html: textual(["...interface {}"], (args) => escapeHtml(printable(args))),
  js: textual(["...interface {}"], (args) => new TextBuilder().raw(escapeJs(printable(args).text)).build()),
  urlquery: textual(["...interface {}"], (args) => new TextBuilder().raw(escapeQuery(printable(args).text)).build()),
  call: strict(["interface {}", "...interface {}"], ([value], { argument }) => {
    if (isNil(value as Value)) throw new FunctionError("call of nil");
    throw new FunctionError(`non-function ${argument()} of type ${typeOf(value as Value)}`);
  }),
  eq: strict(["interface {}", "...interface {}"], ([first, ...rest]) => equals(first as Value, rest)),
  ne: strict(["interface {}", "interface {}"], ([a, b]) => bool(!compare(a as Value, b as Value))),
  lt: strict(["interface {}", "interface {}"], ([a, b]) => bool(order(a as Value, b as Value) < 0)),
  le: strict(["interface {}", "interface {}"], ([a, b]) => bool(order(a as Value, b as Value) <= 0)),
  gt: strict(["interface {}", "interface {}"], ([a, b]) => bool(order(a as Value, b as Value) > 0)),
  ge: strict(["interface {}", "interface {}"], ([a, b]) => bool(order(a as Value, b as Value) >= 0)),
};

/** Nothing that a field holds has a type to Go, nothing that comes from elsewhere has none. */
function length(value: Value, isField: boolean): Value {
  if (isNil(value)) throw new FunctionError(isField ? "len of nil pointer" : "reflect: call of reflect.Value.Type on zero Value");
  if (value.kind === "string") return int(byteLength(value.text));
  if (value.kind === "list") return int(value.items.length);
  if (value.kind === "dict") return int(value.entries.size);
  throw new FunctionError(`len of type ${typeOf(value)}`);
}

function indexed(value: Value, key: Value): Value {
  if (isNil(value)) throw new FunctionError("index of nil pointer");
  if (value.kind === "dict") {
    if (isNil(key)) throw new FunctionError("value is nil; should be of type string");
    if (key.kind !== "string") throw new FunctionError(`value has type ${typeOf(key)}; should be string`);
    return entryOf(value, key.text);
  }
  const size = value.kind === "list" ? value.items.length : value.kind === "string" ? byteLength(value.text) : undefined;
  if (size === undefined) throw new FunctionError(`can't index item of type ${typeOf(value)}`);
  if (isNil(key)) throw new FunctionError("cannot index slice/array with nil");
  if (key.kind !== "int") throw new FunctionError(`cannot index slice/array with type ${typeOf(key)}`);
  const at = Number(key.value);
  // Go lets the length itself through to the look-up.
  if (at === size) throw new FunctionError(`reflect: ${value.kind === "list" ? "slice" : "string"} index out of range`);
  if (at < 0 || at > size) throw new FunctionError(`index out of range: ${at}`);
  if (value.kind === "list") return value.items[at] ?? MISSING;
  return int(new TextEncoder().encode((value as Text).text)[at] as number, "uint8");
}

/** Go's `fmt.Sprint`: a space between two operands neither of which is a string. */
function print(args: readonly Value[]): Text {
  const builder = new TextBuilder();
  args.forEach((value, i) => {
    if (i > 0 && value.kind !== "string" && args[i - 1]?.kind !== "string") builder.raw(" ");
    builder.add(display(value));
  });
  return builder.build();
}

/** What is escaped: nothing at all is written as an action writes it. */
function printable(args: readonly Value[]): Text {
  return print(args.map((value) => (isNil(value) ? NO_VALUE : value)));
}

const NO_VALUE = new Text("<no value>");

function printLine(args: readonly Value[]): Text {
  const builder = new TextBuilder();
  args.forEach((value, i) => {
    if (i > 0) builder.raw(" ");
    builder.add(display(value));
  });
  return builder.raw("\n").build();
}

const HTML: ReadonlyMap<string, string> = new Map([
  ['"', "&#34;"],
  ["'", "&#39;"],
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["\0", "\ufffd"],
]);

function escapeHtml(text: Text): Text {
  const builder = new TextBuilder();
  let at = 0;
  for (const { 0: character, index } of text.text.matchAll(/["'&<>\0]/g)) {
    builder.slice(text, at, index).instead(text, index, index + 1, HTML.get(character) as string);
    at = index + 1;
  }
  return builder.slice(text, at, text.text.length).build();
}

function escapeJs(text: string): string {
  const known: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", '"': '\\"' };
  return text.replaceAll(/[\\'"<>&=\p{Cc}]/gu, (c) => {
    return known[c] ?? `\\u${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
  });
}

/** Go's `url.QueryEscape`. */
function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
