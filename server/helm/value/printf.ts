import { bytesOf } from "./bytes.ts";
import { display, scalarText, unknownText } from "./display.ts";
import { exponential, formatFloat, plain } from "./number.ts";
import { HOLE } from "./place.ts";
import { quoteAscii, quoted, quoteGo } from "./quote.ts";
import { slice, Text, TextBuilder } from "./text.ts";
import { typeOf } from "./type.ts";
import { isNil, type Value } from "./value.ts";

const MAX_WIDTH = 100_000;

interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

/** Go's `fmt.Sprintf`. What is between the verbs keeps the places of the format, what they print those of the arguments. */
export function printf(format: Text, args: readonly Value[]): Text {
  const source = format.text;
  const builder = new TextBuilder();
  let used = 0;
  let at = 0;
  let reordered = false;
  for (let next = source.indexOf("%"); next >= 0; next = source.indexOf("%", at)) {
    builder.slice(format, at, next);
    const parsed = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:\[([^\]]*)\])?([\s\S]?)/uy;
    parsed.lastIndex = next;
    const match = parsed.exec(source) as RegExpExecArray;
    const [whole, flags = "", wide, precise, index, verb = ""] = match;
    at = next + whole.length;
    if (verb === "%") {
      builder.slice(format, at - 1, at);
      continue;
    }
    if (verb === "") {
      builder.raw("%!(NOVERB)");
      continue;
    }
    const measure = (text: string | undefined): number | undefined => {
      if (text !== "*") return text === undefined ? undefined : Math.min(Number(text), MAX_WIDTH);
      const value = args[used++];
      return value?.kind === "int" ? Math.min(Number(value.value), MAX_WIDTH) : undefined;
    };
    const width = measure(wide);
    const precision = /\./.test(whole) ? (measure(precise) ?? 0) : undefined;
    const isIndexed = index !== undefined;
    const isNumbered = isIndexed && /^\d+$/.test(index) && Number(index) >= 1 && Number(index) <= args.length;
    if (isNumbered) used = Number(index) - 1;
    reordered ||= isIndexed;
    const value = isIndexed && !isNumbered ? undefined : args[used++];
    if (value) builder.add(formatOne(value, { flags, width, precision, verb }));
    else builder.raw(`%!${verb}(${isIndexed ? "BADINDEX" : "MISSING"})`);
  }
  builder.slice(format, at, source.length);
  if (used < args.length && !reordered) {
    builder.raw("%!(EXTRA ");
    args.slice(used).forEach((value, i) => {
      builder.raw(`${i > 0 ? ", " : ""}${isNil(value) ? "" : `${typeOf(value)}=`}`).add(display(value));
    });
    builder.raw(")");
  }
  return builder.build();
}

function formatOne(value: Value, verb: Verb): Text {
  if (value.kind === "unknown") return unknownText(HOLE, value.place);
  const made = formatBare(value, verb);
  // In a collection the width is that of each part.
  const isInParts = (value.kind === "list" || value.kind === "dict") && verb.verb !== "T" && !verb.flags.includes("#");
  return isInParts ? made : pad(made, verb);
}

function pad(text: Text, { flags, width, verb }: Verb): Text {
  const missing = (width ?? 0) - [...text.text].length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return new TextBuilder().add(text).raw(" ".repeat(missing)).build();
  const zeros = flags.includes("0") && verb !== "v";
  if (!zeros) return new TextBuilder().raw(" ".repeat(missing)).add(text).build();
  const sign = /^[+-]/.test(text.text) ? 1 : 0;
  return new TextBuilder().slice(text, 0, sign).raw("0".repeat(missing)).slice(text, sign, text.text.length).build();
}

function formatBare(value: Value, verb: Verb): Text {
  if (verb.verb === "T") return new Text(typeOf(value));
  if (isNil(value)) return new Text(verb.verb === "v" ? "<nil>" : `%!${verb.verb}(<nil>)`);
  if (verb.verb === "v" && verb.flags.includes("#")) return new Text(goSyntax(value));
  switch (value.kind) {
    case "string":
      return formatString(value, verb);
    case "int":
      if (verb.verb === "v") return signed(String(value.value), value, unsigned(verb));
      return signed(formatInt(value.value, verb) ?? bad(value, verb), value, verb);
    case "float":
      if (verb.verb === "v") return signed(formatNumber(value.value, { ...verb, verb: "g" }) as string, value, unsigned(verb));
      return signed(formatNumber(value.value, verb) ?? bad(value, verb), value, verb);
    case "bool":
      return verb.verb === "t" || verb.verb === "v" ? display(value) : new Text(bad(value, verb));
    case "list":
      return formatList(value.items, verb);
    case "dict":
    case "struct":
      return formatMap(value, verb);
    default:
      return display(value);
  }
}

/** `%+v` is about the names of fields, not about signs. */
function unsigned(verb: Verb): Verb {
  return { ...verb, flags: verb.flags.replaceAll("+", "") };
}

function signed(text: string, value: Value, { flags }: Verb): Text {
  const number = value.kind === "int" || value.kind === "float";
  if (number && !/^[-%]/.test(text)) {
    if (flags.includes("+")) return scalarText(value, `+${text}`);
    if (flags.includes(" ")) return scalarText(value, ` ${text}`);
  }
  return scalarText(value, text);
}

function bad(value: Value, { verb }: Verb): string {
  return `%!${verb}(${typeOf(value)}=${display(value).text})`;
}

