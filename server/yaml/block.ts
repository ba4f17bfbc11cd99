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
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  QUESTION,
  SINGLE_QUOTE,
  TAB,
} from "./chars.ts";
import { findDuplicateKeys } from "./duplicate.ts";
import { readFlow } from "./flow.ts";
import { nameOf, readKey } from "./key.ts";
import { LONG_KEY, MAX_KEY } from "./problem.ts";
import {
  anchored,
  brokenScalar,
  emptyScalar,
  joined,
  NONE,
  type Properties,
  readAlias,
  readProperties,
  scalarOf,
} from "./properties.ts";
import {
  decline,
  descend,
  enterLine,
  finishLine,
  isBlankAt,
  nextLine,
  peek,
  type Reader,
  report,
  skipBlanks,
  trimmedEnd,
} from "./reader.ts";
import { continuePlain, readBlockScalar, readQuoted, scanPlain } from "./scalars.ts";
import { isStrayEntry, looksLikeKey, replaceTabs, skipStray } from "./stray.ts";
import type { Entry, Item, Mapping, Node, Scalar, Sequence } from "./tree.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads the node at the reader and leaves the reader at the next line with content. `parent` is the column of the collection around it,
 * which its further lines must stand to the right of; `inline`: it stands behind a `key:` (or `---`), where no block collection may begin.
 */
export function readNode(r: Reader, parent: number, outer: Properties, inline: boolean): Node {
  const column = r.pos - r.line;
  let own = NONE;
  let c = peek(r);
  if (c === AMPERSAND || c === BANG) {
    own = readProperties(r, false);
    c = peek(r);
    if (c < 0 || c === HASH) return readBelow(r, parent, inline, own.end, joined(r, outer, own));
    if (isDash(r)) inline = true; // a list cannot begin on the line of its anchor or tag
  }
  if (isDash(r)) {
    if (!inline) return readSequence(r, parent, column, outer);
    return broken(r, "A list cannot begin on this line. Put its first item on the next line.");
  }
  if (c === QUESTION && isBlankAt(r, r.pos + 1)) {
    decline(r);
    return emptyScalar(r, r.pos, NONE);
  }
  const { pos: start, line, end: lineEnd, next } = r;
  switch (c) {
    case BAR:
    case GREATER_THAN:
      return readBlockScalar(r, parent, joined(r, outer, own));
    case ASTERISK:
      return readAliasNode(r, joined(r, outer, own));
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return readFlowNode(r, parent, joined(r, outer, own));
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE: {
      const end = readQuoted(r, false);
      if (end < 0) {
        nextLine(r);
        return brokenScalar(r, start, trimmedEnd({ ...r, end: lineEnd }, start));
      }
      const style = c === DOUBLE_QUOTE ? "double" : "single";
      skipBlanks(r);
      if (peek(r) === COLON && isBlankAt(r, r.pos + 1)) {
        if (inline) return nestedMapping(r, start);
        if (r.line !== line) report(r, start, start + 1, "A key must stand on one line, together with its colon.");
        return readMapping(r, parent, column, scalarOf(r, start, end, style, own, 0), outer);
      }
      finishLine(r, "the closing quote");
      if (!inline && isForgottenKey(r, column)) break;
      return scalarOf(r, start, end, style, joined(r, outer, own), 0);
    }
    case COMMA:
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
    case PERCENT:
    case AT:
    case BACKTICK:
      return broken(r, `A value cannot begin with "${String.fromCharCode(c)}". Quote it.`);
    default: {
      let end = scanPlain(r);
      if (peek(r) === COLON) {
        if (inline) return nestedMapping(r, start);
        if (end > start) return readMapping(r, parent, column, scalarOf(r, start, end, "plain", own, 0), outer);
        break;
      }
      end = continuePlain(r, parent, end);
      if (!inline && isForgottenKey(r, column)) break;
      return scalarOf(r, start, end, "plain", joined(r, outer, own), 0);
    }
  }
  // A line that should have been a key: its neighbours are.
  enterLine(r, line, start);
  r.next = next;
  r.column = column;
  return readMapping(r, parent, column, undefined, outer);
}

/** Whether the scalar just read stands right above a key, so that it must have been meant as one. */
function isForgottenKey(r: Reader, column: number): boolean {
  return r.column === column && looksLikeKey(r);
}

/** Reads what stands below a `key:`, a dash or the properties of a node; `at` is where an empty node would stand. */
function readBelow(r: Reader, parent: number, sequenceToo: boolean, at: number, properties: Properties): Node {
  finishLine(r, "this");
  if (peek(r) === TAB) replaceTabs(r);
  if (r.column > parent) return readNode(r, parent, properties, false);
  if (sequenceToo && r.column === parent && isDash(r)) return readSequence(r, parent, parent, properties);
  return emptyScalar(r, at, properties);
}

function isDash(r: Reader): boolean {
  return peek(r) === DASH && isBlankAt(r, r.pos + 1);
}

/**
 * Reads the mapping whose keys stand in `column`. The first key was read already and the reader is at its colon; without one the reader is
 * at a line that should be an entry. Lines further left or right than the other keys are reported and taken as entries all the same.
 */
