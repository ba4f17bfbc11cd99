import type { Problem } from "../tree/tree.ts";

/** How deep collections may nest. Real manifests stay below 60; the limit keeps every recursive walk off the end of the stack. */
export const MAX_DEPTH = 400;

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

export const TOO_DEEP = `Collections are nested more than ${MAX_DEPTH} deep here. What follows was not read.`;

export const KEY_IS_NO_SCALAR = "A key must be a scalar here: Kubernetes objects have no keys that are lists or maps.";

export const DOUBLE_BRACE = 'YAML reads "{{" as a mapping in a mapping. Quote the value if it is a placeholder.';

export const NO_KEY = "A key is missing before this colon.";

export const KEY_ON_LINES = "A key must stand on one line, together with its colon.";

export const SECOND_COLON = "A second colon makes a key of this value. Quote the value, or put it on a line of its own.";

export const KEY_IN_TEXT =
  "This text of several lines contains a key. Quote the text, begin it with |, or check the indentation of its lines.";

export const LESS_INDENTED =
  "This line is indented less than the text above it, but more than the text's key. Indent it as the text.";

/** Without the name: what begins with an asterisk may be a password that lacks its quotes. */
export const NO_SUCH_ANCHOR = "No anchor of this name stands before this alias. Define it above, or quote the value.";

export function containsItself(name: string): string {
  return `This alias stands inside the value that "&${name}" names, which would contain itself. Kubernetes refuses that.`;
}

function isBreak(c: number): boolean {
  return c === 10 || c === 13;
}

/** An implicit key must end within so many characters (YAML 1.2.2, section 7.4.2). */
export const MAX_KEY = 1024;
export const LONG_KEY = `A key can have ${MAX_KEY} characters at most.`;
