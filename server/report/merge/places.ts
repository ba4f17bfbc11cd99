import type { Span } from "../../text/span.ts";
import type { Places, Point, Range } from "../place.ts";

/** The places of a text that is not there, by the lines that reports have named: only offsets on these can be asked for. */
export class KnownPlaces implements Places {
  readonly #starts = new Map<number, number>();
  #sorted: readonly (readonly [line: number, offset: number])[] | undefined;

  /** `offset`: where the line (from 1) starts. */
  add(line: number, offset: number): void {
    // Before a byte order mark stands no column: what starts behind it knows where the first line really starts.
    this.#starts.set(line, Math.max(offset, this.#starts.get(line) ?? 0));
    this.#sorted = undefined;
  }

  addRange({ start, end }: Range): void {
    for (const { line, column, offset } of [start, end]) this.add(line, offset - column + 1);
  }

  point(offset: number): Point {
    this.#sorted ??= [...this.#starts].sort(([a], [b]) => a - b);
    const [line, start] = this.#sorted[lastUpTo(this.#sorted, offset)] ?? [1, 0];
    return { line, column: Math.max(0, offset - start) + 1, offset };
  }

  range({ start, end }: Span): Range {
    return { start: this.point(start), end: this.point(end) };
  }

  start(line: number): number {
    return this.#starts.get(line) ?? 0;
  }

  line(): string {
    return "";
  }
}

/** The index of the last line that starts at or before an offset; 0 where none does. */
function lastUpTo(lines: readonly (readonly [line: number, offset: number])[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