function readMapping(r: Reader, parent: number, column: number, first: Scalar | undefined, properties: Properties): Mapping {
  const entries: Entry[] = [];
  const start = first ? first.start : r.pos - r.from;
  const { anchor, tag } = properties;
  const node: Mutable<Mapping> = {
    kind: "mapping",
    start,
    end: start,
    anchor,
    tag,
    style: "block",
    column,
    entries,
    open: false,
  };
  anchored(r, node);
  if (!descend(r)) return node;
  let key = first ?? readKey(r);
  let at = column; // of the key
  let tolerated = column;
  for (;;) {
    if (key) {
      const colon = peek(r) === COLON ? r.pos++ : -1;
      if (colon - r.from - key.start > MAX_KEY) report(r, key.start + r.from, colon, LONG_KEY);
      const value = readValue(r, at, colon < 0);
      entries.push({ key, name: nameOf(key), colon: colon < 0 ? -1 : colon - r.from, value });
    }
    if (peek(r) === TAB) replaceTabs(r);
    if (r.column <= parent) break;
    if (r.column !== column && r.column !== tolerated) {
      tolerated = r.column;
      if (!isStrayEntry(r, column)) {
        skipStray(r, column, parent);
        key = undefined;
        continue;
      }
    }
    at = r.column;
    key = readKey(r);
  }
  r.depth--;
  const last = entries.at(-1);
  if (last) node.end = last.value.end;
  if (!first && entries[0]) node.start = entries[0].key.start;
  findDuplicateKeys(entries, r.problems);
  return node;
}

/** Reads what stands behind the colon of a key in column `parent`; `guessed`: the colon was forgotten. */
function readValue(r: Reader, parent: number, guessed: boolean): Node {
  const at = r.pos;
  skipBlanks(r);
  if (r.pos < r.end && peek(r) !== HASH) return readNode(r, parent, NONE, true);
  const value = readBelow(r, parent, true, at, NONE);
  return guessed && value.start === value.end ? brokenScalar(r, at, at) : value;
}

/** Reads the sequence whose dashes stand in `column`; the reader is at the first. `parent` is the column it may not go back to. */
function readSequence(r: Reader, parent: number, column: number, properties: Properties): Sequence {
  const items: Item[] = [];
  const start = r.pos - r.from;
  const { anchor, tag } = properties;
  const node: Mutable<Sequence> = {
    kind: "sequence",
    start,
    end: start,
    anchor,
    tag,
    style: "block",
    column,
    items,
    open: false,
  };
  anchored(r, node);
  if (!descend(r)) return node;
  let tolerated = column;
  for (;;) {
    const dash = r.pos;
    const at = dash - r.line;
    r.pos++;
    skipBlanks(r);
    const c = peek(r);
    let value: Node;
    if (c < 0 || c === HASH) value = readBelow(r, at, false, dash + 1, NONE);
    else {
      if (r.text.charCodeAt(dash + 1) === TAB || r.text.charCodeAt(r.pos - 1) === TAB) checkTab(r, dash);
      r.column = r.pos - r.line;
      value = readNode(r, at, NONE, false);
    }
    items.push({ dash: dash - r.from, value });
    if (peek(r) === TAB) replaceTabs(r);
    if (r.column !== column && r.column !== tolerated) {
      if (r.column <= parent || !isDash(r)) break;
      tolerated = r.column;
      report(
        r,
        r.line,
        r.pos + 1,
        `This item is indented by ${r.column} spaces, the items above it by ${column}. Indent them alike.`,
      );
    }
    if (!isDash(r)) break;
  }
  r.depth--;
  node.end = (items.at(-1) as Item).value.end;
  return node;
}

/** Behind a dash a tab may stand before a scalar, not before another collection. */
function checkTab(r: Reader, dash: number): void {
  if (isDash(r) || looksLikeKey(r)) report(r, dash + 1, r.pos, "A tab stands behind this dash. Use a space.");
}

function readAliasNode(r: Reader, properties: Properties): Node {
  const alias = readAlias(r, properties);
  skipBlanks(r);
  if (peek(r) === COLON && isBlankAt(r, r.pos + 1)) decline(r);
  else finishLine(r, "the alias");
  return alias;
}

function readFlowNode(r: Reader, parent: number, properties: Properties): Node {
  const node = readFlow(r, parent, properties);
  if (r.broken || r.declined) return node;
  skipBlanks(r);
  if (peek(r) === COLON && isBlankAt(r, r.pos + 1)) decline(r);
  else finishLine(r, "the closing bracket");
  return node;
}

/** Reports a value that cannot be read at all, to the end of its line. */
function broken(r: Reader, message: string): Scalar {
  const start = r.pos;
  const end = trimmedEnd(r, start);
  report(r, start, start + 1, message);
  nextLine(r);
  return brokenScalar(r, start, end);
}

/** `a: b: c`: the reader is at the second colon. */
function nestedMapping(r: Reader, start: number): Scalar {
  report(r, r.pos, r.pos + 1, "A second colon makes a key of this value. Quote the value, or put it on a line of its own.");
  r.pos = start;
  const end = trimmedEnd(r, start);
  nextLine(r);
  return brokenScalar(r, start, end);
}
