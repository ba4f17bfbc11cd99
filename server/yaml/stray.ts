import { COLON, DASH, DOUBLE_QUOTE, HASH, isBlank, QUESTION, SINGLE_QUOTE, TAB } from "./chars.ts";
import { NONE, scalarOf } from "./properties.ts";
import { decline, isBlankAt, nextLine, peek, type Reader, report, skipBlanks, trimmedEnd } from "./reader.ts";
import { scanPlain } from "./scalars.ts";
import type { Scalar } from "./tree.ts";

/** Whether the rest of the current line is an entry: a key, a colon and white space. */
export function looksLikeKey(r: Reader): boolean {
  const { pos, text } = r;
  const c = peek(r);
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
    const close = text.indexOf(String.fromCharCode(c), pos + 1);
    if (close < 0 || close >= r.end) return false;
    r.pos = close + 1;
    skipBlanks(r);
  } else if (c === DASH && isBlankAt(r, pos + 1)) return false;
  else scanPlain(r);
  const found = peek(r) === COLON && r.pos > pos && isBlankAt(r, r.pos + 1);
  r.pos = pos;
  return found;
}

/**
 * Reports a line that stands to the left or right of the entries it comes among (their keys are in `column`). Returns whether it is to be
 * taken as one of them.
 */
export function isStrayEntry(r: Reader, column: number): boolean {
  if (!looksLikeKey(r)) return false;
  const spaces = (count: number) => (count === 1 ? "1 space" : `${count} spaces`);
  report(
    r,
    r.pos,
    trimmedKey(r),
    `This key is indented by ${spaces(r.column)}, its neighbours by ${spaces(column)}. Indent them alike.`,
  );
  return true;
}

/** Behind the key on the current line. */
function trimmedKey(r: Reader): number {
  const { pos } = r;
  const end = scanPlain(r);
  r.pos = pos;
  return Math.max(end, pos + 1);
}

/** Reports and leaves lines that are no entries and stand elsewhere than the entries in `column`, to the right of `parent`. */
export function skipStray(r: Reader, column: number, parent: number): void {
  const dash = peek(r) === DASH && isBlankAt(r, r.pos + 1);
  const message = dash
    ? "This list item stands below a value, or is indented differently from its list. Put it below a key that has no other value."
    : "This line is neither a key nor part of the value above. Check its indentation and the quotes above it.";
  report(r, r.pos, trimmedEnd(r, r.pos), message);
  do nextLine(r);
  while (r.column > parent && r.column !== column && !looksLikeKey(r));
}

/**
 * For a line without `key: `: reports it and guesses the key where there is a chance (`replicas`, `replicas:3`), with the reader behind it.
 * Otherwise leaves the line. `start` to `end` is what was read as a key.
 */
export function strayKey(r: Reader, start: number, end: number): Scalar | undefined {
  const { text } = r;
  const c = text.charCodeAt(start);
  if (c === QUESTION && isBlankAt(r, start + 1)) {
    decline(r);
    return undefined;
  }
  const line = trimmedEnd(r, start);
  if (c === DASH && isBlankAt(r, start + 1)) {
    return leave(
      r,
      start,
      line,
      "A list item cannot stand here among the keys of a mapping. Put it below a key that has no other value.",
    );
  }
  if (c === COLON) return leave(r, start, start + 1, "A key is missing before this colon.");
  const source = text.slice(start, end);
  const quoted = c === DOUBLE_QUOTE || c === SINGLE_QUOTE;
  const glued = quoted ? undefined : /^[\w./-]+(?=:[^/\s])/.exec(source)?.[0];
  if (glued) {
    r.pos = start + glued.length;
    report(r, r.pos, r.pos + 1, `A space is missing behind the colon: write "${glued}: …".`);
    return scalarOf(r, start, r.pos, "plain", NONE, 0);
  }
  if (quoted ? peek(r) < 0 || peek(r) === HASH : /^[\w./-]+$/.test(source)) {
    report(r, start, end, `A colon is missing: write "${source}:" to make a key of this.`);
    r.pos = end;
    return scalarOf(r, start, end, quoted ? (c === DOUBLE_QUOTE ? "double" : "single") : "plain", NONE, 0);
  }
  return leave(r, start, line, 'This line is no "key: value". Add the colon, or indent it as part of the value above.');
}

function leave(r: Reader, start: number, end: number, message: string): undefined {
  const { column } = r;
  report(r, start, end, message);
  do nextLine(r);
  while (r.column > column);
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
  if (r.tabLine !== r.line) report(r, start, r.pos, "Tabs cannot indent YAML. Use spaces.");
  r.tabLine = r.next;
}
