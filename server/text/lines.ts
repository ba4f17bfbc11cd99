import type { Change } from "./change.ts";

/** A place in a text: line and UTF-16 column, both counted from 0 (as in the Language Server Protocol). */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The offset at which every line of the text begins. Line breaks are `\n`, `\r\n` and lone `\r` (YAML 1.2, section 5.4). */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  addStarts(starts, text, 0, text.length);
  return starts;
}

/** `lineStarts(text)` by those of an older text: only the lines around the change are looked at. */
export function movedStarts(old: readonly number[], text: string, { start, end, by }: Change): readonly number[] {
  // Whether a `\r` ends a line depends on what stands behind it.
  const from = Math.max(0, start - 1);
  const around: number[] = [];
  addStarts(around, text, from, end + by);
  const behind = old.slice(firstBehind(old, end));
  for (let i = 0; i < behind.length; i++) behind[i] = (behind[i] as number) + by;
  return old.slice(0, firstBehind(old, from)).concat(around, behind);
}

/** Adds where lines begin behind the line breaks of a part of the text. */
function addStarts(starts: number[], text: string, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) starts.push(i + 1);
    else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
}

/** The number of the first line that begins behind an offset. */
function firstBehind(starts: readonly number[], offset: number): number {
  return lineOf(starts, offset) + 1;
}

/** The line and column of an offset; an offset past the end is the end of the last line. `starts` is `lineStarts(text)`. */
export function positionAt(starts: readonly number[], offset: number): Position {
  const line = lineOf(starts, offset);
  return { line, character: offset - (starts[line] as number) };
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset of a line and column; a column past the end of its line is the line's end (before its line break). */
export function offsetAt(text: string, starts: readonly number[], position: Position): number {
  if (position.line >= starts.length) return text.length;
  const start = starts[Math.max(0, position.line)] as number;
  let end = starts[position.line + 1] ?? text.length;
  while (end > start && isBreak(text.charCodeAt(end - 1))) end--;
  return Math.min(start + Math.max(0, position.character), end);
}

/** The line break that the text uses: that of its first line, `\n` for a text of one line. */
export function endOfLine(text: string): "\n" | "\r\n" {
  const at = text.indexOf("\n");
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

function isBreak(c: number): boolean {
  return c === 10 || c === 13;
}
