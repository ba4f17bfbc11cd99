import { flagNameIn } from "../mask/names.ts";
import { blank, shown, width } from "../plain.ts";

/** The longest piece of a line that a frame shows, in UTF-16 units. */
const WIDEST = 110;
/** How much of a clipped line stands before the underlined part. */
const LEAD = 30;

/** A line of source and the marks below it. */
export interface Frame {
  readonly source: string;
  readonly marks: string;
}

/**
 * Underlines the columns from `start` to `end` (UTF-16, from 0) of a line. A long line is cut around them. Tabs and wide characters
 * keep the marks in place; an empty range gets one mark.
 */
export function frame(line: string, start: number, end: number): Frame {
  const clipped = line.length > WIDEST;
  const from = clipped ? boundary(line, Math.max(0, Math.min(start - LEAD, line.length - WIDEST))) : 0;
  const to = clipped ? boundary(line, Math.min(line.length, from + WIDEST)) : line.length;
  const head = from > 0 ? "…" : "";
  const tail = to < line.length ? "…" : "";
  const visible = shown(line.slice(from, to));
  const first = Math.max(0, Math.min(start - from, visible.length));
  const last = Math.max(first, Math.min(end - from, visible.length));
  return {
    source: `${head}${visible}${tail}`.trimEnd(),
    marks: `${blank(head + visible.slice(0, first))}${"^".repeat(Math.max(1, width(visible.slice(first, last))))}`,
  };
}

/** As much of a line around a column as a frame may show, with some more on both sides, and the column at which it begins. */
export function around(line: string, start: number): { readonly piece: string; readonly from: number } {
  const from = Math.max(0, start - 3 * WIDEST);
  return { piece: line.slice(from, start + 5 * WIDEST), from };
}

/**
 * The line with what may be a secret covered by asterisks, as long as before: all from `start` on, or from behind the colon where the underlined
 * part is a key, and from behind the name of a flag. What follows on the line may belong to the secret too.
 */
export function covered(line: string, start: number, end: number): string {
  const from = /^["']?\s*:/.test(line.slice(end)) ? line.indexOf(":", end) + 1 : start;
  const shown = from + flagNameIn(line.slice(from)).length;
  return line.slice(0, shown) + line.slice(shown).replaceAll(/\S/g, "*");
}

/** The offset, or the one before it where it would cut a surrogate pair. */
function boundary(line: string, at: number): number {
  const c = line.charCodeAt(at);
  return c >= 0xdc00 && c <= 0xdfff ? at - 1 : at;
}
