import { KEY_IS_NO_SCALAR, NO_KEY } from "../goyaml/messages.ts";
import { nameOfKey } from "../tree/scalar.ts";
import type { Entry, Item, Mapping, Node, Scalar, Sequence } from "../tree/tree.ts";
import {
  AMPERSAND,
  ASTERISK,
  AT,
  BACKTICK,
  BANG,
  BAR,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  GREATER_THAN,
  HASH,
  isBlank,
  isFlowIndicator,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  QUESTION,
  SINGLE_QUOTE,
} from "./chars.ts";
import { complain, isClose, nextFlowLine, skipSpace, startsWith } from "./flow-line.ts";
import { checkKeys } from "./key.ts";
import { isBlankAt, peek, skipBlanks } from "./line-cursor.ts";
import { OpenMapping, OpenSequence } from "./node.ts";
import { DOUBLE_BRACE, KEY_ON_LINES, LONG_KEY, MAX_KEY } from "./problem.ts";
import {
  brokenScalar,
  emptyScalar,
  give,
  joined,
  NONE,
  type Properties,
  readAlias,
  readProperties,
  scalarOf,
} from "./properties.ts";
import { decline, descend, type Reader, rewind } from "./reader.ts";
import { readQuoted } from "./scalars.ts";
import { isUnsupported, mayBeUnsupported } from "./unsupported-char.ts";

/**
 * Reads the flow collection whose bracket is at the reader; `parent` is the column of the block collection around it. The reader is left
 * behind the closing bracket or, if the collection came to no good end (`r.flow.broken`), at the next line with content.
 *
 * Kubernetes' decoder does not mind how the lines between brackets are indented, so they are read that way at first. Only where that fails
 * does a key or list item at or left of `parent` count as the end of a collection whose closing bracket was forgotten.
 */
export function readFlow(r: Reader, parent: number, properties: Properties): Mapping | Sequence {
  const { pos, line, next, column } = r;
  const { depth } = r.nodes;
  const comments = r.log.comments.length;
  const problems = r.log.problems.length;
  begin(r, parent);
  const collection = readCollection(r, properties, true);
  if (!r.flow.quiet || !r.flow.crossed || r.flow.strict || r.verdict.declined) return collection;
  rewind(r, { pos, line, next, column, comments, problems });
  r.nodes.depth = depth;
  r.flow.strict = true;
  begin(r, parent);
  return readCollection(r, properties, true);
}

function begin(r: Reader, parent: number): void {
  r.flow.outer = parent;
  r.flow.crossed = false;
  r.flow.broken = false;
  r.flow.quiet = false;
}

function readCollection(r: Reader, properties: Properties, outermost: boolean): Mapping | Sequence {
  const { text, from, pos: start } = r;
  const column = start - r.line;
  const braces = text.charCodeAt(start) === OPEN_BRACE;
  const close = braces ? CLOSE_BRACE : CLOSE_BRACKET;
  const entries: Entry[] = [];
  const items: Item[] = [];
  const node = braces
    ? new OpenMapping(start - from, "flow", column, entries)
    : new OpenSequence(start - from, "flow", column, items);
  give(r, node, properties);
  if (!descend(r)) return node;
  r.pos++;
  let last = r.pos;
  while (skipSpace(r)) {
    if (isClosed(r, start, close, outermost)) {
      last = r.pos;
      break;
    }
    if (peek(r) === COMMA) {
      complain(r, r.pos, r.pos + 1, "Nothing stands before this comma. Remove it.");
      r.pos++;
      continue;
    }
    if (braces) readEntry(r, entries);
    else readItem(r, items);
    last = r.flow.broken ? (r.log.problems.at(-1)?.end ?? 0) + from : r.pos;
    if (!skipSpace(r)) break;
    if (peek(r) === COMMA) r.pos++;
    else if (!isClose(peek(r))) {
      complain(
        r,
        r.pos,
        r.pos + 1,
        `A comma is missing before this, or the "${text.charAt(start)}" is not closed. Quote a text that contains , : [ ] { or }.`,
      );
    }
  }
  if (r.flow.broken)
    complain(
      r,
      start,
      start + 1,
      `This "${text.charAt(start)}" is never closed. Put a "${String.fromCharCode(close)}" at the end.`,
    );
  r.nodes.depth--;
  node.end = r.flow.broken ? Math.max(lastEnd(entries, items), start + 1 - from) : last - from;
  if (braces) checkKeys(r, entries);
  return node;
}

/**
 * Whether a closing bracket stands at the reader, which goes behind it. One that is not that of the collection, which begins at `start`, is reported, and left
 * for a collection around it.
 */
function isClosed(r: Reader, start: number, close: number, outermost: boolean): boolean {
  const c = peek(r);
  if (!isClose(c)) return false;
  if (c !== close) {
    const brackets = `This "${r.text.charAt(start)}" is closed by a "${String.fromCharCode(c)}"`;
    complain(r, start, start + 1, `${brackets}. Put the matching bracket there.`);
  }
  if (c === close || outermost) r.pos++;
  return true;
}

function lastEnd(entries: readonly Entry[], items: readonly Item[]): number {
  return entries.at(-1)?.value.end ?? items.at(-1)?.value.end ?? 0;
}

function readEntry(r: Reader, entries: Entry[]): void {
  const { pos: start, line } = r;
  if (isNoKey(r)) return;
  const key = readFlowNode(r, NONE);
  if (!skipSpace(r) || peek(r) !== COLON || !endsKey(r, key)) {
    if (key.kind === "scalar")
      entries.push({ key, name: nameOfKey(key), colon: -1, value: emptyScalar(r, key.end + r.from, NONE) });
    else entryOf(r, key, start, start, key);
    return;
  }
  const colon = r.pos;
  checkKey(r, line, start, colon);
  const value = readFlowValue(r);
  const entry = entryOf(r, key, start, colon, value);
  if (entry) entries.push(entry);
}

