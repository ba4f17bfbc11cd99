import { ESCAPES, HEX_ESCAPES } from "../goyaml/escapes.ts";
import { badEscape } from "../goyaml/messages.ts";
import type { Scalar } from "../tree/tree.ts";
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  GREATER_THAN,
  HASH,
  isBlank,
  LINE_FEED,
  NINE,
  PLUS,
  SINGLE_QUOTE,
  SPACE,
  TAB,
  ZERO,
} from "./chars.ts";
import { enterLine, isBlankAt, isColonNext, isMarker, peek, skipBlanks, trimmedEnd } from "./line-cursor.ts";
import { LESS_INDENTED } from "./problem.ts";
import { type Properties, scalarOf } from "./properties.ts";
import { addComment, decline, finishLine, nextLine, type Reader, report } from "./reader.ts";
import { hasUnsupported, isUnsupported, mayBeUnsupported } from "./unsupported-char.ts";

/**
 * Goes over a plain scalar in the current line of a block collection: up to a `:` or `#` that ends it, or the line's end. Returns the
 * offset behind its last character.
 */
export function scanPlain(r: Reader): number {
  const { text, end, pos: start } = r;
  let at = start;
  while (at < end) {
    const c = text.charCodeAt(at);
    // Most characters are letters, which are behind both.
    if (c <= COLON) {
      if (c === COLON ? isBlankAt(r, at + 1) : c === HASH && at > start && isBlank(text.charCodeAt(at - 1))) break;
      if (c < SPACE && c !== TAB) r.verdict.unsupported = true;
    } else if (c > 126 && isUnsupported(text, at)) r.verdict.unsupported = true;
    at++;
  }
  r.pos = at;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/**
 * Reads on after the first line of a plain scalar: the lines to the right of `parent`, up to one with a comment or a key. Takes and returns
 * the offset behind the scalar's last character, and leaves the reader at the next line with content.
 */
export function continuePlain(r: Reader, parent: number, end: number): number {
  const comments = r.log.comments.length;
  finishLine(r, parent, "the value");
  let last = end;
  while (r.column > parent && r.log.comments.length === comments) {
    const start = r.pos;
    skipBlanks(r);
    const segment = scanPlain(r);
    if (peek(r) === COLON) {
      r.pos = start;
      break;
    }
    last = segment;
    finishLine(r, parent, "the value");
  }
  return last;
}

/**
 * Reads the quoted scalar at the reader. Returns the offset behind the closing quote; -1 where there is none (reported), with the reader
 * at the end of the line. Its lines may be indented in any way: strict YAML wants them to the right of the key, Kubernetes' decoder does not.
 */
export function readQuoted(r: Reader, flow: boolean): number {
  const { line, pos: start } = r;
  const end = quotedEnd(r);
  if (end >= 0) {
    if (end > r.end) enterLine(r, r.text.lastIndexOf("\n", end - 1) + 1, end);
    r.pos = end;
    if (r.line === line || mayFollow(r, flow)) {
      r.pos = end;
      if (r.text.charCodeAt(start) === DOUBLE_QUOTE) checkEscapes(r, start, end);
      return end;
    }
    enterLine(r, line, start); // it was closed by the quote that opens another scalar
  }
  const quote = r.text.charAt(start);
  report(r, start, trimmedEnd(r, start), `This ${quote} is never closed. Put a ${quote} at the end of the text.`);
  r.pos = r.end;
  return -1;
}

function quotedEnd(r: Reader): number {
  const { text, to } = r;
  const quote = text.charCodeAt(r.pos);
  let at = r.pos + 1;
  while (at < to) {
    const c = text.charCodeAt(at++);
    if (c === quote) {
      if (quote === DOUBLE_QUOTE || at >= to || text.charCodeAt(at) !== SINGLE_QUOTE) return at;
      at++;
    } else if (c === BACKSLASH && quote === DOUBLE_QUOTE) at++;
    else if (c === LINE_FEED) {
      if (endsDocument(text, at, to)) return -1;
    } else if (mayBeUnsupported(c) && isUnsupported(text, at - 1)) r.verdict.unsupported = true;
  }
  return -1;
}

/** Whether a `...` line begins here (a `---` line cannot: documents are cut there). */
function endsDocument(text: string, at: number, to: number): boolean {
  return text.startsWith("...", at) && (at + 3 >= to || /\s/.test(text.charAt(at + 3)));
}

/** Whether what stands behind a quoted scalar can stand there. */
function mayFollow(r: Reader, flow: boolean): boolean {
  skipBlanks(r);
  const c = peek(r);
  return c < 0 || c === HASH || isColonNext(r) || (flow && (c === COMMA || c === CLOSE_BRACKET || c === CLOSE_BRACE));
}

function checkEscapes(r: Reader, start: number, end: number): void {
  const source = r.text.slice(start, end); // not the text: it would be searched to its end
  for (let at = source.indexOf("\\"); at >= 0; at = source.indexOf("\\", at + 2)) {
    const name = source.charAt(at + 1);
    const digits = HEX_ESCAPES[name];
    const isEscape =
      digits === undefined
        ? name in ESCAPES || (name === "/" && r.json) || name === "\n" || name === "\r"
        : isCharacter(source.slice(at + 2, at + 2 + digits), digits, r.json);
    if (!isEscape) report(r, start + at, start + at + 2 + (digits ?? 0), badEscape(source.slice(at, at + 2)));
  }
}

/** JSON writes a character outside the basic plane as two halves, YAML as one. */
function isCharacter(hex: string, digits: number, json: boolean): boolean {
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) return false;
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff && (json || code < 0xd800 || code > 0xdfff);
}

