import type { Span } from "../../text/span.ts";

export type TokenKind =
  | "text"
  | "left"
  | "right"
  | "space"
  | "identifier"
  | "keyword"
  | "field"
  | "variable"
  | "dot"
  | "nil"
  | "bool"
  | "number"
  | "complex"
  | "string"
  | "raw"
  | "char"
  | "declare"
  | "assign"
  | "pipe"
  | "open"
  | "close"
  | "other"
  | "error"
  | "end";

/** A piece of a template. Offsets are UTF-16 units in the template's text. */
export interface Token extends Span {
  readonly kind: TokenKind;
  /** As it stands in the text; of an error, the message. */
  readonly text: string;
}

export const KEYWORDS: ReadonlySet<string> = new Set([
  "block",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "range",
  "template",
  "with",
]);
