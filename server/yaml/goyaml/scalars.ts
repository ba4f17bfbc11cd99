import { type Cursor, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, Refusal } from "./cursor.ts";
import { ESCAPES, HEX_ESCAPES } from "./escapes.ts";
import { badEscape } from "./messages.ts";

// The four ways to write a scalar. Each function begins at its first character, and returns its text with the cursor behind it.

export interface Scanned {
  readonly text: string;
  readonly end: number;
}

export interface PlainScanned extends Scanned {
  /** It went on over a line break, behind which a key may begin. */
  readonly brokenOff: boolean;
}

const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const PLUS = 43;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const BACKSLASH = 92;
const TAB = 9;

/** White space and line breaks between two words, gathered until it is known whether a word follows. */
class Gap {
  private blanks = "";
  private first = "";
  private rest = "";
  /** There is a line break in it. */
  broken = false;

  addBlank(character: string): void {
    if (!this.broken) this.blanks += character;
  }

  addBreak(lineBreak: string): void {
    if (this.broken) this.rest += lineBreak;
    else this.first = lineBreak;
    this.broken = true;
  }

  /** One line break becomes a space, but a Unicode separator stays. */
  get folded(): string {
    if (!this.broken) return this.blanks;
    return this.first === "\n" ? this.rest || " " : this.first + this.rest;
  }
}

/** `indent`: of the block collection around, from -1; its lines must not begin with a tab before that. */
export function scanPlain(at: Cursor, flow: boolean, indent: number): PlainScanned {
  const { pos: start } = at;
  let text = "";
  let end = start;
  let gap = new Gap();
  for (;;) {
    if (at.isMarker(DASH) || at.isMarker(DOT) || at.peek() === HASH) break;
    const from = at.pos;
    for (let c = at.peek(); !isBlankOrEnd(c) && !endsPlain(at, c, flow); c = at.peek()) at.pos++;
    if (at.pos > from) {
      text += gap.folded + at.text.slice(from, at.pos);
      end = at.pos;
      gap = new Gap();
    }
    if (!isBlank(at.peek()) && !isBreak(at.peek())) break;
    for (let c = at.peek(); isBlank(c) || isBreak(c); c = at.peek()) {
      if (isBreak(c)) gap.addBreak(at.readBreak());
      else {
        if (gap.broken && c === TAB && at.column <= indent)
          throw tab(at, start, "found a tab character that violates indentation");
        gap.addBlank(at.read());
      }
    }
    if (!flow && at.column <= indent) break;
  }
  return { text, end, brokenOff: gap.broken };
}

/** In brackets a `?` ends a plain scalar, and a colon that a bracket or comma follows does not (YAML 1.1). */
function endsPlain(at: Cursor, c: number, flow: boolean): boolean {
  if (c === COLON) return isBlankOrEnd(at.peek(1));
  return flow && (c === 44 || c === 63 || c === 91 || c === 93 || c === 123 || c === 125);
}

export function scanQuoted(at: Cursor): Scanned {
  const { pos: start } = at;
  const quote = at.peek();
  let text = "";
  at.pos++;
  for (;;) {
    if (at.isMarker(DASH) || at.isMarker(DOT)) throw notClosed(at, start, quote, "found unexpected document indicator");
    if (at.peek() === 0) throw notClosed(at, start, quote, UNEXPECTED_END);
    const gap = new Gap();
    let from = at.pos;
    for (let c = at.peek(); !isBlankOrEnd(c); c = at.peek()) {
      if (c === quote) {
        if (quote !== SINGLE_QUOTE || at.peek(1) !== SINGLE_QUOTE) break;
        text += at.text.slice(from, at.pos + 1);
        at.pos += 2;
        from = at.pos;
      } else if (c === BACKSLASH && quote === DOUBLE_QUOTE) {
        text += at.text.slice(from, at.pos);
        if (isBreak(at.peek(1))) {
          at.pos++;
          at.readBreak();
          gap.addBreak("");
          from = at.pos;
          break;
        }
        text += readEscape(at, start);
        from = at.pos;
      } else at.pos++;
    }
    text += at.text.slice(from, at.pos);
    if (at.peek() === quote) break;
    for (let c = at.peek(); isBlank(c) || isBreak(c); c = at.peek()) {
      if (isBreak(c)) gap.addBreak(at.readBreak());
      else gap.addBlank(at.read());
    }
    text += gap.folded;
  }
  at.pos++;
  return { text, end: at.pos };
}

/** The text ends within a scalar: goyaml sees the end as it is, without a line break that is added to it. */
export const UNEXPECTED_END = "found unexpected end of stream";

function tab(at: Cursor, from: number, text: string): Refusal {
  const message = "A tab stands where the indentation of this text should be. Use spaces.";
  return new Refusal(at.pos, at.pos + 1, message, { text, at: at.pos, from, scans: true });
}

