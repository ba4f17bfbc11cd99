import { CLOSE_BRACE, CLOSE_BRACKET, HASH } from "./chars.ts";
import { enterLine, isBlankAt, isDash, isMarker, peek, skipBlanks } from "./line-cursor.ts";
import { addComment, type Reader, report } from "./reader.ts";
import { looksLikeKey } from "./recovery.ts";

// How the reader moves between brackets, where line breaks and indentation count for little.

/** Goes to the next character of the collection over blanks, line breaks and comments; `false` where there is none. */
export function skipSpace(r: Reader): boolean {
  if (r.flow.broken) return false;
  for (;;) {
    skipBlanks(r);
    if (r.pos < r.end) {
      if (r.text.charCodeAt(r.pos) !== HASH) return true;
      addComment(r, r.pos);
    }
    if (!nextFlowLine(r)) return false;
  }
}

/** Goes to the first character of the next line that is not blank; breaks the collection off where no line of it follows. */
export function nextFlowLine(r: Reader): boolean {
  const { to } = r;
  while (r.next < to) {
    const line = r.next;
    enterLine(r, line, line);
    if (isMarker(r)) {
      r.next = line;
      break;
    }
    skipBlanks(r);
    if (r.pos >= r.end) continue;
    const column = r.pos - line;
    if (column > r.flow.outer || !(looksLikeKey(r) || isDash(r))) return true;
    r.flow.crossed = true;
    if (!r.flow.strict) return true;
    r.column = column;
    r.flow.broken = true;
    return false;
  }
  r.column = -1;
  r.pos = r.end = r.next;
  r.flow.broken = true;
  return false;
}

/** Reports the first problem of a flow collection: the others mostly follow from it. */
export function complain(r: Reader, start: number, end: number, message: string): void {
  if (!r.flow.quiet) report(r, start, end, message);
  r.flow.quiet = true;
}

/** Whether the indicator stands at the reader before white space. */
export function startsWith(r: Reader, indicator: number): boolean {
  return peek(r) === indicator && isBlankAt(r, r.pos + 1);
}

/** Whether this is a closing bracket or brace. */
export function isClose(c: number): boolean {
  return c === CLOSE_BRACE || c === CLOSE_BRACKET;
}
