import type { Problem } from "../tree/tree.ts";

/**
 * A syntax problem about `start` to `end`, which are offsets in `text`; those of the result are relative to `from`. The span is cut to its
 * first line and made visible: at least one character wide, where the line has one.
 */
export function syntaxProblem(text: string, from: number, to: number, start: number, end: number, message: string): Problem {
  let first = Math.max(from, Math.min(start, to));
  // From an empty line, or from behind the last one, onto the line above.
  while (first > from && (first === to || isBreak(text.charCodeAt(first))) && isBreak(text.charCodeAt(first - 1))) first--;
  let last = first;
  while (last < Math.max(end, first + 1) && last < to && !isBreak(text.charCodeAt(last))) last++;
  if (last === first && first > from && !isBreak(text.charCodeAt(first - 1))) first--;
  return { code: "syntax", message, start: first - from, end: last - from };
}

export const DOUBLE_BRACE = 'YAML reads "{{" as a mapping in a mapping. Quote the value if it is a placeholder.';

export const KEY_ON_LINES = "A key must stand on one line, together with its colon.";

export const KEY_IN_TEXT =
  "This text of several lines contains a key. Quote the text, begin it with |, or check the indentation of its lines.";

export const LESS_INDENTED =
  "This line is indented less than the text above it, but more than the text's key. Indent it as the text.";

function isBreak(c: number): boolean {
  return c === 10 || c === 13;
}

/** An implicit key must end within so many characters (YAML 1.2.2, section 7.4.2). */
export const MAX_KEY = 1024;
export const LONG_KEY = `A key can have ${MAX_KEY} characters at most.`;
