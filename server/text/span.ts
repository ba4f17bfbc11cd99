/** A half-open range of UTF-16 offsets, counted from 0. Relative to a slice unless a docstring says otherwise. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `inner` lies inside `outer` (touching ends count as inside). */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the two spans share an offset or touch. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The span moved by `by` UTF-16 units. */
export function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** The part of the span before the first line break of `text` in it: an underline never covers more than one line. */
export function firstLine(text: string, span: Span): Span {
  return { start: span.start, end: endOfFirstLine(text, span.start, span.end) };
}

/** The offset of the first line break of `text` between two offsets; the second of them if there is none. */
export function endOfFirstLine(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return i;
  }
  return end;
}

/** The place, among spans in their order, of the first that holds another; -1 if none does. */
export function holderOf(spans: readonly Span[], inner: Span): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end < inner.end) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && contains(spans[low] as Span, inner) ? low : -1;
}

/** The order of what has spans, by where they start. */
export function bySpan({ span: a }: { readonly span: Span }, { span: b }: { readonly span: Span }): number {
  return a.start - b.start;
}
