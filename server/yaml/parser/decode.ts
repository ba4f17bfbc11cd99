import { ESCAPES, HEX_ESCAPES } from "../goyaml/escapes.ts";
import type { ScalarStyle } from "../tree/tree.ts";
import { BACKSLASH, CARRIAGE_RETURN, isBlank, LINE_FEED } from "./chars.ts";

/**
 * The text that a scalar stands for: quotes and escapes undone, lines folded, a block scalar's indentation and header removed (YAML 1.2.2,
 * chapters 7 and 8). `source` is what stands in the document; `indent` the column of a block scalar's body.
 */
export function decodeText(source: string, style: ScalarStyle, indent: number): string {
  switch (style) {
    case "plain":
      return source.includes("\n") ? foldLines(source) : source;
    case "single": {
      const inner = source.slice(1, -1);
      const folded = inner.includes("\n") ? foldLines(inner) : inner;
      return folded.includes("'") ? folded.replaceAll("''", "'") : folded;
    }
    case "double": {
      const inner = source.slice(1, -1);
      return inner.includes("\\") || inner.includes("\n") ? decodeDouble(inner) : inner;
    }
    case "literal":
    case "folded":
      return decodeBlock(source, style === "folded", indent);
    default:
      return "";
  }
}

/** One line break becomes a space, n of them n - 1 line breaks; the blanks around line breaks go. */
function foldLines(source: string): string {
  let text = "";
  let at = 0;
  for (;;) {
    const next = source.indexOf("\n", at);
    if (next < 0) return text + source.slice(at);
    text += source.slice(at, blanksBefore(source, next, at));
    const { breaks, end } = lineBreaks(source, next);
    text += fold(breaks);
    at = end;
  }
}

function fold(breaks: number): string {
  return breaks === 1 ? " " : "\n".repeat(breaks - 1);
}

/** Where the blanks begin that stand before a line break; not before `start`. */
function blanksBefore(source: string, lineBreak: number, start: number): number {
  let at = lineBreak;
  if (at > start && source.charCodeAt(at - 1) === CARRIAGE_RETURN) at--;
  while (at > start && isBlank(source.charCodeAt(at - 1))) at--;
  return at;
}

/** How many line breaks follow each other from here, with nothing but blanks between them, and where the blanks behind them end. */
function lineBreaks(source: string, first: number): { readonly breaks: number; readonly end: number } {
  let breaks = 0;
  let end = first;
  for (let at = first; at < source.length; at++) {
    const c = source.charCodeAt(at);
    if (c === LINE_FEED) breaks++;
    else if (!isBlank(c) && !(c === CARRIAGE_RETURN && source.charCodeAt(at + 1) === LINE_FEED)) break;
    end = at + 1;
  }
  return { breaks, end };
}

/** What YAML and JSON escape by one character. */
const DECODED: Readonly<Record<string, string>> = { ...ESCAPES, "/": "/" };

function decodeDouble(inner: string): string {
  let text = "";
  let from = 0; // behind what is decoded already
  let at = 0;
  while (at < inner.length) {
    const c = inner.charCodeAt(at);
    if (c === BACKSLASH) {
      text += inner.slice(from, at);
      from = at + 1;
      if (/^\r?\n/.test(inner.slice(from, from + 2))) {
        const { breaks, end } = lineBreaks(inner, from);
        text += "\n".repeat(breaks - 1); // an escaped line break is nothing, the empty lines behind it are kept
        from = end;
      } else {
        const name = inner.charAt(from);
        const digits = HEX_ESCAPES[name] ?? 0;
        from += 1 + digits;
        text += digits > 0 ? hexadecimal(inner, at, from) : (DECODED[name] ?? inner.slice(at, from));
      }
      at = from;
    } else if (c === LINE_FEED) {
      text += inner.slice(from, blanksBefore(inner, at, from));
      const { breaks, end } = lineBreaks(inner, at);
      text += fold(breaks);
      at = from = end;
    } else at++;
  }
  return text + inner.slice(from);
}

/** The character of an escape such as `\u00e9`, which stands from `start` to `end`; its text where there is no such character. */
function hexadecimal(inner: string, start: number, end: number): string {
  const escaped = inner.slice(start, end);
  const code = /^..[0-9a-fA-F]+$/.test(escaped) ? Number.parseInt(escaped.slice(2), 16) : Number.NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : escaped;
}

function decodeBlock(source: string, folded: boolean, indent: number): string {
  const header = /^[|>][-+1-9]*/.exec(source)?.[0] ?? "";
  const body = source.indexOf("\n") + 1;
  const lines = body === 0 ? [] : source.slice(body).split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop(); // what follows the last line break is no line
  let count = lines.length; // of the lines before the trailing empty ones
  while (count > 0 && /^ *$/.test(lines[count - 1] as string) && (lines[count - 1] as string).length <= indent) count--;
  const content = lines.slice(0, count).map((line) => line.slice(indent));
  const trailing = lines.length - count;
  const text = folded ? foldBlock(content) : content.join("\n");
  if (header.includes("-")) return text;
  if (header.includes("+")) return count === 0 ? "\n".repeat(trailing) : text + "\n".repeat(trailing + 1);
  return count === 0 ? "" : `${text}\n`;
}

/** Line breaks between two lines that begin with no blank are folded; those around more-indented lines are kept. */
function foldBlock(lines: readonly string[]): string {
  let text = "";
  let breaks = 0; // since the last line with content
  let indented = true; // that line is more indented; the beginning counts as such
  lines.forEach((line, i) => {
    if (line === "") breaks++;
    else {
      const more = line.charAt(0) === " " || line.charAt(0) === "\t";
      if (i > breaks) text += indented || more ? "\n".repeat(breaks + 1) : breaks === 0 ? " " : "\n".repeat(breaks);
      else text += "\n".repeat(breaks);
      text += line;
      breaks = 0;
      indented = more;
    }
  });
  return text;
}
