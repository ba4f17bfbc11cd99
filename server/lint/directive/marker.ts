import type { Span } from "../../text/span.ts";
import type { Directive } from "./directive.ts";

/** The markers of a slice, which begins at `start` in the file. */
export interface MarkedSlice {
  /** Its number in the file. */
  readonly slice: number;
  readonly start: number;
  readonly directives: readonly Directive[];
  /** Whether its document was checked: markers elsewhere are nobody's business. */
  readonly checked: boolean;
}

/** A marker of a file with what became of it. Spans are absolute. */
export interface Marker {
  readonly directive: Directive;
  /** The number of its slice in the file. */
  readonly slice: number;
  readonly checked: boolean;
  /** Where it stands. */
  readonly span: Span;
  readonly expired: boolean;
  /** The ids in it that hid something; `"*"` for one that names no rule. */
  readonly used: ReadonlySet<string>;
}
