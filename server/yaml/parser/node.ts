import { decodePlain, decodeScalar, nameOfNumber } from "../tree/scalar.ts";
import type { Entry, Item, Mapping, Mutable, Node, Scalar, ScalarStyle, ScalarValue, Sequence } from "../tree/tree.ts";
import { decodeText } from "./decode.ts";

// The parser's nodes. A large document has tens of thousands, and collecting that garbage is what takes long after a keystroke: so
// what nearly all of one kind have in common stands on the prototype, and what is seldom asked for is made when it is.

/** The text that offsets are about: those of nodes count from `from`. */
export interface SourceText {
  readonly text: string;
  readonly from: number;
}

/** A scalar that is decoded when it is asked for the first time. */
export class LazyScalar implements Scalar {
  declare readonly kind: "scalar";
  declare anchor: string | undefined;
  declare tag: string | undefined;
  declare readonly unknown: boolean;
  declare readonly start: number;
  declare readonly end: number;
  declare readonly style: ScalarStyle;
  declare private readonly origin: SourceText;
  declare private readonly indent: number;
  declare private decoded: ScalarValue | undefined;

  /** `start` and `end` are relative to the source; `indent` is the column of a block scalar's body. */
  constructor(origin: SourceText, start: number, end: number, style: ScalarStyle, indent: number) {
    this.start = start;
    this.end = end;
    this.style = style;
    this.origin = origin;
    this.indent = indent;
    this.decoded = undefined;
  }

  get source(): string {
    const { text, from } = this.origin;
    return text.slice(from + this.start, from + this.end);
  }

  get value(): ScalarValue {
    if (this.decoded === undefined) this.decoded = decodeScalar(this.text, this.style, this.tag);
    return this.decoded;
  }

  get text(): string {
    return decodeText(this.source, this.style, this.indent);
  }
}

/** An entry whose key is a plain scalar without properties, as nearly all are. */
export class PlainEntry implements Entry {
  declare readonly name: string;
  declare readonly colon: number;
  declare readonly value: Node;
  declare private readonly origin: SourceText;
  declare private readonly start: number;
  declare private readonly end: number;

  /** `start` and `end` are those of the key, relative to the source. */
  constructor(origin: SourceText, start: number, end: number, colon: number, value: Node) {
    const { text, from } = origin;
    const source = text.slice(from + start, from + end);
    const decoded = decodePlain(source);
    if (typeof decoded === "string") this.name = decoded;
    else this.name = typeof decoded === "number" ? nameOfNumber(decoded, source) : String(decoded);
    this.colon = colon;
    this.value = value;
    this.origin = origin;
    this.start = start;
    this.end = end;
  }

  get key(): Scalar {
    return new LazyScalar(this.origin, this.start, this.end, "plain", 0);
  }
}

const NO_ENTRIES: readonly Entry[] = [];
const NO_ITEMS: readonly Item[] = [];

/** A mapping that is still being read: as long as nothing, and without entries. */
export class OpenMapping implements Mutable<Mapping> {
  declare kind: "mapping";
  declare anchor: string | undefined;
  declare tag: string | undefined;
  declare open: boolean;
  declare start: number;
  declare end: number;
  declare style: "block" | "flow";
  declare column: number;
  declare entries: readonly Entry[];

  constructor(start: number, style: "block" | "flow", column: number, entries: readonly Entry[] = NO_ENTRIES) {
    this.start = start;
    this.end = start;
    this.style = style;
    this.column = column;
    this.entries = entries;
  }
}

/** A sequence that is still being read. */
export class OpenSequence implements Mutable<Sequence> {
  declare kind: "sequence";
  declare anchor: string | undefined;
  declare tag: string | undefined;
  declare open: boolean;
  declare start: number;
  declare end: number;
  declare style: "block" | "flow";
  declare column: number;
  declare items: readonly Item[];

  constructor(start: number, style: "block" | "flow", column: number, items: readonly Item[] = NO_ITEMS) {
    this.start = start;
    this.end = start;
    this.style = style;
    this.column = column;
    this.items = items;
  }
}

const COMMON = { anchor: undefined, tag: undefined };
Object.assign(LazyScalar.prototype, { kind: "scalar", unknown: false, ...COMMON });
Object.assign(OpenMapping.prototype, { kind: "mapping", open: false, ...COMMON });
Object.assign(OpenSequence.prototype, { kind: "sequence", open: false, ...COMMON });
