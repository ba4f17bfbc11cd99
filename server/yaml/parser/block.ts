import { nameOfKey } from "../tree/scalar.ts";
import type { Entry, Item, Mapping, Mutable, Node, Sequence } from "../tree/tree.ts";
import { AMPERSAND, BANG, COLON, HASH, QUESTION, TAB } from "./chars.ts";
import { readContent, readPlainContent } from "./content.ts";
import { checkKeys, isLetter, readKey, takeKey, takePlainKey } from "./key.ts";
import { isBlankAt, isDash, peek, skipBlanks } from "./line-cursor.ts";
import { OpenMapping, OpenSequence, PlainEntry } from "./node.ts";
import { LONG_KEY, MAX_KEY } from "./problem.ts";
import { brokenScalar, emptyScalar, give, joined, NONE, type Properties, readProperties } from "./properties.ts";
import { decline, descend, finishLine, type Reader, report, rewind } from "./reader.ts";
import {
  brokenValue,
  type CutOff,
  checkTab,
  cutOff,
  isMisindentedEntry,
  isShallowList,
  NEAR,
  replaceTabs,
  reportMisindentedItem,
  skipItems,
  skipUnexpectedLines,
} from "./recovery.ts";
import { scanPlain } from "./scalars.ts";
import { put, take, top } from "./stack.ts";

/**
 * Reads the node at the reader and leaves the reader at the next line with content. `parent` is the column of the collection around it,
 * which its further lines must stand to the right of; `inline`: it stands behind a `key:` (or `---`), where no block collection may begin.
 */
export function readNode(r: Reader, parent: number, outer: Properties, inline: boolean): Node {
  const { column } = r;
  let own = NONE;
  let c = peek(r);
  if (isLetter(c)) {
    // Nearly everything begins with one, and then it is no more than a scalar or a first key.
    if (inline) return readPlainContent(r, parent, true, outer, own) as Node;
    const start = r.pos;
    const end = scanPlain(r);
    if (peek(r) === COLON) {
      takePlainKey(r, start, end);
      return readMapping(r, parent, column, true, outer);
    }
    r.pos = start;
  }
  if (c === AMPERSAND || c === BANG) {
    const isFirst = /^ *$/.test(r.text.slice(r.line, r.pos));
    own = readProperties(r, false);
    c = peek(r);
    if (c < 0 || c === HASH) return readBelow(r, parent, inline, isFirst, own.end, joined(r, outer, own));
  }
  if (isDash(r)) {
    if (!inline && own.end < 0) return readSequence(r, parent, column, outer);
    return brokenValue(r, parent, inline, r.pos, r.pos, "A list cannot begin on this line. Put its first item on the next line.");
  }
  if (c === QUESTION && isBlankAt(r, r.pos + 1)) {
    decline(r);
    return emptyScalar(r, r.pos, NONE);
  }
  const { pos, line, next } = r;
  const comments = r.log.comments.length;
  const problems = r.log.problems.length;
  const content = readContent(r, parent, inline, outer, own);
  if (content && (peek(r) !== COLON || r.line !== line)) return content;
  if (!content) rewind(r, { pos, line, next, column, comments, problems }); // it should have been a key: its neighbours are
  const isFirst = content?.kind === "scalar" && takeKey(r, content);
  return readMapping(r, parent, column, isFirst, outer);
}

/**
 * Reads what stands below a `key:` (then `sequenceToo`), a dash or the properties of a node (perhaps on their `ownLine`); `at` is where an
 * empty node would stand.
 */
function readBelow(r: Reader, parent: number, sequenceToo: boolean, ownLine: boolean, at: number, properties: Properties): Node {
  finishLine(r, parent, "this");
  return readNext(r, parent, sequenceToo, ownLine, at, properties);
}

/** The same where the reader is at the next line with content already. */
function readNext(r: Reader, parent: number, sequenceToo: boolean, ownLine: boolean, at: number, properties: Properties): Node {
  if (peek(r) === TAB) replaceTabs(r);
  if (r.column > parent) return readNode(r, parent, properties, false);
  if (r.column === parent && isDash(r)) {
    if (sequenceToo) return readSequence(r, parent, parent, properties);
    if (ownLine) decline(r); // does the dash belong to the anchor, or to the list around?
  }
  return emptyScalar(r, at, properties);
}

/**
 * Reads the mapping whose keys stand in `column`. `hasKey`: the first key was read already and the reader is at its colon; else the reader is
 * at a line that should be an entry. Lines further left or right than the other keys are reported and taken as entries all the same.
 */
function readMapping(r: Reader, parent: number, column: number, hasKey: boolean, properties: Properties): Mapping {
  const start = (hasKey ? r.key.start : r.pos) - r.from;
  const node = new OpenMapping(start, "block", column);
  give(r, node, properties);
  if (!descend(r)) return node;
  readEntries(r, parent, node, hasKey);
  r.nodes.depth--;
  const { entries } = node;
  if (!hasKey && entries[0]) node.start = entries[0].key.start;
  checkKeys(r, entries);
  return node;
}