function readItem(r: Reader, items: Item[]): void {
  const { pos: start, line } = r;
  if (isNoKey(r)) return;
  const value = readFlowNode(r, NONE);
  if (!r.flow.broken) skipBlanks(r);
  if (r.flow.broken || peek(r) !== COLON || !endsKey(r, value)) {
    items.push({ dash: -1, value });
    return;
  }
  // `[a: b]` is a list of mappings with one entry each.
  const colon = r.pos;
  checkKey(r, line, start, colon);
  const entry = entryOf(r, value, start, colon, readFlowValue(r));
  if (!entry) return;
  const column = entry.key.start + r.from - line;
  const node = new OpenMapping(entry.key.start, "flow", column, [entry]);
  checkKeys(r, [entry]);
  node.end = entry.value.end;
  items.push({ dash: -1, value: node });
}

/** Strict YAML lets a key in braces go on over lines; Kubernetes' decoder does not. */
function checkKey(r: Reader, line: number, start: number, colon: number): void {
  if (r.json) return;
  if (r.line !== line) complain(r, colon, colon + 1, KEY_ON_LINES);
  else if (colon - start > MAX_KEY) complain(r, start, colon, LONG_KEY);
}

function entryOf(r: Reader, key: Node, start: number, colon: number, value: Node): Entry | undefined {
  if (key.kind === "scalar") return { key, name: nameOfKey(key), colon: colon - r.from, value };
  if (key.kind === "alias") decline(r);
  else complain(r, start, start + 1, r.text.charCodeAt(start - 1) === OPEN_BRACE ? DOUBLE_BRACE : KEY_IS_NO_SCALAR);
  return undefined;
}

/** Whether the colon at the reader makes a key of the node before it. Only behind a plain scalar does it need a space. */
function endsKey(r: Reader, key: Node): boolean {
  return key.kind === "alias" || (key.style !== "plain" && key.style !== "empty") || startsWith(r, COLON);
}

/** Leaves a `?` to the other reader, and a colon without a key behind. In brackets both are indicators whatever follows (YAML 1.1). */
function isNoKey(r: Reader): boolean {
  if (peek(r) === QUESTION) decline(r);
  else if (peek(r) === COLON) complain(r, r.pos, ++r.pos, NO_KEY);
  else return false;
  return true;
}

/** Reads what stands behind the colon at the reader. */
function readFlowValue(r: Reader): Node {
  const behind = ++r.pos;
  if (!skipSpace(r) || peek(r) === COMMA || isClose(peek(r))) return emptyScalar(r, behind, NONE);
  return readFlowNode(r, NONE);
}

/** Reads any node inside brackets. Always goes on by one character at least. */
function readFlowNode(r: Reader, properties: Properties): Node {
  const start = r.pos;
  switch (peek(r)) {
    case AMPERSAND:
    case BANG: {
      const own = readProperties(r, true);
      const both = joined(r, properties, own);
      if (!skipSpace(r) || peek(r) === COMMA || isClose(peek(r)) || peek(r) === COLON) return emptyScalar(r, own.end, both);
      return readFlowNode(r, both);
    }
    case ASTERISK:
      return readAlias(r, properties);
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return readCollection(r, properties, false);
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE: {
      const before = r.log.problems.length;
      const style = peek(r) === DOUBLE_QUOTE ? "double" : "single";
      const end = readQuoted(r, true);
      if (end >= 0) return scalarOf(r, start, end, style, properties, 0);
      if (r.flow.quiet) r.log.problems.length = before;
      r.flow.quiet = true;
      return brokenScalar(r, start, r.pos);
    }
    default:
      return readFlowPlain(r, properties);
  }
}

function readFlowPlain(r: Reader, properties: Properties): Scalar {
  const start = r.pos;
  const c = peek(r);
  if (c === COLON) decline(r);
  if (c === AT || c === BACKTICK || c === PERCENT || c === BAR || c === GREATER_THAN || startsWith(r, DASH)) {
    complain(r, start, start + 1, `A text cannot begin with "${String.fromCharCode(c)}" here. Quote it.`);
    r.pos++;
  }
  let end = scanFlowPlain(r, r.pos);
  let goesOn = true;
  while (goesOn && r.pos >= r.end) {
    goesOn = nextFlowLine(r) && peek(r) !== HASH;
    // Where a text may go on, a tab may not stand for its indentation, whatever follows.
    if (!r.json && /[\r\n] *\t/.test(r.text.slice(end, r.pos))) decline(r);
    if (goesOn) end = scanFlowPlain(r, end);
  }
  return scalarOf(r, start, end, "plain", properties, 0);
}

/** Goes over a plain scalar in the current line. Returns the offset behind its last character, or `last` if there is none. */
function scanFlowPlain(r: Reader, last: number): number {
  const { text, end, pos: start } = r;
  let at = start;
  while (at < end) {
    const c = text.charCodeAt(at);
    if (c === COLON) {
      if (isBlankAt(r, at + 1)) break;
    } else if (c === QUESTION) return leave(r);
    else if (mayBeUnsupported(c) && isUnsupported(text, at)) r.verdict.unsupported = true;
    else if (isFlowIndicator(c) || (c === HASH && at > start && isBlank(text.charCodeAt(at - 1)))) break;
    at++;
  }
  r.pos = at;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at > start ? at : last;
}

/** A question mark ends a plain scalar here and begins a key, which nobody means: the other reader says what is wrong. */
function leave(r: Reader): number {
  decline(r);
  return r.pos;
}
