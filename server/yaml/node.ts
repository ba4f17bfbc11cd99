import { decodeText } from "./decode.ts";
import { decodePlain, decodeScalar } from "./scalar.ts";
import type { Entry, Node, Scalar, ScalarStyle, ScalarValue } from "./tree.ts";

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

/** An entry whose key is a plain scalar without properties, as nearly all are. Most keys are never asked for, so each is made when it is. */
export class PlainEntry implements Entry {
  readonly name: string;
  colon: number;
  value: Node;
  private readonly origin: Source;
  private readonly start: number;
  private readonly end: number;

  /** `start` and `end` are those of the key, relative to the source. */
  constructor(origin: Source, start: number, end: number, colon: number, value: Node) {
    const { text, from } = origin;
    const decoded = decodePlain(text.slice(from + start, from + end));
    this.name = typeof decoded === "string" ? decoded : String(decoded);
    this.colon = colon;
    this.value = value;
    this.origin = origin;
    this.start = start;
    this.end = end;
  }

  get key(): Scalar {
    return new LazyScalar(this.origin, this.start, this.end, "plain", undefined, undefined, 0);
  }
}
