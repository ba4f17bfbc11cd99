import { findDuplicateKeys, hasUndecided } from "../tree/duplicate.ts";
import type { Entry, Scalar } from "../tree/tree.ts";
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
import { isBlankAt, isColonNext, peek } from "./line-cursor.ts";
import { KEY_ON_LINES } from "./problem.ts";
import { NONE, readProperties, scalarOf } from "./properties.ts";
import { decline, nextLine, type Reader, report } from "./reader.ts";
import { recoverKey } from "./recovery.ts";
import { readQuoted, scanPlain } from "./scalars.ts";

/**
 * Reads the key at the reader (to `r.key`) and stops at its colon, or where the colon was forgotten. A line that is no
 * entry is reported and left: `false`.
 */
export function readKey(r: Reader): boolean {
  let properties = NONE;
  let c = peek(r);
  if (c === AMPERSAND || c === BANG) {
    properties = readProperties(r, false);
    c = peek(r);
    if (c < 0 || c === HASH) decline(r);
  }
  const { pos: start, line } = r;
  if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
    const end = readQuoted(r, false);
    if (end >= 0) {
      if (isColonNext(r)) {
        if (r.line !== line) report(r, start, start + 1, KEY_ON_LINES);
        return takeKey(r, scalarOf(r, start, end, c === DOUBLE_QUOTE ? "double" : "single", properties, 0));
      }
      return takeKey(r, recoverKey(r, start, end));
    }
    nextLine(r);
    return false;
  }
  const end = scanPlain(r);
  if (peek(r) !== COLON || !isPlainStart(r, c, start)) return takeKey(r, recoverKey(r, start, end));
  if (properties.end >= 0) return takeKey(r, scalarOf(r, start, end, "plain", properties, 0));
  takePlainKey(r, start, end);
  return true;
}

/** Takes a plain scalar without properties as the key that was read. Offsets are those of the text. */
export function takePlainKey({ key }: Reader, start: number, end: number): void {
  key.start = start;
  key.end = end;
  key.node = undefined;
}

/** Takes the scalar as the key that was read, if there is one. */
export function takeKey({ key, from }: Reader, node: Scalar | undefined): boolean {
  if (!node) return false;
  key.start = node.start + from;
  key.end = node.end + from;
  key.node = node;
  return true;
}

/** Whether it is one of A to Z, in either case. */
export function isLetter(c: number): boolean {
  return (c | 32) >= 97 && (c | 32) <= 122;
}

/** Whether a plain scalar may begin with this character (YAML 1.2.2, section 7.3.3). */
function isPlainStart(r: Reader, c: number, start: number): boolean {
  switch (c) {
    case DASH:
    case QUESTION:
    case COLON:
      return !isBlankAt(r, start + 1);
    case COMMA:
    case OPEN_BRACE:
    case OPEN_BRACKET:
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
    case ASTERISK:
    case BAR:
    case GREATER_THAN:
    case PERCENT:
    case AT:
    case BACKTICK:
    case TAB:
      return false;
    default:
      return true;
  }
}

/** Looks at the keys of a mapping that has ended. */
export function checkKeys(r: Reader, entries: readonly Entry[]): void {
  findDuplicateKeys(entries, r.log.problems);
  if (hasUndecided(entries)) r.verdict.undecided = true;
}
