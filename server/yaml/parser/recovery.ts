import { KEY_IS_NO_SCALAR, NO_KEY, TABS } from "../goyaml/messages.ts";
import type { Entry, Mapping, Scalar, Sequence } from "../tree/tree.ts";
import { ASTERISK, COLON, DOUBLE_QUOTE, HASH, isBlank, OPEN_BRACE, OPEN_BRACKET, QUESTION, SINGLE_QUOTE, TAB } from "./chars.ts";
import { isBlankAt, isColonNext, isDash, peek, trimmedEnd } from "./line-cursor.ts";
import { brokenScalar, NONE, scalarOf } from "./properties.ts";
import { decline, nextLine, type Reader, report } from "./reader.ts";
import { scanPlain } from "./scalars.ts";

// What the parser does where a document is broken: one problem at the place where a person would look, then on with what can be understood.

/** Whether the rest of the current line is an entry: a key, a colon and white space. */
export function looksLikeKey(r: Reader): boolean {
  const { pos, text } = r;
  const c = peek(r);
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
    const close = text.indexOf(String.fromCharCode(c), pos + 1);
    if (close < 0 || close >= r.end) return false;
    r.pos = close + 1;
  } else if (isDash(r)) return false;
  else scanPlain(r);
  const found = r.pos > pos && isColonNext(r);
  r.pos = pos;
  return found;
}

/** Whether a plain scalar from `start` to `end` may be a key whose colon, or the space behind it, was forgotten. */
export function couldBeKey(r: Reader, start: number, end: number): boolean {
  return /^[A-Za-z_][\w./-]*(:\S*)?$/.test(r.text.slice(start, end));
}

/**
 * Reports a line that stands to the left or right of the entries it comes among (their keys are in `column`). Returns whether it is to be
 * taken as one of them.
 */
export function isMisindentedEntry(r: Reader, column: number): boolean {
  if (!looksLikeKey(r)) return false;
  const { pos } = r;
  const end = scanPlain(r);
  r.pos = pos;
  report(r, pos, end, `This key is indented by ${spaces(r.column)}, its neighbours by ${spaces(column)}. Indent them alike.`);
  return true;
}

/** Reports a list item that stands to the left or right of the others, whose dashes are in `column`. */
export function reportMisindentedItem(r: Reader, column: number): void {
  report(
    r,
    r.pos,
    r.pos + 1,
    `This item is indented by ${spaces(r.column)}, the items above it by ${spaces(column)}. Indent them alike.`,
  );
}

function spaces(count: number): string {
  return count === 1 ? "1 space" : `${count} spaces`;
}

/** A collection that was ended too early, and the column of the one around it. */
export interface CutOff {
  readonly node: Mapping | Sequence;
  readonly parent: number;
}

/** Up to so many entries above, a collection may have been cut off. */
export const NEAR = 3;

/**
 * Where a line came between that belongs elsewhere: the collection above, among the last values of these entries (whose keys are in
 * `column`), into which the line at the reader fits by its column; the last in a list of collections that stand in each other.
 */
export function cutOff(r: Reader, column: number, entries: readonly Entry[]): readonly CutOff[] | undefined {
  const kind = isDash(r) ? "sequence" : "mapping";
  const reported = r.log.reported.end - r.from;
  for (let i = entries.length - 1; i >= 0; i--) {
    const path: CutOff[] = [];
    let parent = column;
    let node = entries[i]?.value;
    while (node && (node.kind === "mapping" || node.kind === "sequence") && node.style === "block") {
      path.push({ node, parent });
      if (node.column === r.column && node.kind === kind) {
        if (reported > node.start) return path; // what came between was reported already
        if (kind === "mapping") break;
        report(r, r.pos, trimmedEnd(r, r.pos), "The lines above cut this item off from its list. Move it up to the other items.");
        return path;
      }
      parent = node.column;
      node = node.kind === "mapping" ? node.entries.at(-1)?.value : node.items.at(-1)?.value;
    }
  }
  return undefined;
}

/** Reports items left of the keys (in `column`) that come below a key without a value, and so must be its list. */
export function isShallowList(r: Reader, column: number, last: Entry): boolean {
  if (!isDash(r) || r.column >= column || last.value.start !== last.value.end) return false;
  report(
    r,
    r.pos,
    r.pos + 1,
    `This list is indented by ${spaces(r.column)}, its key by ${spaces(column)}. Indent the list as far as the key.`,
  );
  return true;
}

