import { markLength } from "../../text/byte-order-mark.ts";
import type { Span } from "../../text/span.ts";
import { TABS, TOO_DEEP } from "../goyaml/messages.ts";
import type { Comment, Content, Entry, Item, Problem, Scalar } from "../tree/tree.ts";
import { MAX_DEPTH } from "../tree/tree.ts";
import { CARRIAGE_RETURN, DASH, DOT, HASH, LINE_FEED, SPACE, TAB } from "./chars.ts";
import { enterLine, isMarker, type LineCursor, peek, skipBlanks, trimmedEnd } from "./line-cursor.ts";
import type { SourceText } from "./node.ts";
import { syntaxProblem } from "./problem.ts";
import { makeStack, type Stack } from "./stack.ts";
import { hasUnsupported } from "./unsupported-char.ts";

/**
 * The parser: a place in the text, and what has come of the text up to there. Every function that reads a block node leaves it at the first character of
 * the next line with content.
 */
export interface Reader extends LineCursor {
  /** What scalars keep, to be decoded later. */
  readonly source: SourceText;
  /** The document is JSON. */
  readonly json: boolean;
  readonly key: KeyRead;
  readonly nodes: OpenNodes;
  readonly log: ReadLog;
  readonly verdict: Verdict;
  readonly flow: FlowState;
}

/** The key that was read last: where it stands, and its node unless it is plain and without properties. */
interface KeyRead {
  start: number;
  end: number;
  node: Scalar | undefined;
}

/** The nodes that are not read to their end, and those that aliases may name. */
interface OpenNodes {
  readonly anchors: Map<string, Content>;
  /** Of the block collections that are open. */
  readonly entries: Stack<Entry>;
  readonly items: Stack<Item>;
  /** How many collections are open. */
  depth: number;
}

/** What was found beside nodes. */
interface ReadLog {
  readonly comments: Comment[];
  readonly problems: Problem[];
  /** The line of the last problem, in offsets of the text. */
  reported: Span;
  /** The last line whose indentation by a tab was reported. */
  tabLine: number;
}

/** Whether what was read is what counts. */
interface Verdict {
  /** The document uses syntax that this parser leaves to another one. */
  declined: boolean;
  /** A character was seen that this parser leaves to another one (`unsupported-char.ts`). */
  unsupported: boolean;
  /** Something was read that the decoder may refuse though it is sound YAML: an alias, a tag, `<<`, an infinity, a key that is null. */
  undecided: boolean;
}

/** How it goes with the flow collection that is being read: of several in each other, with the outermost. */
interface FlowState {
  /** Column of the collection around it: its content should stand to the right of that. */
  outer: number;
  /** A key or list item at or left of `outer` ends it, because reading on over such lines has failed. */
  strict: boolean;
  /** Such a line was read as part of it. */
  crossed: boolean;
  /** It came to no good end; the reader stands at the line behind it. */
  broken: boolean;
  /** A problem of it has been reported: one is enough. */
  quiet: boolean;
}

export function startReading(text: string, from: number, to: number, json: boolean): Reader {
  const begin = from + markLength(text, from);
  return {
    text,
    from,
    to,
    pos: begin,
    line: begin,
    end: begin,
    next: begin,
    column: 0,
    source: { text, from },
    json,
    key: { start: 0, end: 0, node: undefined },
    nodes: { anchors: new Map(), entries: makeStack(), items: makeStack(), depth: 0 },
    log: { comments: [], problems: [], reported: { start: 0, end: -1 }, tabLine: -1 },
    verdict: { declined: false, unsupported: false, undecided: false },
    flow: { outer: -1, strict: false, crossed: false, broken: false, quiet: false },
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

/** Takes the rest of the current line as a comment. */
export function addComment(r: Reader, at: number): void {
  const text = r.text.slice(at, r.end);
  r.log.comments.push({ start: at - r.from, end: r.end - r.from, text });
  if (hasUnsupported(text)) r.verdict.unsupported = true;
  r.pos = r.end;
}

/** Reports what stands from `start` to `end` (offsets in the text; cut to one line). A line has one problem at most: the first one found. */
export function report(r: Reader, start: number, end: number, message: string): void {
  const { text, from, to } = r;
  if (r.log.problems.length > 0 && start >= r.log.reported.start && start <= r.log.reported.end) return;
  const problem = syntaxProblem(text, from, to, start, end, message);
  r.log.problems.push(problem);
  const lineBreak = text.indexOf("\n", from + problem.start);
  r.log.reported = { start: text.lastIndexOf("\n", from + problem.start - 1) + 1, end: lineBreak < 0 ? to : lineBreak };
}

/** Leaves the rest of the document unread. */
export function stop(r: Reader): void {
  r.column = -1;
  r.pos = r.end = r.next = r.to;
}

/** Leaves the whole document to the other parser. */
export function decline(r: Reader): void {
  r.verdict.declined = true;
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
  r.log.comments.length = mark.comments;
  r.log.problems.length = mark.problems;
  r.log.reported = { start: 0, end: -1 };
}

/** Opens a collection; `false` (and the end of all reading) where it would be too deep. */
export function descend(r: Reader): boolean {
  if (++r.nodes.depth <= MAX_DEPTH) return true;
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
