import type { Edit } from "../../text/edit.ts";
import type { Span } from "../../text/span.ts";
import type { Op } from "../../yaml/edit/op.ts";
import type { Path } from "../../yaml/tree/field.ts";

// Everything in this file is plain data: it crosses threads and the wire.

export type Severity = "error" | "warning" | "info";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** Higher is worse. */
export function rank(severity: Severity): number {
  return severity === "error" ? 3 : severity === "warning" ? 2 : 1;
}

/**
 * `safe`: the running object is the same afterwards. `suggestion`: behaviour changes, as with nearly every security fix.
 * Only safe fixes are applied without being asked for.
 */
export type FixClass = "safe" | "suggestion";

/** A change of the data that answers a finding. Several fixes of one finding are alternatives: at most one is applied. */
export interface Fix {
  readonly title: string;
  readonly class: FixClass;
  /**
   * For a person to choose and look over: it writes a value that only they know, needs something that is not in the file, or takes away a right that
   * somebody asked for. It is offered for one container at a time, and never made for many at once.
   */
  readonly manual?: true;
  readonly ops: readonly Op[];
  /** Changes of the text that are no changes of the data, such as removing a comment: in place of `ops`, relative to the slice. */
  readonly edits?: readonly Edit[];
  /** The `edits` are made in this file, which is another one: at absolute offsets. They are made one at a time. */
  readonly uri?: string;
}

/** The object that a finding is about. */
export interface ResourceId {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** Another place that explains a finding. Without a `uri` it is in the finding's own document, relative to its slice. */
export interface Related {
  readonly message: string;
  readonly span: Span;
  readonly uri?: string;
}

/** What a rule found. Spans are relative to the slice until the linter publishes them, and lie within one line. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly path: Path;
  readonly resource: ResourceId | undefined;
  readonly container: string | undefined;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Identity that survives moved lines and reordered containers (see `fingerprint.ts`). */
  readonly fingerprint: string;
  /** What diagnostics are tagged with in an editor. */
  readonly tag?: "deprecated" | "unnecessary";
}

/** The order of findings: by place, then by rule. */
export function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || compare(a.rule, b.rule) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
