import type { Span } from "../../text/span.ts";
import type { Path } from "../../yaml/tree/field.ts";

/** A rule that a marker names. */
export interface DirectiveRule {
  /** The id as written; for another tool's marker `tool:check`, in which `*` stands for anything. */
  readonly id: string;
  readonly span: Span;
  /** What to delete to take this one id out of a list of several. */
  readonly removal?: Span;
}

/** The forms of our own comments, an annotation, or another tool's marker. */
export type DirectiveForm =
  | "disable-line"
  | "disable-next-line"
  | "disable-file"
  | "disable"
  | "enable"
  | "annotation"
  | "foreign";

/** A marker in the text that hides findings. Plain data, spans relative to the slice. */
export interface Directive {
  readonly kind: "comment" | "annotation";
  readonly form: DirectiveForm;
  /** Where it stands, within one line. */
  readonly span: Span;
  /** `undefined`: every rule. */
  readonly rules: readonly DirectiveRule[] | undefined;
  readonly reason: string | undefined;
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly expires: string | undefined;
  /** What it covers: `"file"` is the whole file, `"rest"` the file from here on, until an `enable`. */
  readonly covers: Span | "file" | "rest";
  /** Only findings about this container. */
  readonly container?: string;
  /** It has no effect, and this is why. */
  readonly problem?: string;
  /** How to delete it: the text of a comment, or the path of an annotation. */
  readonly removal?: { readonly span: Span } | { readonly path: Path };
}
