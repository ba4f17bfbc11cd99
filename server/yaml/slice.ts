import type { Span } from "../text/span.ts";

/**
 * Cuts a text into YAML documents by a line scan: the slices follow each other without a gap and cover the whole text. A slice begins at
 * a `---` in column 0 (or at the `%` directives before it), or where something follows a `...`, and ends where the next one begins; what
 * stands before the first document belongs to it. Both markers count even inside a quoted or block scalar (YAML 1.2.2, section 9.1).
 * Offsets are UTF-16 units from 0.
 */
export function cut(text: string): readonly Span[] {
  const slices: Span[] = [];
  let start = 0;
  let begun = false; // the slice from `start` has a document
  let ended = true; // before the first document and behind a `...`, where `%` begins a directive
  let directive = -1; // the first directive since then
  let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const cutAt = (offset: number): void => {
    if (begun) {
      slices.push({ start, end: offset });
      start = offset;
    }
    begun = true;
    ended = false;
    directive = -1;
  };
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === DASH && isMarker(text, at, "---")) cutAt(directive < 0 ? at : directive);
    else if (c === DOT && isMarker(text, at, "...")) ended = true;
    else if (ended && c === PERCENT) directive = directive < 0 ? at : directive;
    else if (ended && hasContent(text, at)) cutAt(at);
    const next = text.indexOf("\n", at);
    if (next < 0) break;
    at = next + 1;
  }
  slices.push({ start, end: text.length });
  return slices;
}

const BYTE_ORDER_MARK = 0xfeff;
const DASH = 45;
const DOT = 46;
const PERCENT = 37;
const HASH = 35;

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const after = text.charCodeAt(at + 3);
  return Number.isNaN(after) || isBlank(after);
}

/** Whether the line has anything but blanks and a comment. */
function hasContent(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return false;
    if (!isBlank(c)) return c !== HASH;
  }
  return false;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 10 || c === 13;
}
