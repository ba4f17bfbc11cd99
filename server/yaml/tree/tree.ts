import type { Span } from "../../text/span.ts";

/** How a scalar is written; `empty` is a value that is not there (`key:`), zero characters wide. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded" | "empty";

/** What a scalar means to Kubernetes' decoder (see `scalar.ts`). */
export type ScalarValue = string | number | boolean | null;

interface Base extends Span {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

/** `start` to `end` covers the quotes, or a block scalar's header up to and including the last line break of its body. */
export interface Scalar extends Base {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** Decoded when first asked for. */
  readonly value: ScalarValue;
  /** What stands in the text from `start` to `end`. */
  readonly source: string;
  /** The same with quotes, escapes and folding undone: what a tag is about. Known of what a parser has read. */
  readonly text?: string;
  /** A template action stands inside: the value cannot be known. */
  readonly unknown: boolean;
}

/** `start` is that of the first key (or the brace), `end` that of the last child (or behind the brace). */
export interface Mapping extends Base {
  readonly kind: "mapping";
  readonly style: "block" | "flow";
  /** Column of the first key (block) or of the brace (flow), from 0. */
  readonly column: number;
  readonly entries: readonly Entry[];
  /** A template action may add entries here: a key that is not found is unknown, not absent. */
  readonly open: boolean;
  /** Of an object that a kustomization builds: what took entries away, by their names. */
  readonly removals?: ReadonlyMap<string, Span>;
}

export interface Sequence extends Base {
  readonly kind: "sequence";
  readonly style: "block" | "flow";
  /** Column of the dashes (block) or of the bracket (flow), from 0. */
  readonly column: number;
  readonly items: readonly Item[];
  /** A template action may add items here. */
  readonly open: boolean;
}

/** `*name`. Points to its target and is never expanded, so an alias bomb stays linear. */
export interface Alias extends Span {
  readonly kind: "alias";
  readonly name: string;
  /** The anchored node that stands before it, if there is one. */
  readonly target: Content | undefined;
}

export interface Entry {
  readonly key: Scalar;
  /** The key as the decoder makes it: always a string (`true:` is "true", `8080:` is "8080"). */
  readonly name: string;
  /** Offset of the `:`; -1 where there is none (`{a, b: 1}`). */
  readonly colon: number;
  readonly value: Node;
  /** A template writes it only where some condition holds. */
  readonly guarded?: boolean;
  /** Of an object that a kustomization builds: the value is put in the place of another one. */
  readonly replaces?: boolean;
}

export interface Item {
  /** Offset of the `-`; -1 in a flow sequence. */
  readonly dash: number;
  readonly value: Node;
}

export type Content = Scalar | Mapping | Sequence;
export type Node = Content | Alias;

/** From the `#` to the end of its line, the line break not included. */
export interface Comment extends Span {
  readonly text: string;
}

export type ProblemCode = "syntax" | "duplicate-key";

/** Something in the text that is not good YAML. Never an exception. The span lies in one line. */
export interface Problem extends Span {
  readonly code: ProblemCode;
  readonly message: string;
  /** For a duplicate key: the first one. */
  readonly related?: Span;
}

/** One YAML document. Every offset is relative to `from`, the start of its slice in `text`. */
export interface Tree {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** `undefined` for a document with no content (only comments, or nothing). */
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** The actions of a template, relative to `from` like everything else: what stands there is not the author's YAML. */
  readonly holes?: readonly Span[];
  /** It is the text of a named template: part of whatever includes it. */
  readonly part?: true;
  /** It is put together from several texts, and not what a file says as it is. */
  readonly built?: true;
}

/** How deep collections may nest. Real manifests stay below 60; the limit keeps every recursive walk off the end of the stack. */
export const MAX_DEPTH = 400;

/** A node that is still being built. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