function notClosed(at: Cursor, start: number, quote: number, text: string): Refusal {
  const sign = String.fromCharCode(quote);
  const line = /[^\r\n]*/.exec(at.text.slice(start, start + 200))?.[0] ?? "";
  const message = `This ${sign} is never closed. Put a ${sign} at the end of the text.`;
  return new Refusal(start, start + line.length, message, { text, at: at.pos, from: start, scans: true });
}

/** `from`: where the scalar begins. */
function readEscape(at: Cursor, from: number): string {
  const start = at.pos;
  const name = at.text.charAt(start + 1);
  const digits = HEX_ESCAPES[name];
  at.pos += 2 + (digits ?? 0);
  if (digits === undefined) {
    const text = Object.hasOwn(ESCAPES, name) ? ESCAPES[name] : undefined;
    if (text !== undefined) return text;
  } else {
    const hex = at.text.slice(start + 2, at.pos);
    const code = hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : Number.NaN;
    if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  }
  const words = { text: escapeWords(at, start, digits), at: start, from, scans: true };
  throw new Refusal(start, at.pos, badEscape(at.text.slice(start, start + 2)), words);
}

function escapeWords({ text }: Cursor, start: number, digits: number | undefined): string {
  if (digits === undefined) return "found unknown escape character";
  return /^[0-9a-fA-F]+$/.test(text.slice(start + 2, start + 2 + digits))
    ? "found invalid Unicode character escape code"
    : "did not find expected hexdecimal number";
}

/** `indent`: of the block collection around, from -1. A comment in the header is handed out. */
export function scanBlock(at: Cursor, indent: number, comment: () => void): Scanned {
  const folded = at.peek() === 62;
  const { pos: start } = at;
  at.pos++;
  const { keep, strip, digit } = scanHeader(at, comment);
  const body = new BlockBody(at, start);
  let end = at.pos; // behind the last line with content
  if (digit > 0) body.indent = Math.max(indent, 0) + digit;
  let text = "";
  let lineBreak = ""; // behind the line that was read last
  let breaks = body.skipEmptyLines(indent);
  let blank = false; // that line begins with a blank
  while (at.column === body.indent && at.peek() !== 0) {
    const begins = isBlank(at.peek());
    if (folded && !blank && !begins && lineBreak === "\n") text += breaks === "" ? " " : "";
    else text += lineBreak;
    text += breaks;
    blank = begins;
    const from = at.pos;
    at.skipRest();
    text += at.text.slice(from, at.pos);
    lineBreak = at.readBreak();
    end = at.pos;
    breaks = body.skipEmptyLines(indent);
  }
  if (!strip) text += lineBreak;
  if (keep) text += breaks;
  return { text, end: keep ? body.end : end };
}

function scanHeader(
  at: Cursor,
  comment: () => void,
): { readonly keep: boolean; readonly strip: boolean; readonly digit: number } {
  let chomping = 0;
  let digit = 0;
  const start = at.pos - 1;
  for (;;) {
    const c = at.peek();
    if (chomping === 0 && (c === PLUS || c === DASH)) chomping = c;
    else if (digit === 0 && c > 48 && c <= 57) digit = c - 48;
    else break;
    at.pos++;
  }
  at.skipBlanks();
  if (at.peek() === HASH) comment();
  if (!isBreakOrEnd(at.peek())) {
    const sign = at.text.charAt(start);
    throw new Refusal(
      at.pos,
      at.pos + 1,
      `Only "-", "+", a digit or a comment can follow "${sign}" here. Begin the text on the next line.`,
      { text: at.peek() === 48 && at.pos - start <= 2 ? NO_INDENTATION : NO_HEADER_END, at: at.pos, from: start, scans: true },
    );
  }
  at.readBreak();
  return { keep: chomping === PLUS, strip: chomping === DASH, digit };
}

const NO_INDENTATION = "found an indentation indicator equal to 0";
const NO_HEADER_END = "did not find expected comment or line break";

class BlockBody {
  /** Column of its lines; 0 as long as none was seen. */
  indent = 0;
  /** Behind the last line break. */
  end: number;
  private readonly at: Cursor;
  private readonly start: number;

  /** `start`: of the scalar. */
  constructor(at: Cursor, start: number) {
    this.at = at;
    this.start = start;
    this.end = at.pos;
  }

  /** Goes to the first character of the next line that is not empty, and returns the line breaks before it. */
  skipEmptyLines(parent: number): string {
    const { at } = this;
    let widest = 0;
    let breaks = "";
    this.end = at.pos;
    for (;;) {
      while ((this.indent === 0 || at.column < this.indent) && at.peek() === 32) at.pos++;
      widest = Math.max(widest, at.column);
      if ((this.indent === 0 || at.column < this.indent) && at.peek() === TAB)
        throw tab(at, this.start, "found a tab character where an indentation space is expected");
      if (!isBreak(at.peek())) break;
      breaks += at.readBreak();
      this.end = at.pos;
    }
    if (this.indent === 0) this.indent = Math.max(widest, parent + 1, 1);
    return breaks;
  }
}
