import { markLength } from "../text/byte-order-mark.ts";
import { lineStarts, positionAt } from "../text/lines.ts";
import type { Span } from "../text/span.ts";

/** A place in a file for people and programs: line and UTF-16 column from 1, offset in UTF-16 units from 0. */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Range {
  readonly start: Point;
  readonly end: Point;
}

/** The lines of one text, looked up when they are first needed. */
export interface Places {
  /** Where an offset of the text lies. */
  point(offset: number): Point;
  /** Where a span of the text lies. A byte order mark counts as offset but not as column, as in editors. */
  range(span: Span): Range;
  /** The offset at which `line` of a line (from 1) begins. */
  start(line: number): number;
  /** A line (from 1) without its line break; empty past the end. */
  line(line: number): string;
}

/** The places of a text. */
export function placesOf(text: string): Places {
  let known: readonly number[] | undefined;
  const starts = () => {
    known ??= lineStarts(text);
    return known;
  };
  const mark = markLength(text);
  const point = (offset: number): Point => {
    const { line, character } = positionAt(starts(), offset);
    return { line: line + 1, column: Math.max(0, line === 0 ? character - mark : character) + 1, offset };
  };
  return {
    point,
    range: ({ start, end }) => ({ start: point(start), end: point(end) }),
    start: (line) => (line === 1 ? mark : (starts()[line - 1] ?? text.length)),
    line: (line) => {
      const from = starts()[line - 1];
      if (from === undefined) return "";
      return text.slice(line === 1 ? mark : from, starts()[line] ?? text.length).replace(/(?<![\r\n])[\r\n]+$/, "");
    },
  };
}
