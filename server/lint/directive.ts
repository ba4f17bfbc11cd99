import type { Resource } from "../kube/resource.ts";
import type { Span } from "../text/span.ts";
import type { Tree } from "../yaml/tree.ts";

/** A marker in the text that hides findings. Plain data, spans relative to the slice. */
export interface Directive {
  /** Where it stands. */
  readonly span: Span;
  /** `undefined`: every rule. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string | undefined;
  /** What it covers; `"file"` is the whole file. */
  readonly covers: Span | "file";
}

/** The directives of a document. */
export function directivesOf(_tree: Tree, _resources: readonly Resource[]): readonly Directive[] {
  return [];
}