function formatString(value: Text, verb: Verb): Text {
  switch (verb.verb) {
    case "s":
    case "v":
      return verb.precision === undefined ? value : slice(value, 0, [...value.text].slice(0, verb.precision).join("").length);
    case "q":
      if (verb.flags.includes("#") && !/[`\p{Cc}\ufeff]/u.test(value.text))
        return new TextBuilder().raw("`").add(value).raw("`").build();
      return verb.flags.includes("+") ? new Text(quoteAscii(value.text)) : quoted(value);
    case "x":
    case "X": {
      const bytes = [...bytesOf(value.text)].map((byte) => byte.toString(16).padStart(2, "0"));
      const prefix = verb.flags.includes("#") && bytes.length > 0 ? "0x" : "";
      const hex = `${prefix}${bytes.join(verb.flags.includes(" ") ? ` ${prefix}` : "")}`;
      return new Text(verb.verb === "X" ? hex.toUpperCase() : hex);
    }
    default:
      return new Text(bad(value, verb));
  }
}

function formatInt(value: bigint, { verb, flags }: Verb): string | undefined {
  const prefix = flags.includes("#");
  switch (verb) {
    case "d":
      return String(value);
    case "x":
      return `${prefix ? "0x" : ""}${value.toString(16)}`;
    case "X":
      return `${prefix ? "0X" : ""}${value.toString(16).toUpperCase()}`;
    case "o":
      return `${prefix ? "0" : ""}${value.toString(8)}`;
    case "O":
      return `0o${value.toString(8)}`;
    case "b":
      return value.toString(2);
    case "c":
      return String.fromCodePoint(Number(value));
    case "q":
      return `'${String.fromCodePoint(Number(value))}'`;
    case "U": {
      const code = `U+${value.toString(16).toUpperCase().padStart(4, "0")}`;
      return prefix ? `${code} '${String.fromCodePoint(Number(value))}'` : code;
    }
    default:
      return undefined;
  }
}

function formatNumber(value: number, { verb, precision }: Verb): string | undefined {
  if (!Number.isFinite(value) && "eEfFgG".includes(verb)) return formatFloat(value);
  switch (verb) {
    case "f":
    case "F":
      return Math.abs(value) < 1e21 ? toFixed(value, Math.min(precision ?? 6, 100)) : plain(value);
    case "e":
    case "E": {
      const text = value.toExponential(Math.min(precision ?? 6, 100)).replace(/e([+-])(\d)$/, "e$10$2");
      return verb === "E" ? text.toUpperCase() : text;
    }
    case "g":
      return precision === undefined ? formatFloat(value) : toPrecision(value, precision);
    case "G":
      return formatFloat(value).toUpperCase();
    case "x":
      return hexadecimal(value);
    case "X":
      return hexadecimal(value).toUpperCase();
    default:
      return undefined;
  }
}

/** `0x1.8p+01` is 3: the digits are those of the mantissa. */
function hexadecimal(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === 0) return `${sign}0x0p+00`;
  const exponent = Math.floor(Math.log2(size));
  const digits = (size / 2 ** exponent).toString(16);
  return `${sign}0x${digits}p${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** Halves are rounded to the even digit, as IEEE has it; JavaScript rounds them away from zero. */
function toFixed(value: number, places: number): string {
  const rounded = value.toFixed(places);
  const exact = value.toFixed(100);
  const rest = exact.slice(exact.indexOf(".") + 1 + places);
  if (!/^50*$/.test(rest)) return rounded;
  const cut = exact.slice(0, exact.indexOf(".") + (places > 0 ? 1 + places : 0));
  return /[02468]$/.test(cut) ? cut : rounded;
}

function toPrecision(value: number, precision: number): string {
  const digits = Math.max(1, Math.min(precision, 100));
  const rounded = Number(value.toPrecision(digits));
  const exponent = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)));
  return exponent < -4 || exponent >= digits ? exponential(rounded) : plain(rounded);
}

function formatList(items: readonly Value[], verb: Verb): Text {
  const builder = new TextBuilder().raw("[");
  items.forEach((item, i) => {
    if (i > 0) builder.raw(" ");
    builder.add(formatIn(item, verb));
  });
  return builder.raw("]").build();
}

/** A part of a collection: there nothing is `<nil>` with every verb. */
function formatIn(value: Value, verb: Verb): Text {
  return isNil(value) ? new Text("<nil>") : formatOne(value, verb);
}

function formatMap(value: Value, verb: Verb): Text {
  if (value.kind !== "dict") return display(value);
  const builder = new TextBuilder().raw("map[");
  [...value.entries.values()]
    .sort((a, b) => (a.key.text < b.key.text ? -1 : 1))
    .forEach((entry, i) => {
      if (i > 0) builder.raw(" ");
      builder.add(formatOne(entry.key, verb)).raw(":").add(formatIn(entry.value, verb));
    });
  return builder.raw("]").build();
}

/** `%#v` of what templates hold. */
function goSyntax(value: Value): string {
  switch (value.kind) {
    case "string":
      return quoteGo(value.text);
    case "list":
      return `${typeOf(value)}{${value.items.map(goSyntax).join(", ")}}`;
    case "dict": {
      const entries = [...value.entries.values()].sort((a, b) => (a.key.text < b.key.text ? -1 : 1));
      return `${typeOf(value)}{${entries.map((entry) => `${quoteGo(entry.key.text)}:${goSyntax(entry.value)}`).join(", ")}}`;
    }
    case "missing":
    case "nil":
      return "interface {}(nil)";
    default:
      return display(value).text;
  }
}
