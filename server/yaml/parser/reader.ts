import { markLength } from "../../text/byte-order-mark.ts";
import type { Span } from "../../text/span.ts";
import { TABS, TOO_DEEP } from "../goyaml/messages.ts";
import type { Comment, Content, Entry, Item, Problem, Scalar } from "../tree/tree.ts";
import { MAX_DEPTH } from "../tree/tree.ts";
import { CARRIAGE_RETURN, COLON, DASH, DOT, HASH, isBlank, LINE_FEED, SPACE, TAB } from "./chars.ts";
import type { SourceText } from "./node.ts";
import { syntaxProblem } from "./problem.ts";
import { makeStack, type Stack } from "./stack.ts";
import { hasUnsupported } from "./unsupported-char.ts";

/**
 * The parser's place in the text. It goes forward line by line: every function that reads a block node leaves it at the first character of
 * the next line with content. Offsets are those of `text`, not of the slice; nodes, comments and problems are made relative to `from`.
 */
export interface Reader {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What scalars keep, to be decoded later. */
  readonly source: SourceText;
  readonly comments: Comment[];
  readonly problems: Problem[];
  readonly anchors: Map<string, Content>;
  /** Of the block collections that are open. */
  readonly entries: Stack<Entry>;
  readonly items: Stack<Item>;
  /** Where reading goes on; between `line` and `end`. */
  pos: number;
  /** Where the current line begins, where its content ends, and where the next line begins. */
  line: number;
  end: number;
  next: number;
  /** Column of the current line's first character that is not a space; -1 behind the last line of the document. */
  column: number;
  /** The key that was read last: where it stands, and its node unless it is plain and without properties. */
  keyStart: number;
  keyEnd: number;
  key: Scalar | undefined;
  /** How many collections are open. */
  depth: number;
  /** The last line whose indentation by a tab was reported. */
  tabLine: number;
  /** The line of the last problem, in offsets of the text. */
  reported: Span;
  /** The document uses syntax that this parser leaves to another one. */
  declined: boolean;
  /** A character was seen that this parser leaves to another one (`unsupported-char.ts`). */
  unsupported: boolean;
  /** Something was read that the decoder may refuse though it is sound YAML: an alias, a tag, `<<`, an infinity, a key that is null. */
  undecided: boolean;
  /** The document is JSON. */
  readonly json: boolean;
  /** Column of the collection around the outermost bracket: content of a flow collection should stand to the right of it. */
  outer: number;
  /** A key or list item at or left of `outer` ends a flow collection, because reading on over such lines has failed. */
  strict: boolean;
  /** Such a line was read as part of a flow collection. */
  crossed: boolean;
  /** The flow collection came to no good end; the reader stands at the line behind it. */
  broken: boolean;
  /** A problem of this flow collection has been reported: one is enough. */
  quiet: boolean;
}

export function startReading(text: string, from: number, to: number, json: boolean): Reader {
  const begin = from + markLength(text, from);
  return {
    text,
    from,
    to,
    source: { text, from },
    comments: [],
    problems: [],
    anchors: new Map(),
    entries: makeStack(),
    items: makeStack(),
    pos: begin,
    line: begin,
    end: begin,
    next: begin,
    column: 0,
    keyStart: 0,
    keyEnd: 0,
    key: undefined,
    depth: 0,
    tabLine: -1,
    reported: { start: 0, end: 0 },
    declined: false,
    unsupported: false,
    undecided: false,
    json,
    outer: -1,
    strict: false,
    crossed: false,
    broken: false,
    quiet: false,
  };
}

/** Goes to the next line with content, collecting the comments on the way; at the document's end `column` is -1. */
export function nextLine(r: Reader): void {
  const { text, to } = r;
  let at = r.next;
  while (at < to) {
    const line = at;
    let c = text.charCodeAt(at);
    while (c === SPACE && ++at < to) c = text.charCodeAt(at);
    if (at >= to) break;
    if (c === LINE_FEED) {
      at++;
      continue;
    }
    enterLine(r, line, at);
    if (c === CARRIAGE_RETURN || c === TAB) {
      skipBlanks(r); // a line of blanks counts for nothing
      if (c === TAB && (r.pos >= r.end || peek(r) === HASH)) report(r, at, r.pos, TABS); // unless a text goes on behind it
      c = peek(r);
    }
    if (c === HASH) addComment(r, r.pos);
    else if (r.pos < r.end) {
      r.column = at - line;
      if (at === line && (c === DASH || c === DOT) && isMarker(r)) break;
      r.pos = at;
      return;
    }
    at = r.next;
  }
  r.column = -1;
  r.pos = r.end = r.next = Math.min(at, to);
}

