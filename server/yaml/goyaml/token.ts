import type { ScalarStyle } from "../tree/tree.ts";

export type TokenKind =
  | "directive"
  | "document start"
  | "document end"
  | "stream end"
  | "block sequence"
  | "block mapping"
  | "block end"
  | "["
  | "{"
  | "]"
  | "}"
  | ","
  | "-"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

/** `start` and `end` are offsets in the text; a token that is only inferred (`key`, `block end` …) is empty. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Where goyaml sees it begin: at the end of a text this lies behind the line break that `start` leaves out. */
  readonly mark: number;
  /** The name of an anchor, a tag in full, or the text of a scalar. */
  readonly text: string;
  readonly style: ScalarStyle;
}