/** Reads the literal or folded scalar whose `|` or `>` is at the reader; its body stands to the right of `parent`. */
export function readBlockScalar(r: Reader, parent: number, properties: Properties): Scalar {
  const start = r.pos;
  const style = r.text.charCodeAt(start) === GREATER_THAN ? "folded" : "literal";
  const { keep, digit } = readHeader(r);
  const body = scanBody(r, parent, digit === 0 ? 0 : Math.max(parent, 0) + digit, keep);
  if (keep && r.text.charCodeAt(r.to - 1) !== LINE_FEED && endsBehind(r, body.end)) decline(r); // how many lines does the text end in?
  if (hasUnsupported(r.text.slice(r.next, body.end))) r.verdict.unsupported = true;
  r.next = body.end;
  nextLine(r);
  const floor = Math.max(parent, 0); // a line in column 0 is behind a text that is the whole document
  if (r.column > floor) {
    report(r, r.pos, trimmedEnd(r, r.pos), LESS_INDENTED);
    do nextLine(r);
    while (r.column > floor);
  }
  return scalarOf(r, start, body.end, style, properties, body.indent);
}

interface Header {
  readonly keep: boolean;
  /** 0: the first line says how far the body is indented. */
  readonly digit: number;
}

/** Whether nothing but spaces follows up to the end of the text. */
function endsBehind(r: Reader, at: number): boolean {
  return /^ *$/.test(r.text.slice(at, r.to));
}

function readHeader(r: Reader): Header {
  const { text } = r;
  let chomping = 0;
  let digit = 0;
  let at = r.pos + 1;
  for (; at < r.end; at++) {
    const c = text.charCodeAt(at);
    if (chomping === 0 && (c === DASH || c === PLUS)) chomping = c;
    else if (digit === 0 && c > ZERO && c <= NINE) digit = c - ZERO;
    else break;
  }
  r.pos = at;
  skipBlanks(r);
  if (peek(r) === HASH) addComment(r, r.pos);
  else if (r.pos < r.end) {
    report(
      r,
      at,
      trimmedEnd(r, at),
      `Only "-", "+", a digit or a comment can follow "${text.charAt(at - 1)}" here. Begin the text on the next line.`,
    );
  }
  return { keep: chomping === PLUS, digit };
}

interface Body {
  /** Behind the last line break of the body; with `+` that of the empty lines behind it. */
  readonly end: number;
  /** Column of its lines. */
  readonly indent: number;
}

function scanBody(r: Reader, parent: number, given: number, keep: boolean): Body {
  const { text, to } = r;
  let indent = given;
  let known = given > 0;
  let widest = 0; // of the empty lines before the first with content
  let end = r.next; // behind the last line with content
  let at = r.next;
  while (at < to) {
    const line = at;
    let c = text.charCodeAt(at);
    while (c === SPACE && ++at < to) c = text.charCodeAt(at);
    const column = at - line;
    if (at >= to || c === LINE_FEED || (c === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED)) {
      at = at >= to ? to : at + (c === LINE_FEED ? 1 : 2);
      if (!known) widest = Math.max(widest, column);
      if (keep ? at < to || text.charCodeAt(to - 1) === LINE_FEED || (known && column >= indent) : known && column > indent)
        end = at;
      continue;
    }
    if (known ? column < indent : column <= Math.max(parent, 0)) {
      if (c === TAB) reportTab(r, at);
      break;
    }
    if (!known) {
      if (column === 0 && startsMarker(r, line)) break;
      if (c === TAB) reportTab(r, at);
      if (widest > column)
        report(r, at, at + 1, "The empty lines above are indented more than this first line of the text. Remove their spaces.");
      indent = column;
      known = true;
    } else if (column === 0 && startsMarker(r, line)) break;
    const next = text.indexOf("\n", at);
    at = next < 0 || next >= to ? to : next + 1;
    end = at;
  }
  return { end, indent: known ? indent : widest };
}

function reportTab(r: Reader, at: number): void {
  report(r, at, at + 1, "A tab stands where the indentation of this text should be. Use spaces.");
}

function startsMarker(r: Reader, line: number): boolean {
  enterLine(r, line, line);
  return isMarker(r);
}
