import type { ScalarStyle, ScalarValue } from "./tree.ts";

/**
 * What a plain scalar means to Kubernetes' decoder: sigs.k8s.io/yaml reads YAML 1.1 (goyaml.v2), so `yes`, `on` and `y` are booleans,
 * `017` and `0o17` are 15, `1_000` is 1000. Quoted and block scalars are always strings.
 */
export function decodePlain(source: string): ScalarValue {
  const first = source.charCodeAt(0);
  // Only words that begin with one of + - . 0-9 < = or a letter of the word lists can be anything but a string.
  const hint = first < 128 ? HINTS[first] : 0;
  if (hint === 0) return source;
  if (hint === 1) return WORDS.has(source) ? (WORDS.get(source) as ScalarValue) : source;
  return decodeNumber(source) ?? (WORDS.has(source) ? (WORDS.get(source) as ScalarValue) : source);
}

/** Whether a string must be quoted to stay this string when written plain in a value position. */
export function needsQuotes(text: string): boolean {
  if (text === "" || decodePlain(text) !== text) return true;
  if (/^[\s\-?:,[\]{}#&*!|>'"%@`]/.test(text) && !/^[-?:][^\s]/.test(text)) return true;
  return /[:]\s|\s#|:$|\s$|[\n\r\t\u0000-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(text) || text === "---" || text === "...";
}

/** Whether the style makes any content a string. */
export function isString(style: ScalarStyle): boolean {
  return style !== "plain" && style !== "empty";
}

const WORDS = new Map<string, ScalarValue>();
for (const [value, words] of [
  [true, "y Y yes Yes YES true True TRUE on On ON"],
  [false, "n N no No NO false False FALSE off Off OFF"],
  [null, "~ null Null NULL"],
] as const)
  for (const word of words.split(" ")) WORDS.set(word, value);
WORDS.set("", null);

const HINTS = new Uint8Array(128);
for (const word of WORDS.keys()) if (word) HINTS[word.charCodeAt(0)] = 1;
for (const c of "+-.0123456789") HINTS[c.charCodeAt(0)] = 2;

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

function decodeNumber(source: string): number | undefined {
  const plain = source.replaceAll("_", "");
  const sign = plain.startsWith("-") ? -1 : 1;
  const digits = plain.replace(/^[-+]/, "");
  if (/^0b[01]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 2);
  if (/^0x[0-9a-fA-F]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 16);
  if (/^0o?[0-7]+$/.test(digits)) return sign * Number.parseInt(digits.replace("o", ""), 8);
  if (/^[0-9]+$/.test(digits)) return sign * Number(digits);
  if (FLOAT.test(plain)) return Number(plain);
  return undefined;
}
