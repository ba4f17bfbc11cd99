import type { Span } from "./span.ts";

/** A replacement of a part of a text: an insertion where the span is empty, a deletion where `newText` is. */
export interface Edit extends Span {
  readonly newText: string;
}

/**
 * The text with the edits made. They count in the text as it was, are sorted and do not overlap; edits that touch are made in their
 * order. Throws a RangeError for others.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, newText } of edits) {
    if (start < at || end < start || end > text.length)
      throw new RangeError(`The edit ${start}-${end} overlaps the one before it, or lies outside the text (0-${text.length}).`);
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * One list of edits that does what `first` does and then `second`, whose offsets count in the text that `first` leaves behind.
 * The result counts in the original text, is sorted, and no two of its edits overlap or touch.
 */
export function compose(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  const made = between(first);
  const result: Edit[] = [];
  let shift = 0; // from an offset of the original text to that of the text between
  for (let i = 0, k = 0; i < made.length || k < second.length; ) {
    // A group: edits of both lists that overlap or touch in the text between.
    const start = Math.min(made[i]?.start ?? Number.POSITIVE_INFINITY, second[k]?.start ?? Number.POSITIVE_INFINITY);
    const [fromI, fromK, before] = [i, k, shift];
    let end = start;
    for (;;) {
      const one = made[i];
      const other = second[k];
      if (one && one.start <= end) {
        end = Math.max(end, one.end);
        shift += one.growth;
        i++;
      } else if (other && other.start <= end) {
        end = Math.max(end, other.end);
        k++;
      } else break;
    }
    const newText = rewritten(made.slice(fromI, i), second.slice(fromK, k), start, end);
    result.push({ start: start - before, end: end - shift, newText });
  }
  return result;
}

/** An edit by where its new text stands after all edits of its list. */
interface Made extends Edit {
  readonly growth: number;
}

function between(edits: readonly Edit[]): readonly Made[] {
  let shift = 0;
  return edits.map(({ start, end, newText }) => {
    const growth = newText.length - (end - start);
    const made = { start: start + shift, end: start + shift + newText.length, newText, growth };
    shift += growth;
    return made;
  });
}

/** What stands from `start` to `end` of the text between once `second` is made; whatever `second` leaves there comes from `made`. */
function rewritten(made: readonly Made[], second: readonly Edit[], start: number, end: number): string {
  const kept = (from: number, to: number) =>
    made.map((one) => one.newText.slice(Math.max(0, from - one.start), Math.max(0, to - one.start))).join("");
  let text = "";
  let at = start;
  for (const edit of second) {
    text += kept(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return text + kept(at, end);
}

/**
 * The edit without what its new text has in common with the text at either end; undefined if it changes nothing. Words, surrogate pairs
 * and `\r\n` stay whole: `true` to `false` is shown as that, and no editor has a position inside the others.
 */
export function trimEdit(text: string, { start, end, newText }: Edit): Edit | undefined {
  const length = Math.min(end - start, newText.length);
  let head = 0;
  while (head < length && text.charCodeAt(start + head) === newText.charCodeAt(head)) head++;
  if (head === newText.length && start + head === end) return undefined;
  while (head > 0 && (isInside(text, start + head) || isInside(newText, head))) head--;
  let tail = 0;
  while (tail < length - head && text.charCodeAt(end - tail - 1) === newText.charCodeAt(newText.length - tail - 1)) tail++;
  while (tail > 0 && (isInside(text, end - tail) || isInside(newText, newText.length - tail))) tail--;
  return { start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) };
}

/** Whether the offset stands inside a word, a surrogate pair or a `\r\n`. */
function isInside(text: string, at: number): boolean {
  return /^(?:\w\w|\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
