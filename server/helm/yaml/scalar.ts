// What goyaml.v2 knows of a string before it writes it (yaml_emitter_analyze_scalar, resolve).

export interface Analysis {
  readonly multiline: boolean;
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

const FIRST = new Set("#,[]{}&*!|>'\"%@`");

/** In which styles a string can be written in a block collection. */
export function analyze(text: string): Analysis {
  if (text === "") return { multiline: false, plain: true, single: true, block: false };
  const characters = [...text];
  const last = characters.length - 1;
  let indicators = /^(---|\.\.\.)/.test(text);
  let [special, lineBreaks, spaceBreak, breakSpace] = [false, false, false, false];
  let [previousSpace, previousBreak] = [false, false];
  characters.forEach((c, i) => {
    indicators ||= isIndicator(characters, i);
    special ||= !isPrintable(c);
    const breaks = isBreak(c);
    if (c === " " && previousBreak) breakSpace = true;
    if (breaks && previousSpace) spaceBreak = true;
    lineBreaks ||= breaks;
    previousSpace = c === " ";
    previousBreak = breaks;
  });
  const [first, end] = [characters[0] as string, characters[last] as string];
  const edges = first === " " || end === " " || isBreak(first) || isBreak(end);
  const none = spaceBreak || special;
  return {
    multiline: lineBreaks,
    plain: !none && !edges && !breakSpace && !lineBreaks && !indicators,
    single: !none && !breakSpace,
    block: !none && end !== " ",
  };
}

function isIndicator(characters: readonly string[], i: number): boolean {
  const c = characters[i] as string;
  const next = characters[i + 1];
  const followed = next === undefined || isBlank(next);
  if (i === 0) return FIRST.has(c) || ((c === "?" || c === ":" || c === "-") && followed);
  if (c === ":") return followed;
  return c === "#" && isBlank(characters[i - 1] as string);
}

function isBlank(c: string): boolean {
  return c === " " || c === "\t" || isBreak(c);
}

export function isBreak(c: string): boolean {
  return c === "\n" || c === "\r" || c === "\u0085" || c === "\u2028" || c === "\u2029";
}

/** Whether the emitter writes the character as it is. */
export function isPrintable(c: string): boolean {
  const code = c.codePointAt(0) as number;
  return (
    code === 0x0a ||
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
  );
}

const WORDS = new Set(
  ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]
    .concat(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
    .concat(["", "~", "null", "Null", "NULL", ".nan", ".NaN", ".NAN", "<<"])
    .concat([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"]),
);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ] *\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?(?: *(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)?$/;

/** Whether YAML 1.1 would read the plain string as something else. */
export function isOther(text: string): boolean {
  if (text === "<<") return false;
  if (WORDS.has(text)) return true;
  if (!/^[-+.0-9]/.test(text)) return false;
  if (BASE_60.test(text) || isDate(text)) return true;
  const plain = text.startsWith(".") ? text : text.replaceAll("_", "");
  return isInteger(plain) || (FLOAT.test(plain) && Number.isFinite(Number(plain)));
}

function isDate(text: string): boolean {
  const match = DATE.test(text) ? /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text) : null;
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isInteger(text: string): boolean {
  return /^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.test(text);
}