/** Reports a tab behind a dash (at `dash`): a key may begin there, and no tab may stand before one. */
export function checkTab(r: Reader, dash: number): void {
  if (r.text.slice(dash + 1, r.pos).includes("\t")) report(r, dash + 1, r.pos, "A tab stands behind this dash. Use a space.");
}

/** Reports and leaves list items that come among the entries whose keys are in `column`. */
export function skipItems(r: Reader, column: number): void {
  const floor = Math.min(r.column, column);
  report(r, r.pos, trimmedEnd(r, r.pos), "A list item cannot be among the keys of a mapping.");
  do leaveBlock(r, floor);
  while (r.column === floor && isDash(r));
}

/** Reports and leaves lines that are no entries and stand elsewhere than the entries in `column`, to the right of `parent`. */
export function skipUnexpectedLines(r: Reader, column: number, parent: number): void {
  if (peek(r) === COLON) report(r, r.pos, r.pos + 1, NO_KEY);
  else
    report(
      r,
      r.pos,
      trimmedEnd(r, r.pos),
      "This line is neither a key nor part of the value above. Check its indentation and the quotes above it.",
    );
  if (r.column > column) leaveBlock(r, column);
  else {
    do nextLine(r);
    while (r.column > parent && r.column !== column && !looksLikeKey(r));
  }
}

/** Goes to the next line that is not indented more than `column`. */
function leaveBlock(r: Reader, column: number): void {
  do nextLine(r);
  while (r.column > column);
}

/**
 * Reports a value that cannot be read and leaves its line, with what stands below it. `parent` is the column of the collection around,
 * `inline`: it is the value of a key, and so a list in the column of that key belongs to it too.
 */
export function brokenValue(r: Reader, parent: number, inline: boolean, start: number, at: number, message: string): Scalar {
  report(r, at, at + 1, message);
  const value = brokenScalar(r, start, r.end);
  do leaveBlock(r, parent);
  while (inline && r.column === parent && isDash(r));
  return value;
}

/**
 * For a line without `key: `: reports it and guesses the key where there is a chance (`replicas`, `replicas:3`), with the reader behind it.
 * Otherwise leaves the line. `start` to `end` is what was read as a key.
 */
export function recoverKey(r: Reader, start: number, end: number): Scalar | undefined {
  const { text } = r;
  const c = text.charCodeAt(start);
  if ((c === QUESTION && isBlankAt(r, start + 1)) || (c === ASTERISK && peek(r) === COLON)) {
    decline(r);
    return undefined;
  }
  if (c === COLON) return leave(r, start, start + 1, NO_KEY);
  const rest = text.slice(start, r.end);
  if ((c === OPEN_BRACE || c === OPEN_BRACKET) && /[}\]]\s*:(\s|$)/.test(rest))
    return leave(r, start, start + 1, KEY_IS_NO_SCALAR);
  const source = text.slice(start, end);
  const quoted = c === DOUBLE_QUOTE || c === SINGLE_QUOTE;
  const glued = quoted ? undefined : /^[A-Za-z_][\w./-]*(?=:[^/\s])/.exec(source)?.[0];
  if (glued) {
    r.pos = start + glued.length;
    report(r, r.pos, r.pos + 1, `A space is missing behind the colon: write "${glued}: …".`);
    return scalarOf(r, start, r.pos, "plain", NONE, 0);
  }
  if (quoted ? peek(r) < 0 || peek(r) === HASH : couldBeKey(r, start, end)) {
    report(r, start, end, `A colon is missing: write "${source}:" to make a key of this.`);
    r.pos = end;
    return scalarOf(r, start, end, quoted ? (c === DOUBLE_QUOTE ? "double" : "single") : "plain", NONE, 0);
  }
  return leave(
    r,
    start,
    trimmedEnd(r, start),
    'This line is no "key: value". Add the colon, or indent it as part of the value above.',
  );
}

function leave(r: Reader, start: number, end: number, message: string): undefined {
  report(r, start, end, message);
  leaveBlock(r, r.column);
}

/** Reports a line that a tab indents, and guesses its column: as if every tab were two spaces. */
export function replaceTabs(r: Reader): void {
  const start = r.pos;
  let column = start - r.line;
  while (isBlank(peek(r))) {
    column += peek(r) === TAB ? 2 : 1;
    r.pos++;
  }
  r.column = column;
  // One problem for all lines that follow each other.
  if (r.log.tabLine !== r.line) report(r, start, r.pos, TABS);
  r.log.tabLine = r.next;
}
