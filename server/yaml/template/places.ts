import type { Span } from "../../text/span.ts";

/**
 * Where YAML expects a node, or goes on within a flow collection. `line`: a node or key begins a line (behind its indentation and dashes); `value`:
 * behind a key on its line; `start` and `inside`: in a flow collection, where an element is expected and anywhere else outside quotes, as far as a
 * character stands there with which an action of a template may begin.
 */
export interface Place {
  readonly at: number;
  readonly kind: "line" | "value" | "start" | "inside";
}

/**
 * The places of a text, in order. Inside comments, quoted scalars, block scalars and the middle of plain ones there are none. One scan by
 * lines that needs no sound YAML; each document is scanned by itself.
 */
export function* placesOf(text: string): Generator<Place> {
  let quote = ""; // the quote that is still open
  let block = -1; // inside a block scalar: the column that its lines must exceed
  let plain = -1; // a plain scalar stands above: the column that a line must exceed to go on with it
  let flow: Flow = { depth: 0, quote: "", expected: true };
  for (let start = 0, next = 0; start < text.length; start = next) {
    const end = text.indexOf("\n", start);
    next = end < 0 ? text.length : end + 1;
    const line = text.slice(start, next);
    const column = line.search(/\S/);
    if (column < 0) continue;
    if (column === 0 && BOUNDARY.test(line)) {
      quote = "";
      block = -1;
      plain = -1;
      flow = { depth: 0, quote: "", expected: true };
      continue;
    }
    if (flow.depth > 0) {
      yield* flowPlaces(text, { start, end: next }, flow);
      continue;
    }
    if (quote) {
      quote = isStillOpen(line, 0, quote) ? quote : "";
      continue;
    }
    if (block >= 0 && column > block - 1) continue;
    block = -1;
    if (line[0] === "%") {
      yield { at: start, kind: "line" };
      continue; // a directive
    }
    if (line[column] !== "#" && plain >= 0 && column >= plain) continue;
    const [, dashes = "", key = ""] = HOLDER.exec(line) ?? [];
    const at = dashes.length + key.length;
    yield { at: start + dashes.length, kind: "line" };
    if (line[column] === "#") continue;
    plain = -1;
    if (key) yield { at: start + at, kind: "value" };
    const own = key ? dashes.length + 1 : dashes.lastIndexOf("-") + 1; // the smallest column of what belongs to this line's node
    const value = line
      .slice(at)
      .replace(/(?:^|\s)#.*/, "")
      .trimEnd();
    const mark = value[0];
    if (mark === '"' || mark === "'") quote = isStillOpen(line, at + 1, mark) ? mark : "";
    else if (/^(?:[!&]\S*\s+)*[|>][-+\d]*$/.test(value)) block = own;
    else if (mark === "[" || mark === "{") yield* flowPlaces(text, { start: start + at, end: next }, flow);
    else if (value && !IS_MARKER.test(value)) plain = own;
  }
}

/** The source of an expression for markers that may be all of a line. */
export const MARKER = String.raw`(?:__[A-Z][A-Z0-9_]*__|\$\{[^{}\n]*\}|\$[A-Z][A-Z0-9_]*)`;

/** Nothing goes on with a line that is one. */
const IS_MARKER = new RegExp(`^${MARKER}$`);

/** What ends a document, also within a quoted or block scalar: so each document is judged by itself. */
const BOUNDARY = /^(---|\.\.\.\s)/;

/** The dashes (and blanks) at the beginning of a line, then a key with its colon and what separates it from the value. */
const HOLDER =
  /^((?:\s|-\s|\?\s)*)((?:"(?:[^"\\]|\\.)*" *|'(?:[^']|'')*' *|[^\s"'#{[][^#:]*(?::[^\s:][^#:]*)*):(?:\s+|$)|[A-Za-z]\w*:(?=\{\{))?/;

/** Where a scan stands in a flow collection that goes on over lines. */
interface Flow {
  /** How many brackets are open. */
  depth: number;
  quote: string;
  /** Nothing stands yet since the last bracket, comma or colon. */
  expected: boolean;
}

/** The places of a flow collection in what is left of a line, up to its end or a comment. */
function* flowPlaces(text: string, { start, end }: Span, flow: Flow): Generator<Place> {
  for (let at = start; at < end; at++) {
    const c = text[at] as string;
    if (flow.quote) {
      if (c === "\\" && flow.quote === '"') at++;
      else if (c === flow.quote) flow.quote = "";
      continue;
    }
    if (flow.expected && (c === '"' || c === "'")) {
      flow.quote = c;
      continue;
    }
    if (flow.depth > 0 && MARK.test(c)) yield { at, kind: flow.expected ? "start" : "inside" };
    if (c === "#" && BLANK.test(text[at - 1] ?? " ")) return;
    if (c === "[" || c === "{") flow.depth++;
    if ((c === "]" || c === "}") && --flow.depth === 0) return;
    if (!BLANK.test(c)) flow.expected = c === "[" || c === "{" || c === "," || c === ":";
  }
}

const BLANK = /\s/;
const MARK = /[{[<$%#]/;

/** Whether a quoted scalar is not closed in the line from the offset on. */
function isStillOpen(line: string, from: number, quote: string): boolean {
  for (let at = from; at < line.length; at++) {
    if (quote === '"' && line[at] === "\\") at++;
    else if (line[at] === quote) {
      if (quote === "'" && line[at + 1] === quote) at++;
      else return false;
    }
  }
  return true;
}
