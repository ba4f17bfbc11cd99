import type { Span } from "../../text/span.ts";

/** Stands for every character of a template action that is part of a scalar. A character of the private use area: no manifest has it. */
const PLACEHOLDER = "\uE000";

/**
 * A covered stretch of a template.
 * `text`: it stands inside a scalar, as placeholders. `value`: it is the value of the key or dash before it, now blank.
 * `lines`: it writes whole lines (entries or items), now blank. `nothing`: it writes nothing, now blank.
 */
export interface Hole extends Span {
  readonly kind: "text" | "value" | "lines" | "nothing";
  /** Where the lines begin that it writes, if that is known. */
  readonly column: number | undefined;
}

/** A text whose actions are being covered. */
export interface Paint {
  readonly source: string;
  /** The UTF-16 units of the text, to be written over. */
  readonly units: string[];
  readonly holes: Hole[];
}

/** Covers a stretch: with placeholders where it stands for text, else with blanks. Line breaks stay. */
export function cover(paint: Paint, { start, end }: Span, kind: Hole["kind"], column?: number): void {
  paint.holes.push({ start, end, kind, column });
  let cell = kind === "text" ? PLACEHOLDER : " ";
  for (let at = start; at < end; at++) {
    const unit = paint.units[at];
    if (unit === "\n")
      cell = " "; // a placeholder on a line of its own would begin something new
    else if (unit !== "\r") paint.units[at] = cell;
  }
}

/** The column of the next line that has content left, and whether that begins with a dash. */
export function contentBelow({ units }: Paint, offset: number): { readonly column: number; readonly dash: boolean } {
  let column = 0;
  let comment = true; // the rest of the offset's own line does not count
  for (let at = offset; at < units.length; at++) {
    const unit = units[at];
    if (unit === "\n") {
      column = 0;
      comment = false;
    } else if (unit === "#") comment = true;
    else if (!comment && unit !== " " && unit !== "\r" && unit !== "\t")
      return { column, dash: unit === "-" && /\s/.test(units[at + 1] ?? "") };
    else column++;
  }
  return { column: -1, dash: false };
}

/**
 * Blank lines at the beginning of a block scalar may not be longer than its indentation (YAML 1.2.2, section 8.1.1.1): those that an action
 * left get the indentation of the content below and placeholders behind it.
 */
export function indentBlocks({ units }: Paint): void {
  let header: { readonly column: number; readonly next: number } | undefined; // the column that a body must exceed, and where it may begin
  let start = 0;
  for (const line of units.join("").split("\n")) {
    const column = line.search(/\S/);
    if (column >= 0) {
      if (header && column > header.column) indentLines(units, header.next, start, column);
      const margin = /^(?:[ \t]|-[ \t])*/.exec(line)?.[0] ?? "";
      const indicator = /(?:^|\s)[|>][-+\d]*\s*$/.exec(line.slice(-100));
      const key = line.slice(margin.length, indicator ? line.length - indicator[0].length : 0);
      header = indicator ? { column: key ? margin.length : margin.lastIndexOf("-"), next: start + line.length + 1 } : undefined;
    }
    start += line.length + 1;
  }
}

function indentLines(units: string[], from: number, to: number, indent: number): void {
  let column = 0;
  for (let at = from; at < to; at++) {
    if (units[at] === "\n") column = -1;
    else if (column >= indent && units[at] === " ") units[at] = PLACEHOLDER;
    column++;
  }
}
