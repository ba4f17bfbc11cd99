import { decodeText } from "./decode.ts";
import { decodeScalar } from "./scalar.ts";
import type { Scalar, ScalarStyle, ScalarValue } from "./tree.ts";

/** The text that offsets are about: those of nodes count from `from`. */
export interface Source {
  readonly text: string;
  readonly from: number;
}

/** A scalar that is decoded when it is asked for the first time. */
export class LazyScalar implements Scalar {
  readonly kind: "scalar";
  readonly start: number;
  readonly end: number;
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly style: ScalarStyle;
  readonly unknown: boolean;
  private readonly origin: Source;
  private readonly indent: number;
  private decoded: ScalarValue | undefined;

  /** `start` and `end` are relative to the source; `indent` is the column of a block scalar's body. */
  constructor(
    origin: Source,
    start: number,
    end: number,
    style: ScalarStyle,
    anchor: string | undefined,
    tag: string | undefined,
    indent: number,
  ) {
    this.kind = "scalar";
    this.start = start;
    this.end = end;
    this.anchor = anchor;
    this.tag = tag;
    this.style = style;
    this.unknown = false;
    this.origin = origin;
    this.indent = indent;
    this.decoded = undefined;
  }

  get source(): string {
    const { text, from } = this.origin;
    return text.slice(from + this.start, from + this.end);
  }

  get value(): ScalarValue {
    if (this.decoded === undefined)
      this.decoded = decodeScalar(decodeText(this.source, this.style, this.indent), this.style, this.tag);
    return this.decoded;
  }
}
