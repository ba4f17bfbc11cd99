import { markLength } from "../../text/byte-order-mark.ts";
import type { Change } from "../../text/change.ts";
import type { Span } from "../../text/span.ts";
import { beginsAsJson, nextInStream } from "./json.ts";

/**
 * Cuts a text into YAML documents by a line scan: the slices follow each other without a gap and cover the whole text. A slice begins at a line
 * that begins with `---`, as for kubectl (or at the `%` directives before it), or where something follows a `...`, and ends where the next one
 * begins; what stands before the first document belongs to it. Both markers count even inside a quoted or block scalar (YAML 1.2.2, section 9.1).
 * JSON objects that follow each other are a document each. Offsets are UTF-16 units from 0.
 */
export function cut(text: string): readonly Span[] {
  const slices: Span[] = [];
  let start = 0;
  for (const next of boundaries(text, 0)) {
    slices.push({ start, end: next });
    start = next;
  }
  slices.push({ start, end: text.length });
  return slices;
}

/**
 * How the documents of a text differ from those of an older one: the first `first` stand as they did, those from the number `rest` on moved with the
 * text, and `fresh` stand between them.
 */
export interface Splice {
  readonly first: number;
  readonly rest: number;
  readonly fresh: readonly Span[];
}

/** `cut(text)` by the `slices` that an older text was cut into: only the documents around the change are looked at. */
export function recut(text: string, slices: readonly Span[], { start: from, end: to, by }: Change): Splice {
  // Whether a document begins there may depend on its first lines, so the change may move the start of the document that it is in.
  const first = Math.max(0, slices.findLastIndex((slice) => slice.start <= from) - 1);
  const fresh: Span[] = [];
  let start = slices[first]?.start ?? 0;
  let rest = first + 1; // the slice of the older text that may begin at the next boundary
  for (const next of boundaries(text, start)) {
    fresh.push({ start, end: next });
    start = next;
    while (rest < slices.length && (slices[rest] as Span).start < next - by) rest++;
    if (next - by >= to && slices[rest]?.start === next - by) return { first, rest, fresh };
  }
  fresh.push({ start, end: text.length });
  return { first, rest: slices.length, fresh };
}

/** The splice without the documents at its ends that are as they were. */
export function narrowed({ first, rest, fresh }: Splice, slices: readonly Span[], { start: from, end: to, by }: Change): Splice {
  const isKept = (span: Span, old: Span, moved: number) => old.start + moved === span.start && old.end + moved === span.end;
  const most = Math.min(fresh.length, rest - first);
  let head = 0;
  for (; head < most; head++) {
    const old = slices[first + head] as Span;
    if (old.end > from || !isKept(fresh[head] as Span, old, 0)) break;
  }
  let tail = 0;
  for (; tail < most - head; tail++) {
    const old = slices[rest - tail - 1] as Span;
    if (old.start < to || !isKept(fresh[fresh.length - tail - 1] as Span, old, by)) break;
  }
  return { first: first + head, rest: rest - tail, fresh: fresh.slice(head, fresh.length - tail) };
}

/** Where documents begin behind the one at `from`, which is 0 or the beginning of a document itself. */
function* boundaries(text: string, from: number): Generator<number, void> {
  let begun = false; // there is a document already
  let ended = true; // before the first document and behind a `...`, where `%` begins a directive
  let directive = -1; // the first directive since then
  let at = from === 0 ? markLength(text) : from;
  if (beginsAsJson(text, from))
    for (let next = nextInStream(text, from); next > 0; next = nextInStream(text, next)) {
      yield next;
      at = next;
      begun = true;
      ended = false;
    }
  for (;;) {
    const c = text.charCodeAt(at);
    let boundary = -1;
    if (c === DASH && text.startsWith("---", at)) boundary = directive < 0 ? at : directive;
    else if (c === DOT && isEnd(text, at)) ended = true;
    else if (ended && c === PERCENT) directive = directive < 0 ? at : directive;
    else if (ended && hasContent(text, at)) boundary = at;
    if (boundary >= 0) {
      if (begun) yield boundary;
      begun = true;
      ended = false;
      directive = -1;
    }
    const next = text.indexOf("\n", at);
    if (next < 0) return;
    at = next + 1;
  }
}
const DASH = 45;
const DOT = 46;
const PERCENT = 37;
const HASH = 35;

function isEnd(text: string, at: number): boolean {
  if (!text.startsWith("...", at)) return false;
  const after = text.charCodeAt(at + 3);
  return Number.isNaN(after) || isBlank(after);
}

/** Whether the line has anything but blanks and a comment. */
function hasContent(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return false;
    if (!isBlank(c)) return c !== HASH;
  }
  return false;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 10 || c === 13;
}
