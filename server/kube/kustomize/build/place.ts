import type { Span } from "../../../text/span.ts";
import type { Field } from "../../../yaml/tree/field.ts";

/** Where a field stands, in the offsets of the build; `by` is where the text of its file begins there. */
export function placeOf(field: Pick<Field, "site" | "tree">, by: number): Span {
  const { start, end } = field.site;
  return { start: start + by + field.tree.from, end: end + by + field.tree.from };
}
