import type { Span } from "../text/span.ts";

/**
 * Cuts a text into YAML documents by a line scan: the slices follow each other without a gap and cover the whole text. A slice begins
 * at a `---` in column 0 (or at the directives before it) and ends where the next one begins; the text before the first `---`
 * is a slice of its own. A `---` in column 0 ends a document even inside a quoted or block scalar (YAML 1.2.2, section 9.1).
 */
export function cut(text: string): readonly Span[] {
  const slices: Span[] = [];
  let start = 0;
  let at = 0;
  let ended = true; // before the first document and behind a `...`, where `%` begins a directive
  for (;;) {
    if (at < text.length) {
      const c = text.charCodeAt(at);
      if (c === 45 && isMarker(text, at, "---")) {
        if (at > start && !(ended && directivesOnly(text, start, at))) {
          slices.push({ start, end: at });
          start = at;
        }
        ended = false;
      } else if (c === 46 && isMarker(text, at, "...")) ended = true;
      else if (c === 37 && ended && at > start && !directivesOnly(text, start, at)) {
        slices.push({ start, end: at });
        start = at;
      }
    }
    const next = text.indexOf("\n", at);
    if (next < 0) break;
    at = next + 1;
  }
  slices.push({ start, end: text.length });
  return slices;
}

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const after = text.charCodeAt(at + 3);
  return Number.isNaN(after) || after === 32 || after === 9 || after === 10 || after === 13;
}

/** Whether the lines from `start` to `end` are `%` directives, comments and blank lines, with at least one directive. */
function directivesOnly(text: string, start: number, end: number): boolean {
  let directive = false;
  for (const line of text.slice(start, end).split("\n")) {
    if (line.startsWith("%")) directive = true;
    else if (!/^\uFEFF?\s*(#|$)/.test(line)) return false;
  }
  return directive;
}
