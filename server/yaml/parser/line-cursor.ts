import { CARRIAGE_RETURN, COLON, DASH, DOT, isBlank } from "./chars.ts";

/**
 * A place in a text that goes forward line by line. Offsets are those of `text`. `from` is where the slice begins, to which nodes, comments and problems
 * are relative.
 */
export interface LineCursor {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Where reading goes on; between `line` and `end`. */
  pos: number;
  /** Where the current line begins, where its content ends, and where the next line begins. */
  line: number;
  end: number;
  next: number;
  /** Column of the current line's first character that is not a space; -1 behind the last line of the document. */
  column: number;
}

/** Makes the line that begins at `line` the current one, with `pos` in it. */
export function enterLine(at: LineCursor, line: number, pos: number): void {
  const { text, to } = at;
  let end = text.indexOf("\n", pos);
  if (end < 0 || end >= to) {
    end = to;
    at.next = to;
  } else {
    at.next = end + 1;
    if (end > pos && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  }
  at.line = line;
  at.pos = pos;
  at.end = end;
}

/** Whether `---` or `...` stands alone at the cursor, which is at the beginning of a line. */
export function isMarker(at: LineCursor): boolean {
  const { text, pos } = at;
  const c = text.charCodeAt(pos);
  if (c !== DASH && c !== DOT) return false;
  if (at.end < pos + 3 || text.charCodeAt(pos + 1) !== c || text.charCodeAt(pos + 2) !== c) return false;
  return isBlankAt(at, pos + 3);
}

/** Whether a dash that makes a list item stands at the cursor. */
export function isDash(at: LineCursor): boolean {
  return peek(at) === DASH && isBlankAt(at, at.pos + 1);
}

/** Whether a colon that ends a key stands at the cursor, or behind blanks, which it goes over. */
export function isColonNext(at: LineCursor): boolean {
  skipBlanks(at);
  return peek(at) === COLON && isBlankAt(at, at.pos + 1);
}

/** Whether white space or the line's end stands at an offset of the current line. */
export function isBlankAt({ text, end }: LineCursor, offset: number): boolean {
  return offset >= end || isBlank(text.charCodeAt(offset));
}

/** Goes over spaces and tabs in the current line. */
export function skipBlanks(at: LineCursor): void {
  const { text, end } = at;
  let pos = at.pos;
  while (pos < end && isBlank(text.charCodeAt(pos))) pos++;
  at.pos = pos;
}

/** The character at the cursor; -1 at the end of the line. */
export function peek(at: LineCursor): number {
  return at.pos < at.end ? at.text.charCodeAt(at.pos) : -1;
}

/** Behind the last character of the current line that is not blank; not before `start`. */
export function trimmedEnd({ text, end }: LineCursor, start: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}
