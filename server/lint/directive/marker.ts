import type { Span } from "../../text/span.ts";
import type { Directive } from "./directive.ts";

/**
 * Whether the document of a marker was checked. As far as it was rendered: a marker that hides nothing may be about other values. Markers of what is
 * not checked are nobody's business, unless they hide something.
 */
export type Checked = "wholly" | "as rendered" | "not";

/** The markers of a slice, which begins at `start` in the file. */
export interface MarkedSlice {
  /** Its number in the file. */
  readonly slice: number;
  readonly start: number;
  readonly directives: readonly Directive[];
  readonly checked: Checked;
}

/** A marker of a file with what became of it. Spans are absolute. */
export interface Marker {
  readonly directive: Directive;
  /** The number of its slice in the file. */
  readonly slice: number;
  readonly checked: Checked;
  /** Where it stands. */
  readonly span: Span;
  readonly expired: boolean;
  /** The ids in it that hid something; `"*"` for one that names no rule. */
  readonly used: ReadonlySet<string>;
}

/** A finding in another file that a marker of this one covers. */
export interface HiddenElsewhere {
  /** Where the marker begins, absolute. */
  readonly marker: number;
  readonly rule: string;
}
