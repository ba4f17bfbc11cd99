import type { Span } from "../../text/span.ts";
import type { Directive } from "../directive/directive.ts";
import type { Marker } from "../directive/marker.ts";
import { type Crash, crashOf } from "../rule/crash.ts";
import type { Finding } from "../rule/finding.ts";
import type { DialectName } from "./dialect.ts";
import type { Unchecked } from "./unchecked.ts";

/** A finding as a host shows it: spans are absolute in the file's text. Its ops still count from the root of its slice's document. */
export interface PlacedFinding extends Finding {
  readonly uri: string;
  /** The number of its slice in the file, from 0. */
  readonly slice: number;
  /** Markers of the object that it is about, where that is rendered and the finding stands in another file. */
  readonly coveredBy?: readonly Directive[];
}

/** What hid a finding. */
export interface Suppression {
  readonly kind: "comment" | "annotation" | "config" | "baseline";
  readonly reason: string | undefined;
}

export interface SuppressedFinding {
  readonly finding: PlacedFinding;
  readonly by: Suppression;
}

/** Everything there is to say about one file. Sorted by place, then rule. */
export interface FileResult {
  readonly uri: string;
  readonly text: string;
  /** How the text is read: whoever renders a fix parses it the same way. */
  readonly dialect: DialectName;
  /** Other files of which messages about this one may hold a piece: the values with which its chart is rendered. */
  readonly quoted?: readonly { readonly text: string }[];
  readonly findings: readonly PlacedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** The markers in the text with what became of them. */
  readonly markers?: readonly Marker[];
  /** Documents (or the file) that were not, or not fully, checked; the span is absolute. */
  readonly unchecked: readonly { readonly reason: Unchecked; readonly span: Span }[];
  /** How many Kubernetes objects the file holds. */
  readonly resources: number;
  readonly crashes: readonly Crash[];
}

/** The result of a file about which nothing can be said, for a reason. */
export function uncheckedFile(uri: string, reason: Unchecked, text = ""): FileResult {
  const unchecked = [{ reason, span: { start: 0, end: 0 } }];
  return { uri, text, dialect: "yaml", findings: [], suppressed: [], unchecked, resources: 0, crashes: [] };
}

/** The same where the reason is an error of ours. */
export function failedFile(uri: string, text: string, error: unknown): FileResult {
  return { ...uncheckedFile(uri, "internal-error", text), crashes: [crashOf(undefined, error, { start: 0, end: 0 })] };
}
