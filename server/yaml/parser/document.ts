import { BYTE_ORDER_MARK } from "../../text/byte-order-mark.ts";
import type { Node } from "../tree/tree.ts";
import { readNode } from "./block.ts";
import { DASH, DOT, HASH, PERCENT, TAB } from "./chars.ts";
import { enterLine, peek, skipBlanks, trimmedEnd } from "./line-cursor.ts";
import { NONE } from "./properties.ts";
import { decline, finishLine, nextLine, type Reader, report } from "./reader.ts";
import { looksLikeKey, replaceTabs } from "./recovery.ts";

/**
 * Reads a whole document in one pass, by recursive descent. What it leaves alone (`? ` keys, tag handles, odd line breaks) it declines. Returns
 * its content.
 */
export function readDocument(r: Reader): Node | undefined {
  nextLine(r);
  while (endsHere(r)) decline(r); // the end of nothing
  const first = peek(r);
  if (r.column === 0 && first === DASH && r.text.startsWith("---", r.pos)) decline(r); // `---#`: a comment, or the text of the first document
  if (r.column === 0 && (first === PERCENT || first === BYTE_ORDER_MARK)) {
    r.verdict.declined = true;
    return undefined;
  }
  let root: Node | undefined;
  if (r.column < 0 && r.next < r.to && r.text.charCodeAt(r.next) === DASH) {
    enterLine(r, r.next, r.next + 3);
    skipBlanks(r);
    const c = peek(r);
    if (c < 0 || c === HASH) finishLine(r, -1, "---");
    else root = readNode(r, -1, NONE, true);
  }
  if (peek(r) === TAB && r.json) skipBlanks(r);
  if (peek(r) === TAB) replaceTabs(r);
  if (r.column >= 0 && !root) root = readNode(r, -1, NONE, false);
  if (!root && endsHere(r)) decline(r); // the end of nothing, behind the `---`
  if (r.column >= 0) root = readRest(r, root);
  finishDocument(r);
  return root;
}

/** Whether the next line is the `...` that ends the document. */
function endsHere(r: Reader): boolean {
  return r.column < 0 && r.next < r.to && r.text.charCodeAt(r.next) === DOT;
}

/** Lines behind a root that has ended. If they are keys, they are the document and what stands above them is in the way. */
function readRest(r: Reader, root: Node | undefined): Node | undefined {
  const start = r.pos;
  const end = trimmedEnd(r, start);
  while (r.column >= 0 && !looksLikeKey(r)) nextLine(r);
  if (r.column < 0) {
    report(r, start, end, "The document has ended above this line. Indent the line as part of it, or begin a document with ---.");
    return root;
  }
  if (root)
    report(
      r,
      root.start + r.from,
      root.end + r.from,
      "This does not belong to the keys that follow. Remove it, or give it a key of its own.",
    );
  while (r.column >= 0) root = readNode(r, -1, NONE, false);
  return root;
}

/** What may stand behind the `...` that ends a document: comments. */
function finishDocument(r: Reader): void {
  while (r.next < r.to) {
    if (r.column < 0) {
      enterLine(r, r.next, r.next + 3);
      if (r.text.charCodeAt(r.line) === DASH) break;
      finishLine(r, -1, "...");
    } else break;
  }
  if (r.pos < r.end || r.next < r.to) {
    report(r, r.line, trimmedEnd(r, r.line), "A second document begins here, and it is not read. Begin it with ---.");
  }
}
