import type { Scalar, ScalarStyle, ScalarValue } from "./tree.ts";

/**
 * What a plain scalar means to Kubernetes' decoder: sigs.k8s.io/yaml reads YAML 1.1 words and numbers (`resolve.go` of its goyaml.v2), so
 * `yes`, `on` and `y` are booleans, `017` and `0o17` are 15, `1_000` is 1000; dates, `1:30` and `1e400` stay strings. The table in
 * `test/data/scalars.json` was recorded from kubectl. `.inf` and `.nan` are the numbers that kubectl cannot write as JSON and refuses.
 */
export function decodePlain(source: string): ScalarValue {
  const first = source.charCodeAt(0);
  const hint = first < 128 ? HINTS[first] : source === "" ? WORD : TEXT;
  if (hint === TEXT) return source;
  if (hint === NUMBER) {
    const number = decodeNumber(source);
    if (number !== undefined) return number;
  }
  const word = source.length <= LONGEST_WORD ? WORDS.get(source) : undefined;
  return word === undefined ? source : word;
}

/**
 * What a scalar means, given its text (quotes, escapes and folding already undone), its style and its tag (resolved: `!!str` is
 * `tag:yaml.org,2002:str`). Core tags convert as goyaml.v2 does; any other tag makes a string.
 */
export function decodeScalar(text: string, style: ScalarStyle, tag: string | undefined): ScalarValue {
  if (tag === undefined) return isString(style) ? text : decodePlain(text);
  switch (tag) {
    case `${CORE}int`:
    case `${CORE}float`:
    case `${CORE}bool`:
    case `${CORE}null`:
      return decodePlain(text);
    case `${CORE}binary`:
      return decodeBase64(text);
    default:
      return text;
  }
}

/** The name that a key has as JSON: `true:` is "true", `8080:` is "8080", `0x10:` is "16". */
export function nameOfKey(key: Scalar): string {
  const { value, text = key.source, tag } = key;
  if (typeof value === "string") return value;
  return typeof value === "number" ? nameOfNumber(value, text, tag === `${CORE}float`) : String(value);
}

/** Whether the key is the `<<` that merges: plain, or with a tag that says so. A quoted one is a key like any other. */
export function isMergeKey(key: Scalar): boolean {
  if (key.value !== "<<") return false;
  return key.tag === undefined ? key.style === "plain" : key.tag === "!" || key.tag === `${CORE}merge`;
}

/**
 * What sigs.k8s.io/yaml makes of a number that is a key: integers in full, and floating-point numbers as Go's `strconv.FormatFloat` writes them
 * with format `g` and 32 bits. `isFloat`: a tag says that it is one of those.
 */
export function nameOfNumber(value: number, source: string, isFloat = false): string {
  const digits = source.replaceAll("_", "");
  const isDecimal = !isFloat && /^[-+]?(?:0|[1-9][0-9]*)$/.test(digits);
  if (isDecimal) {
    const exact = BigInt(digits.replace("+", ""));
    if (exact >= -(2n ** 63n) && exact < 2n ** 64n) return String(exact);
  }
  if (!isFloat && !isDecimal && Number.isInteger(value) && !/[.eE]/.test(digits)) return String(BigInt(value));
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(Math.fround(value))) return value > 0 ? ".inf" : "-.inf";
  if (value === 0 && /^-.*[.eE]/.test(digits)) return "-0";
  const [mantissa = "", exponent = "0"] = shortest32(value).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${power}`));
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** The shortest decimal that is the same number in 32 bits, in exponential form. */
function shortest32(value: number): string {
  const wanted = Math.fround(value);
  for (let digits = 0; digits < 9; digits++) {
    const text = wanted.toExponential(digits);
    if (Math.fround(Number(text)) === wanted) return text;
  }
  return wanted.toExponential();
}

/**
 * Whether a string must be quoted to stay this string when it is written on one line as a value: in a block collection, or (`flow`) also
 * between brackets or braces.
 */
export function needsQuotes(text: string, flow = false): boolean {
  if (decodePlain(text) !== text || UNPRINTABLE.test(text) || /^\s|\s$|:\s|\s#|:$/.test(text)) return true;
  if (/^(---|\.\.\.)(\s|$)/.test(text)) return true; // would end the document in column 0
  if (flow && (/[,?[\]{}]/.test(text) || /^[-?:]/.test(text))) return true;
  return /^([,[\]{}#&*!|>'"%@`]|[-?:](\s|$))/.test(text);
}

/** Whether the style makes any content a string. */
function isString(style: ScalarStyle): boolean {
  return style !== "plain" && style !== "empty";
}

/** The prefix that `!!` stands for (YAML 1.2.2, section 6.8.2.2). */
export const CORE = "tag:yaml.org,2002:";

/** Matches what no quoting but double quotes with an escape can hold, line breaks included. */
export const UNPRINTABLE = /[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const WORDS = new Map<string, ScalarValue>();
for (const word of ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]) WORDS.set(word, true);
for (const word of ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]) WORDS.set(word, false);
for (const word of ["", "~", "null", "Null", "NULL"]) WORDS.set(word, null);
for (const word of [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"]) WORDS.set(word, Number.POSITIVE_INFINITY);
for (const word of ["-.inf", "-.Inf", "-.INF"]) WORDS.set(word, Number.NEGATIVE_INFINITY);
for (const word of [".nan", ".NaN", ".NAN"]) WORDS.set(word, Number.NaN);
const LONGEST_WORD = 5;

/** By its first character a scalar is a text, perhaps one of the words, or perhaps a number. */
const TEXT = 0;
const WORD = 1;
const NUMBER = 2;
const HINTS = new Uint8Array(128);
for (const word of WORDS.keys()) if (word) HINTS[word.charCodeAt(0)] = WORD;
for (const c of "+-.0123456789") HINTS[c.charCodeAt(0)] = NUMBER;

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/; // one with another base than ten

function decodeNumber(source: string): number | undefined {
  // An underscore counts for nothing between digits, but a scalar that begins with a dot may have none.
  const plain = source.includes("_") && source.charCodeAt(0) !== 46 ? source.replaceAll("_", "") : source;
  const integer = INTEGER.exec(plain);
  if (integer) {
    const digits = integer[2] as string;
    const magnitude = BigInt(/^[0-7]/.test(digits) ? `0o${digits}` : `0${digits}`);
    const limit = integer[1] === "" ? 2n ** 64n - 1n : integer[1] === "-" ? 2n ** 63n : 2n ** 63n - 1n; // uint64, int64
    if (magnitude <= limit) return withoutNegativeZero(Number(magnitude) * (integer[1] === "-" ? -1 : 1));
  }
  if (!FLOAT.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? withoutNegativeZero(number) : undefined;
}

/** JSON knows `-0`, but nobody means it. */
function withoutNegativeZero(number: number): number {
  return number + 0;
}

/** What Go makes of bytes (a character each): one that is not UTF-8 is a U+FFFD of its own. */
function textOfBytes(bytes: string): string {
  return bytes.replaceAll(/[\xc2-\xf4][\x80-\xbf]{1,3}|[\x80-\xff]/g, (part) => {
    for (let length = part.length; length > 1; length--) {
      const text = fatal(Uint8Array.from(part.slice(0, length), (c) => c.charCodeAt(0)));
      if (text !== undefined) return text + "\ufffd".repeat(part.length - length);
    }
    return "\ufffd".repeat(part.length);
  });
}

function fatal(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeBase64(text: string): string {
  try {
    return textOfBytes(atob(text));
  } catch {
    return text;
  }
}
