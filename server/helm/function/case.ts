import { mapped, slice, Text, TextBuilder } from "../value/text.ts";
import { type FunctionTable, intAt, lenient, textAt, textual } from "./define.ts";
import { join } from "./string.ts";

const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
const UPPER = /\p{Lu}/u;

/** Case, and the shape of lines. */
export const CASES: FunctionTable = {
  title: lenient(["string"], (args) => perWord(textAt(args, 0), (c) => c.toUpperCase())),
  untitle: lenient(["string"], (args) => perWord(textAt(args, 0), (c) => c.toLowerCase())),
  swapcase: lenient(["string"], (args) => {
    const { text } = textAt(args, 0);
    return mapped(textAt(args, 0), [...text].map((c) => (UPPER.test(c) ? c.toLowerCase() : c.toUpperCase())).join(""));
  }),
  snakecase: textual(["string"], (args) => new Text(connected(textAt(args, 0).text, "_"))),
  kebabcase: textual(["string"], (args) => new Text(connected(textAt(args, 0).text, "-"))),
  camelcase: textual(["string"], (args) => new Text(pascal(textAt(args, 0).text))),
  initials: textual(
    ["string"],
    (args) =>
      new Text(
        textAt(args, 0)
          .text.split(/\s+/)
          .map((word) => [...word][0] ?? "")
          .join(""),
      ),
  ),
  abbrev: lenient(["int", "string"], (args) => abbreviate(intAt(args, 0), textAt(args, 1))),
  abbrevboth: lenient(["int", "int", "string"], (args) => abbreviateBoth(intAt(args, 0), intAt(args, 1), textAt(args, 2))),
  wrap: lenient(["int", "string"], (args) => wrap(textAt(args, 1), intAt(args, 0), "\n")),
  wrapWith: lenient(["int", "string", "string"], (args) => wrap(textAt(args, 2), intAt(args, 0), textAt(args, 1).text)),
};

/** Changes the first letter of each word, as Go's `strings.Title` finds words. */
function perWord(text: Text, change: (character: string) => string): Text {
  let begins = true;
  const made = [...text.text].map((c) => {
    const first = begins && LETTER.test(c);
    begins = !(LETTER.test(c) || DIGIT.test(c) || c === "_");
    return first ? change(c) : c;
  });
  return mapped(text, made.join(""));
}

/** The words of a text: at separators, where capitals begin, before the last capital of several, and at digits before a small letter. */
function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, " ")
    .replaceAll(/([\p{Ll}])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{L})(\p{Nd}+\p{Ll})/gu, "$1 $2")
    .replaceAll(/(\p{Nd})(\p{Lu})/gu, "$1 $2")
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
}

function connected(text: string, by: string): string {
  return wordsOf(text).join(by).toLowerCase();
}

function pascal(text: string): string {
  return text.replaceAll(/(^|[\s_-]+)(\p{L}|\p{Nd}|$)/gu, (_, separator: string, c: string) =>
    c === "" ? separator : c.toUpperCase(),
  );
}

function abbreviate(width: number, text: Text): Text {
  if (width < 4 || text.text.length <= width) return text;
  return new TextBuilder()
    .slice(text, 0, width - 3)
    .raw("...")
    .build();
}

function abbreviateBoth(left: number, right: number, text: Text): Text {
  const size = text.text.length;
  if (right < 4 || (left > 0 && right < 7) || size <= right) return text;
  if (left <= 4) return abbreviate(right, text);
  const begin = Math.min(left, size);
  if (size - begin < right - 3)
    return new TextBuilder()
      .raw("...")
      .slice(text, size - right + 3, size)
      .build();
  if (begin + right - 3 >= size) return new TextBuilder().raw("...").slice(text, begin, size).build();
  return new TextBuilder()
    .raw("...")
    .slice(text, begin, begin + right - 6)
    .raw("...")
    .build();
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