/** Reads entries into the mapping, up to a line in `parent` or left of it. */
function readEntries(r: Reader, parent: number, node: Mutable<Mapping>, hasKey: boolean): void {
  const { column } = node;
  const { entries } = r.nodes;
  const base = entries.count;
  for (const entry of node.entries) put(entries, entry); // it was ended too early
  let isEntry = hasKey || readKey(r);
  let at = column; // of the key
  let tolerated = column;
  for (;;) {
    if (isEntry) {
      const { from } = r;
      const { start, end, node: key } = r.key;
      const colon = peek(r) === COLON ? r.pos++ : -1;
      if (colon - start > MAX_KEY) report(r, start, colon, LONG_KEY);
      const value = colon < 0 ? readGuessedValue(r, at, base) : readValue(r, at);
      const colonAt = colon < 0 ? -1 : colon - from;
      put(
        entries,
        key
          ? { key, name: nameOfKey(key), colon: colonAt, value }
          : new PlainEntry(r.source, start - from, end - from, colonAt, value),
      );
      node.end = value.end;
    }
    if (peek(r) === TAB) replaceTabs(r);
    if (r.column <= parent) break;
    isEntry = false;
    if (isDash(r) || (r.column !== column && r.column !== tolerated)) {
      if (!isEntryAfterAll(r, parent, node, base)) continue;
      tolerated = r.column;
    }
    at = r.column;
    isEntry = readKey(r);
  }
  node.entries = take(entries, base);
}

/** Deals with a line that is no entry where one should be. Returns whether it is to be taken as one all the same. */
function isEntryAfterAll(r: Reader, parent: number, node: Mutable<Mapping>, base: number): boolean {
  const { column } = node;
  const entries = top(r.nodes.entries, base, NEAR);
  const cut = cutOff(r, column, entries);
  const last = entries.at(-1);
  if (cut) {
    readOn(r, cut);
    node.end = Math.max(node.end, cut.at(-1)?.node.end ?? 0);
  } else if (last && isShallowList(r, column, last)) {
    const value = readSequence(r, parent, r.column, NONE);
    (last as Mutable<Entry>).value = value;
    node.end = value.end;
  } else if (isDash(r)) skipItems(r, column);
  else if (isMisindentedEntry(r, column)) return true;
  else skipUnexpectedLines(r, column, parent);
  return false;
}

/** Goes on with the last of these collections, each of which stands in the one before it. */
function readOn(r: Reader, cut: readonly CutOff[]): void {
  const { node, parent } = cut.at(-1) as CutOff;
  if (node.kind === "mapping") readEntries(r, parent, node, false);
  else readItems(r, parent, node);
  for (const outer of cut) (outer.node as Mutable<Mapping | Sequence>).end = node.end;
}

/** Reads what stands behind the colon of a key in column `parent`. */
function readValue(r: Reader, parent: number): Node {
  const at = r.pos;
  skipBlanks(r);
  if (r.pos < r.end && peek(r) !== HASH) return readNode(r, parent, NONE, true);
  return readBelow(r, parent, true, false, at, NONE);
}

/**
 * The same for a word without a colon, below the entries from `base` on: what stands below is its value, unless the word was only put into the middle of
 * collections that go on there.
 */
function readGuessedValue(r: Reader, parent: number, base: number): Node {
  const at = r.pos;
  finishLine(r, parent, "this");
  const cut = r.column > parent ? cutOff(r, parent, top(r.nodes.entries, base, NEAR)) : undefined;
  const value = cut && cut.length > 1 ? undefined : readNext(r, parent, true, false, at, NONE);
  return value && value.end > value.start ? value : brokenScalar(r, at, at);
}

/** Reads the sequence whose dashes stand in `column`; the reader is at the first. `parent` is the column it may not go back to. */
function readSequence(r: Reader, parent: number, column: number, properties: Properties): Sequence {
  const node = new OpenSequence(r.pos - r.from, "block", column);
  give(r, node, properties);
  if (!descend(r)) return node;
  readItems(r, parent, node);
  r.nodes.depth--;
  return node;
}

/** Reads items into the sequence, up to a line that is none. */
function readItems(r: Reader, parent: number, node: Mutable<Sequence>): void {
  const { column } = node;
  const { items } = r.nodes;
  const base = items.count;
  for (const item of node.items) put(items, item); // it was ended too early
  let tolerated = column;
  do {
    const dash = r.pos;
    const at = dash - r.line;
    r.pos++;
    skipBlanks(r);
    checkTab(r, dash);
    const c = peek(r);
    let value: Node;
    if (c < 0 || c === HASH) value = readBelow(r, at, false, false, dash + 1, NONE);
    else {
      r.column = r.pos - r.line;
      value = readNode(r, at, NONE, false);
    }
    put(items, { dash: dash - r.from, value });
    if (peek(r) === TAB) replaceTabs(r);
    if (r.column !== column && r.column !== tolerated) {
      if (r.column <= parent || !isDash(r)) break;
      tolerated = r.column;
      reportMisindentedItem(r, column);
    }
  } while (isDash(r));
  node.items = take(items, base);
  node.end = (node.items.at(-1) as Item).value.end;
}
