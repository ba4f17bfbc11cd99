import type { Position, Range } from "vscode-languageserver";
import { changeBetween } from "../../text/change.ts";
import { lineStarts, movedStarts, offsetAt, positionAt } from "../../text/lines.ts";
import type { Span } from "../../text/span.ts";

/** What a column counts: UTF-16 units, or bytes of UTF-8 (Language Server Protocol 3.17, `PositionEncodingKind`). */
export type Encoding = "utf-16" | "utf-8";

/** Translates between offsets (UTF-16 units from 0) and the protocol's positions in one text. */
export interface Positions {
  at(offset: number): Position;
  range(span: Span): Range;
  /** The offset of a position; one past the end of its line is the line's end. */
  offset(position: Position): number;
  span(range: Range): Span;
}

export function positionsIn(text: string, encoding: Encoding): Positions {
  return positionsBy(lineStarts(text), text, encoding);
}

/**
 * The positions in texts of files. Of each file the last text is remembered, so that a keystroke in a large one does not count its lines anew.
 */
export interface PositionsByFile {
  readonly encoding: Encoding;
  in(uri: string, text: string): Positions;
  forget(): void;
}

export function positionsByFile(encoding: Encoding): PositionsByFile {
  const known = new Map<string, { readonly text: string; readonly starts: readonly number[]; readonly positions: Positions }>();
  return {
    encoding,
    in(uri, text) {
      const before = known.get(uri);
      if (before?.text === text) return before.positions;
      const starts = before ? movedStarts(before.starts, text, changeBetween(before.text, text)) : lineStarts(text);
      const positions = positionsBy(starts, text, encoding);
      known.set(uri, { text, starts, positions });
      return positions;
    },
    forget: () => known.clear(),
  };
}

function positionsBy(starts: readonly number[], text: string, encoding: Encoding): Positions {
  const at = (offset: number): Position => {
    const position = positionAt(starts, offset);
    if (encoding === "utf-16") return position;
    return { line: position.line, character: byteLength(text.slice(offset - position.character, offset)) };
  };
  const offset = (position: Position): number => {
    if (encoding === "utf-16") return offsetAt(text, starts, position);
    const start = offsetAt(text, starts, { line: position.line, character: 0 });
    const end = offsetAt(text, starts, { line: position.line, character: Number.MAX_SAFE_INTEGER });
    return start + unitsOf(text.slice(start, end), position.character);
  };
  return {
    at,
    offset,
    range: ({ start, end }) => ({ start: at(start), end: at(end) }),
    span: ({ start, end }) => ({ start: offset(start), end: offset(end) }),
  };
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) as number);
  return bytes;
}

/** How many UTF-16 units of a line its first `bytes` bytes are; a position inside a character is its beginning. */
function unitsOf(line: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const character of line) {
    left -= bytesOf(character.codePointAt(0) as number);
    if (left < 0) break;
    units += character.length;
  }
  return units;
}

/** Of UTF-8; a lone surrogate counts as the replacement character that it is sent as. */
function bytesOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
