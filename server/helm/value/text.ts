import { bareRun, type Place, partOf, type Run } from "./place.ts";

/** A string that knows where each of its characters comes from. The lengths of the runs add up to that of the text. */
export class Text {
  readonly kind = "string";
  readonly text: string;
  private made: readonly Run[] | (() => readonly Run[]) | undefined;

  /** Without runs the place is that of the call that made it, which `placed` fills in. */
  constructor(text: string, runs?: readonly Run[] | (() => readonly Run[])) {
    this.text = text;
    this.made = runs;
  }

  get runs(): readonly Run[] {
    if (typeof this.made === "function") this.made = this.made();
    return this.made ?? (this.text === "" ? [] : [bareRun(this.text.length)]);
  }

  /** Whether a part of it is only known when the chart is installed. */
  get unknown(): boolean {
    return typeof this.made === "object" && this.made.some(({ unknown }) => unknown);
  }

  /** The text with the place where none is known. */
  placed(place: Place): Text {
    if (typeof this.made === "function" || this.text === "") return this;
    const { runs } = this;
    if (runs.every((run) => run.place)) return this;
    return new Text(
      this.text,
      runs.map((run) => (run.place ? run : { ...run, place })),
    );
  }
}

export const EMPTY = new Text("", []);

/** How long a text may be, in UTF-16 units, and of how many parts with places of their own: much more than a chart of a megabyte renders to. */
const MOST_CHARACTERS = 4_000_000;
const MOST_RUNS = 2_000_000;

export class TooLong extends RangeError {
  constructor() {
    super("the templates write more than can be rendered here");
  }
}

/** Puts a text together from parts of others. Parts that follow each other in one text are cheap. One that becomes too long is refused (`TooLong`). */
export class TextBuilder {
  private readonly parts: string[] = [];
  private readonly runs: Run[] = [];
  private cursor: Cursor | undefined;
  length = 0;

  /** Characters without a place of their own. */
  raw(text: string): this {
    if (text === "") return this;
    const last = this.runs.at(-1);
    if (!last || last.place || last.exact || last.unknown) return this.push(text, bareRun(text.length));
    this.runs[this.runs.length - 1] = bareRun(last.length + text.length);
    this.parts.push(text);
    return this.grow(text.length);
  }

  push(text: string, run: Run): this {
    this.parts.push(text);
    this.runs.push(run);
    return this.grow(text.length);
  }

  add(text: Text): this {
    return this.slice(text, 0, text.text.length);
  }

  slice(text: Text, from: number, to: number): this {
    if (to <= from) return this;
    this.parts.push(text.text.slice(from, to));
    this.grow(to - from);
    if (from === 0 && to === text.text.length) for (const run of text.runs) this.runs.push(run);
    else this.copy(text, from, to);
    return this;
  }

  /** Characters that stand for some of another text, such as an escape sequence: they have the place of those. */
  instead(text: Text, from: number, to: number, by: string): this {
    const before = this.runs.length;
    this.copy(text, from, to);
    const [run] = this.runs.splice(before);
    return this.push(by, run ? { ...run, length: by.length, exact: false } : bareRun(by.length));
  }

  build(): Text {
    return new Text(this.parts.join(""), this.runs);
  }

  private grow(by: number): this {
    this.length += by;
    if (this.length > MOST_CHARACTERS || this.runs.length > MOST_RUNS) throw new TooLong();
    return this;
  }

  private copy(text: Text, from: number, to: number): void {
    let cursor = this.cursor;
    if (cursor?.text !== text || cursor.start > from) cursor = { text, runs: text.runs, index: 0, start: 0 };
    let { index, start } = cursor;
    for (; index < cursor.runs.length; index++) {
      const run = cursor.runs[index] as Run;
      const end = start + run.length;
      if (end > from) {
        this.runs.push(partOf(run, Math.max(from, start) - start, Math.min(to, end) - start));
        if (end >= to) break;
      }
      start = end;
    }
    this.cursor = { text, runs: cursor.runs, index, start };
  }
}

interface Cursor {
  readonly text: Text;
  readonly runs: readonly Run[];
  readonly index: number;
  /** Where the run begins in the text. */
  readonly start: number;
}

export function slice(text: Text, from: number, to = text.text.length): Text {
  if (from <= 0 && to >= text.text.length) return text;
  return from >= to ? EMPTY : new TextBuilder().slice(text, from, to).build();
}

export function concat(...texts: readonly Text[]): Text {
  const builder = new TextBuilder();
  for (const text of texts) builder.add(text);
  return builder.build();
}

/** Every `from` in the text replaced; an empty `from` matches before each character and at the end, as in Go. */
export function replaceAll(text: Text, from: string, to: Text): Text {
  const source = text.text;
  if (from === "") {
    const builder = new TextBuilder().add(to);
    let at = 0;
    for (const character of source) {
      builder.slice(text, at, at + character.length).add(to);
      at += character.length;
    }
    return builder.build();
  }
  let next = source.indexOf(from);
  if (next < 0) return text;
  const builder = new TextBuilder();
  let at = 0;
  for (; next >= 0; next = source.indexOf(from, at)) {
    builder.slice(text, at, next).add(to);
    at = next + from.length;
  }
  return builder.slice(text, at, source.length).build();
}

/** The parts between the separators, at most `limit` of them; an empty separator parts the characters. */
export function split(text: Text, separator: string, limit = Number.POSITIVE_INFINITY): readonly Text[] {
  const parts: Text[] = [];
  let at = 0;
  const source = text.text;
  if (separator === "") {
    for (const character of source) {
      if (parts.length + 1 >= limit) break;
      parts.push(slice(text, at, at + character.length));
      at += character.length;
    }
    if (at < source.length) parts.push(slice(text, at));
    return parts;
  }
  for (let next = source.indexOf(separator); next >= 0 && parts.length + 1 < limit; next = source.indexOf(separator, at)) {
    parts.push(slice(text, at, next));
    at = next + separator.length;
  }
  parts.push(slice(text, at));
  return parts;
}

/** Other characters in the place of each: `made` must be as long as the text, or all of it loses its exact places. */
export function mapped(text: Text, made: string): Text {
  if (made === text.text) return text;
  if (made.length === text.text.length)
    return new Text(
      made,
      text.runs.map((run) => ({ ...run, exact: false })),
    );
  const [first] = text.runs;
  return new Text(made, [{ ...(first ?? bareRun(0)), length: made.length, exact: false, unknown: text.unknown }]);
}

/** Where the characters from one offset to another come from, as far as they come from one place. */
export function placeAt(text: Text, start: number, end: number): Place | undefined {
  let at = 0;
  for (const { length, place, exact } of text.runs) {
    if (start < at + length && place) {
      if (!exact) return place;
      const from = place.start + start - at;
      return { file: place.file, start: from, end: Math.max(from, Math.min(from + end - start, place.end)) };
    }
    at += length;
  }
  return text.runs.at(-1)?.place;
}