/** Makes the line that begins at `line` the current one, with `pos` in it. */
export function enterLine(r: Reader, line: number, pos: number): void {
  const { text, to } = r;
  let end = text.indexOf("\n", pos);
  if (end < 0 || end >= to) {
    end = to;
    r.next = to;
  } else {
    r.next = end + 1;
    if (end > pos && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  }
  r.line = line;
  r.pos = pos;
  r.end = end;
}

/** Whether `---` or `...` stands alone at the reader, which is at the beginning of a line. */
export function isMarker(r: Reader): boolean {
  const { text, pos } = r;
  const c = text.charCodeAt(pos);
  if (c !== DASH && c !== DOT) return false;
  if (r.end < pos + 3 || text.charCodeAt(pos + 1) !== c || text.charCodeAt(pos + 2) !== c) return false;
  return isBlankAt(r, pos + 3);
}

/** Whether a dash that makes a list item stands at the reader. */
export function isDash(r: Reader): boolean {
  return peek(r) === DASH && isBlankAt(r, r.pos + 1);
}

/** Whether a colon that ends a key stands at the reader, or behind blanks, which it goes over. */
export function isColonNext(r: Reader): boolean {
  skipBlanks(r);
  return peek(r) === COLON && isBlankAt(r, r.pos + 1);
}

/** Whether white space or the line's end stands at an offset of the current line. */
export function isBlankAt(r: Reader, at: number): boolean {
  return at >= r.end || isBlank(r.text.charCodeAt(at));
}

/** Goes over spaces and tabs in the current line. */
export function skipBlanks(r: Reader): void {
  const { text, end } = r;
  let at = r.pos;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  r.pos = at;
}

/** The character at the reader; -1 at the end of the line. */
export function peek(r: Reader): number {
  return r.pos < r.end ? r.text.charCodeAt(r.pos) : -1;
}

/** Takes the rest of the current line as a comment. */
export function addComment(r: Reader, at: number): void {
  const text = r.text.slice(at, r.end);
  r.comments.push({ start: at - r.from, end: r.end - r.from, text });
  if (hasUnsupported(text)) r.unsupported = true;
  r.pos = r.end;
}

/** Reports what stands from `start` to `end` (offsets in the text; cut to one line). A line has one problem at most: the first one found. */
export function report(r: Reader, start: number, end: number, message: string): void {
  const { text, from, to } = r;
  if (r.problems.length > 0 && start >= r.reported.start && start <= r.reported.end) return;
  const problem = syntaxProblem(text, from, to, start, end, message);
  r.problems.push(problem);
  const lineBreak = text.indexOf("\n", from + problem.start);
  r.reported = { start: text.lastIndexOf("\n", from + problem.start - 1) + 1, end: lineBreak < 0 ? to : lineBreak };
}

/** Leaves the rest of the document unread. */
export function stop(r: Reader): void {
  r.column = -1;
  r.pos = r.end = r.next = r.to;
}

/** Leaves the whole document to the other parser. */
export function decline(r: Reader): void {
  r.declined = true;
  stop(r);
}

/** A place that was passed, with what was found up to there. */
export interface Mark {
  readonly pos: number;
  readonly line: number;
  readonly next: number;
  readonly column: number;
  readonly comments: number;
  readonly problems: number;
}

/** Goes back, as if nothing had been read since. */
export function rewind(r: Reader, mark: Mark): void {
  enterLine(r, mark.line, mark.pos);
  r.next = mark.next;
  r.column = mark.column;
  r.comments.length = mark.comments;
  r.problems.length = mark.problems;
  r.reported = { start: 0, end: -1 };
}

/** Opens a collection; `false` (and the end of all reading) where it would be too deep. */
export function descend(r: Reader): boolean {
  if (++r.depth <= MAX_DEPTH) return true;
  report(r, r.pos, r.pos + 1, TOO_DEEP);
  stop(r);
  return false;
}

/**
 * Leaves a node that ends on the current line: the rest may be a comment, nothing else. Then goes to the next line with content; where
 * there was something else, to the next one that is not to the right of `parent`.
 */
export function finishLine(r: Reader, parent: number, what: string): void {
  skipBlanks(r);
  const unexpected = r.pos < r.end && r.text.charCodeAt(r.pos) !== HASH;
  if (unexpected) report(r, r.pos, trimmedEnd(r, r.pos), `Unexpected text after ${what}: quote the whole value.`);
  else if (r.pos < r.end) addComment(r, r.pos);
  do nextLine(r);
  while (unexpected && r.column > parent);
}

/** Behind the last character of the current line that is not blank; not before `start`. */
export function trimmedEnd(r: Reader, start: number): number {
  let end = r.end;
  while (end > start && isBlank(r.text.charCodeAt(end - 1))) end--;
  return end;
}
