import type { Span } from "./span.ts";

/** The part in which a text differs from an older one. The span counts in the older text; what stands there now is `by` UTF-16 units longer. */
export interface Change extends Span {
  readonly by: number;
}

/** The smallest part in which two texts differ: the same stands before it, and the same behind it. Empty where they are equal. */
export function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  const head = largest(most, (from, to) => before.slice(from, to) === after.slice(from, to));
  const [a, b] = [before.length, after.length];
  const tail = largest(most - head, (from, to) => before.slice(a - to, a - from) === after.slice(b - to, b - from));
  return { start: head, end: a - tail, by: b - a };
}

/** The largest length at which two texts are the same. They are compared by halves: that is a comparison of memory, not of characters. */
function largest(most: number, isSame: (from: number, to: number) => boolean): number {
  let known = 0;
  let limit = most;
  while (known < limit) {
    const middle = (known + limit + 1) >> 1;
    if (isSame(known, middle)) known = middle;
    else limit = middle - 1;
  }
  return known;
}
