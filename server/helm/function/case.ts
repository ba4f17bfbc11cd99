import { byteLength, bytesOf } from "../value/bytes.ts";
import { concat, mapped, slice, Text } from "../value/text.ts";
import { type FunctionTable, intAt, lenient, textAt, textual } from "./define.ts";
import { join, sliceBytes } from "./string.ts";
import { connected, pascal } from "./words.ts";

const SPACE = /[\s\u0085]/u;
const UPPER = /\p{Lu}/u;

/** Case, and the shape of lines. */
export const CASES: FunctionTable = {
  title: lenient(["string"], (args) => perWord(textAt(args, 0), isSeparator, (c) => c.toUpperCase())),
  untitle: lenient(["string"], (args) =>
    perWord(
      textAt(args, 0),
      (c) => SPACE.test(c),
      (c) => c.toLowerCase(),
    ),
  ),
  swapcase: lenient(["string"], (args) => {
    const { text } = textAt(args, 0);
    return mapped(textAt(args, 0), [...text].map((c) => (UPPER.test(c) ? c.toLowerCase() : c.toUpperCase())).join(""));
  }),
  snakecase: textual(["string"], (args) => new Text(connected(textAt(args, 0).text, "_"))),
  kebabcase: textual(["string"], (args) => new Text(connected(textAt(args, 0).text, "-"))),
  camelcase: textual(["string"], (args) => new Text(pascal(textAt(args, 0).text))),
  initials: textual(["string"], (args) => new Text(initials(textAt(args, 0).text))),
  abbrev: lenient(["int", "string"], (args) => abbreviate(intAt(args, 0), textAt(args, 1))),
  abbrevboth: lenient(["int", "int", "string"], (args) => abbreviateBoth(intAt(args, 0), intAt(args, 1), textAt(args, 2))),
  wrap: lenient(["int", "string"], (args) => wrap(textAt(args, 1), intAt(args, 0), "\n")),
  wrapWith: lenient(["int", "string", "string"], (args) => wrap(textAt(args, 2), intAt(args, 0), textAt(args, 1).text)),
};

/** What parts words in Go's `strings.Title`: ASCII but for letters, digits and `_`, and white space. */
function isSeparator(c: string): boolean {
  return c <= "\x7f" ? !/\w/.test(c) : SPACE.test(c);
}

/** Changes the first character behind each that parts words. */
function perWord(text: Text, parts: (c: string) => boolean, change: (c: string) => string): Text {
  let begins = true;
  const made = [...text.text].map((c) => {
    const isFirst = begins && !parts(c);
    begins = parts(c);
    return isFirst ? change(c) : c;
  });
  return mapped(text, made.join(""));
}

/** goutils takes bytes for characters. */
function initials(text: string): string {
  const characters = String.fromCharCode(...bytesOf(text));
  return characters.replaceAll(/[^\t-\r \u0085\u00a0]*/g, (word) => word.slice(0, 1)).replaceAll(/[\t-\r \u0085\u00a0]/g, "");
}

/** Widths count bytes. */
function abbreviate(width: number, text: Text): Text {
  if (width < 4 || byteLength(text.text) <= width) return text;
  return concat(sliceBytes(text, 0, width - 3), DOTS);
}

const DOTS = new Text("...");

function abbreviateBoth(left: number, right: number, text: Text): Text {
  const size = byteLength(text.text);
  if (right < 4 || (left > 0 && right < 7) || size <= right) return text;
  if (left <= 4) return abbreviate(right, text);
  const begin = Math.min(left, size);
  if (size - begin < right - 3) return concat(DOTS, sliceBytes(text, size - right + 3, size));
  if (begin + right - 3 >= size) return concat(DOTS, sliceBytes(text, begin, size));
  return concat(DOTS, sliceBytes(text, begin, begin + right - 6), DOTS);
}

/** Breaks lines at spaces so that none is longer, if there is a space. */
function wrap(text: Text, width: number, separator: string): Text {
  const limit = Math.max(1, width);
  const lines: Text[] = [];
  let at = 0;
  const source = text.text;
  while (source.length - at > limit) {
    while (source[at] === " ") at++;
    const inside = source.lastIndexOf(" ", at + limit);
    const cut = inside >= at ? inside : source.indexOf(" ", at + limit);
    if (cut < 0) break;
    lines.push(slice(text, at, cut));
    at = cut + 1;
  }
  lines.push(slice(text, at));
  return join(lines, separator);
}
