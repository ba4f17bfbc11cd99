import type { Problem } from "./tree.ts";

/** How deep collections may nest. Real manifests stay below 60; the limit keeps every recursive walk off the end of the stack. */
export const MAX_DEPTH = 400;

/** A syntax problem whose span is cut to its first line of `source` and made visible: one character wide at least, where there is one. */
export function syntaxProblem(source: string, start: number, end: number, message: string): Problem {
  let from = Math.max(0, Math.min(start, source.length));
  // Behind the last character of a line or of the text nothing can be underlined: step back onto that character.
  while (from > 0 && from === source.length && isBreak(source.charCodeAt(from - 1))) from--;
  let to = from;
  while (to < Math.max(end, from + 1) && to < source.length && !isBreak(source.charCodeAt(to))) to++;
  if (to === from && from > 0 && !isBreak(source.charCodeAt(from - 1))) from--;
  return { code: "syntax", message, start: from, end: to };
}

export function tooDeep(source: string, at: number): Problem {
  return syntaxProblem(source, at, at + 1, `Collections are nested more than ${MAX_DEPTH} deep here. What follows was not read.`);
}

export function unknownAnchor(source: string, start: number, end: number, name: string): Problem {
  return syntaxProblem(source, start, end, `No anchor "&${name}" stands before this alias. Define it above, or quote the value.`);
}

function isBreak(c: number): boolean {
  return c === 10 || c === 13;
}
