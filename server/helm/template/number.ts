import { type Complex, type Float, float, type Int, int } from "../value/value.ts";

/** Reads what may be a number. It is none if a letter or digit follows it directly, which then counts as part of it. */
export function scanNumber(text: string, from: number): { readonly end: number; readonly isNumber: boolean } {
  const number =
    /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;
  number.lastIndex = from;
  const end = from + (number.exec(text)?.[0].length ?? 0);
  const next = text.codePointAt(end);
  // The classes of Unicode take a millisecond to compile, and hardly a chart needs them.
  if (next !== undefined && next <= 0x7f && !/\w/.test(text[end] as string)) return { end, isNumber: true };
  if (next === undefined || !/[\p{L}\p{Nd}_]/u.test(String.fromCodePoint(next))) return { end, isNumber: true };
  return { end: end + String.fromCodePoint(next).length, isNumber: false };
}

/** The constant that a number's text stands for (Go's `strconv`, base prefixes and underscores allowed); `undefined` if it is none. */
export function parseNumber(text: string): Int | Float | Complex | undefined {
  if (text.endsWith("i")) {
    const imaginary = parseNumber(text.slice(0, -1).replace(/^([+-]?)0+(?=\d)/, "$1"));
    if (imaginary?.kind !== "int" && imaginary?.kind !== "float") return undefined;
    const value = Number(imaginary.value);
    return { kind: "complex", text: `(0${value < 0 ? "" : "+"}${value}i)` };
  }
  const whole = parseInteger(text);
  if (whole !== undefined) return whole >= -(2n ** 63n) && whole < 2n ** 64n ? int(whole) : undefined;
  const value = parseFloat64(text);
  if (value === undefined) return undefined;
  // A number that is written as an integer but is too large for one is an error.
  return /[.eEpP]/.test(text) ? float(value) : undefined;
}

/** Base 10, or that of a prefix; a leading zero means 8. */
export function parseInteger(text: string): bigint | undefined {
  if (/^[1-9]?\d$/.test(text)) return BigInt(text); // nearly all
  const match =
    /^([+-]?)(0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB]_?[01]+(?:_[01]+)*|0[oO]?_?[0-7]+(?:_[0-7]+)*|0|[1-9][0-9]*(?:_[0-9]+)*)$/.exec(
      text,
    );
  if (!match) return undefined;
  const digits = (match[2] as string).replaceAll("_", "").toLowerCase();
  const value = /^0\d/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return match[1] === "-" ? -value : value;
}

function parseFloat64(text: string): number | undefined {
  const plain = text.replaceAll("_", "");
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)$/.exec(plain);
  if (hex) {
    const [, sign, whole = "", fraction = "", exponent] = hex;
    const mantissa = Number.parseInt(`${whole}${fraction}` || "0", 16) * 16 ** -fraction.length;
    return mantissa * 2 ** Number(exponent) * (sign === "-" ? -1 : 1);
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
