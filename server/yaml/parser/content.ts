import { SECOND_COLON } from "../goyaml/messages.ts";
import type { Node } from "../tree/tree.ts";
import {
  ASTERISK,
  AT,
  BACKTICK,
  BAR,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  GREATER_THAN,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  SINGLE_QUOTE,
} from "./chars.ts";
import { readFlow } from "./flow.ts";
import { isColonNext, peek } from "./line-cursor.ts";
import { KEY_IN_TEXT, KEY_ON_LINES } from "./problem.ts";
import { brokenScalar, joined, type Properties, readAlias, scalarOf } from "./properties.ts";
import { decline, finishLine, nextLine, type Reader } from "./reader.ts";
import { brokenValue, couldBeKey, looksLikeKey } from "./recovery.ts";
import { continuePlain, readBlockScalar, readQuoted, scanPlain } from "./scalars.ts";

/**
 * Reads a node that is no block collection: a scalar, an alias, or what stands in brackets. It gets the properties on its own line and those
 * above it (`outer`), and the reader goes on to the next line with content.
 *
 * Unless the node is `inline` it may be the first key of a mapping. Then it gets only its own properties, and the reader is left at its
 * colon. `undefined`: it should have been a key, but is none as it is written; the caller goes back and reads it as one.
 */
export function readContent(r: Reader, parent: number, inline: boolean, outer: Properties, own: Properties): Node | undefined {
  const c = peek(r);
  switch (c) {
    case BAR:
    case GREATER_THAN:
      return readBlockScalar(r, parent, joined(r, outer, own));
    case ASTERISK: {
      const alias = readAlias(r, joined(r, outer, own));
      if (isColonNext(r)) decline(r);
      else finishLine(r, parent, "the alias");
      return alias;
    }
    case OPEN_BRACE:
    case OPEN_BRACKET: {
      const start = r.pos;
      const collection = readFlow(r, parent, joined(r, outer, own));
      if (r.flow.broken || r.verdict.declined) return collection;
      if (isColonNext(r)) return inline ? brokenValue(r, parent, inline, start, r.pos, SECOND_COLON) : undefined;
      finishLine(r, parent, "the closing bracket");
      return collection;
    }
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return readQuotedContent(r, parent, inline, outer, own);
    case COMMA:
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
    case PERCENT:
    case AT:
    case BACKTICK:
      return brokenValue(r, parent, inline, r.pos, r.pos, `A value cannot begin with "${String.fromCharCode(c)}". Quote it.`);
    default:
      return readPlainContent(r, parent, inline, outer, own);
  }
}

function readQuotedContent(r: Reader, parent: number, inline: boolean, outer: Properties, own: Properties): Node | undefined {
  const { pos: start, line, end: lineEnd, column } = r;
  const style = peek(r) === DOUBLE_QUOTE ? "double" : "single";
  const end = readQuoted(r, false);
  if (end < 0) {
    nextLine(r);
    return brokenScalar(r, start, lineEnd);
  }
  if (isColonNext(r)) {
    if (inline) return brokenValue(r, parent, inline, start, r.pos, SECOND_COLON);
    if (r.line !== line) return brokenValue(r, parent, inline, start, start, KEY_ON_LINES);
    return scalarOf(r, start, end, style, own, 0);
  }
  finishLine(r, parent, "the closing quote");
  if (!inline && r.column === column && looksLikeKey(r)) return undefined;
  return scalarOf(r, start, end, style, joined(r, outer, own), 0);
}

/** Reads a plain scalar, as `readContent` does. */
export function readPlainContent(
  r: Reader,
  parent: number,
  inline: boolean,
  outer: Properties,
  own: Properties,
): Node | undefined {
  const start = r.pos;
  const first = scanPlain(r);
  if (peek(r) === COLON) {
    if (inline) return brokenValue(r, parent, inline, start, r.pos, SECOND_COLON);
    return first > start ? scalarOf(r, start, first, "plain", own, 0) : undefined;
  }
  const end = continuePlain(r, parent, first);
  if (r.column > parent && looksLikeKey(r)) {
    if (!inline && couldBeKey(r, start, first)) return undefined;
    if (end !== first) return brokenValue(r, parent, inline, start, start, KEY_IN_TEXT);
  }
  return scalarOf(r, start, end, "plain", joined(r, outer, own), 0);
}
