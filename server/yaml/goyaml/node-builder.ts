import { markLength } from "../../text/byte-order-mark.ts";
import { decodeScalar, nameOfKey } from "../tree/scalar.ts";
import {
  type Alias,
  type Content,
  type Entry,
  type Item,
  MAX_DEPTH,
  type Mapping,
  type Mutable,
  type Node,
  type Scalar,
  type Sequence,
} from "../tree/tree.ts";
import { Refusal } from "./cursor.ts";
import { containsItself, KEY_IS_NO_SCALAR, NO_SUCH_ANCHOR, TOO_DEEP } from "./messages.ts";
import type { Token } from "./token.ts";

/** An anchor and a tag before a node. */
export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly start: number;
  /** Behind the last of them; -1 where there is none. */
  readonly end: number;
}

export const NONE: Properties = { anchor: undefined, tag: undefined, start: 0, end: -1 };

/** Makes the nodes of a document, with the anchors that aliases name and the collections that are open. Throws a `Refusal`. */
export class NodeBuilder {
  private readonly text: string;
  private readonly anchors = new Map<string, Content>();
  private readonly open = new Set<Content>();
  /** The key that is no scalar which goyaml would decode first. It does so only when all of the document is composed, so that any other refusal comes before. */
  badKey: Refusal | undefined;

  #line = 0; // the line of what was searched last
  #searched = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** What `*name` stands for. */
  alias({ start, end, text: name }: Token): Alias {
    const target = this.anchors.get(name);
    if (!target) throw new Refusal(start, end, NO_SUCH_ANCHOR, { text: `unknown anchor '${name}' referenced` });
    if (this.open.has(target))
      throw new Refusal(start, end, containsItself(name), { text: `anchor '${name}' value contains itself` });
    return { kind: "alias", start, end, name, target };
  }

  /** A scalar, decoded. */
  scalar({ start, end, text, style }: Token, { anchor, tag }: Properties): Scalar {
    const value = decodeScalar(text, style, tag);
    return this.named({
      kind: "scalar",
      start,
      end,
      anchor,
      tag,
      style,
      value,
      source: this.text.slice(start, end),
      text,
      unknown: false,
    });
  }

  /** A value that is not there. */
  empty(at: number, { anchor, tag }: Properties = NONE): Scalar {
    return this.scalar(
      { kind: "scalar", start: at, end: at, mark: at, text: "", style: "empty" },
      { anchor, tag, start: at, end: at },
    );
  }

  private named<T extends Content>(node: T): T {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    return node;
  }

  /** Opens a sequence, whose items are still to come; `leave` closes it. */
  sequence(style: "block" | "flow", start: number, { anchor, tag }: Properties, items: Item[]): Mutable<Sequence> {
    const column = this.columnOf(start);
    const node: Sequence = { kind: "sequence", style, start, end: start, anchor, tag, column, items, open: false };
    return this.enter(this.named(node));
  }

  /** The same of a mapping and its entries. */
  mapping(
    style: "block" | "flow",
    start: number,
    column: number,
    { anchor, tag }: Properties,
    entries: Entry[],
  ): Mutable<Mapping> {
    const node: Mapping = { kind: "mapping", style, start, end: start, anchor, tag, column, entries, open: false };
    return this.enter(this.named(node));
  }

  private enter<T extends Content>(node: T): T {
    this.open.add(node);
    if (this.open.size > MAX_DEPTH) throw new Refusal(node.start, node.start + 1, TOO_DEEP);
    return node;
  }

  /** Closes a collection: from here on an alias may name it. */
  leave(node: Mutable<Mapping | Sequence>, end: number): void {
    node.end = end;
    this.open.delete(node);
  }

  /** The column of an offset, from 0; a byte order mark has no width. */
  columnOf(offset: number): number {
    const line = this.#lineOf(offset);
    return offset - line - markLength(this.text, line);
  }

  /** Where the line of an offset begins. Nodes come in the order of the text, and a line may be megabytes long: what was searched is not searched again. */
  #lineOf(offset: number): number {
    const { text } = this;
    if (offset < this.#line || this.#searched < 0) {
      this.#line = offset;
      while (this.#line > 0 && !isLineEnd(text.charCodeAt(this.#line - 1))) this.#line--;
      this.#searched = offset;
    }
    for (; this.#searched < offset; this.#searched++)
      if (isLineEnd(text.charCodeAt(this.#searched))) this.#line = this.#searched + 1;
    return this.#line;
  }

  /** An entry; `colon` is -1 where there is none. Only a scalar can be a key: any other is a `badKey`. */
  entry(key: Node, colon: number, value: Node): Entry {
    const scalar = key.kind === "alias" && key.target?.kind === "scalar" ? aliased(key, key.target, this.text) : key;
    if (scalar.kind === "scalar") return { key: scalar, name: nameOfKey(scalar), colon, value };
    // What stands in its value is decoded after the key, and what stands in the key before.
    if (!this.badKey || this.badKey.start >= key.end)
      this.badKey = new Refusal(key.start, key.start + 1, KEY_IS_NO_SCALAR, { text: `invalid map key: ${goSyntax(key)}` });
    return { key: this.empty(key.start), name: "", colon, value };
  }
}

/** A value as Go writes it with `%#v`. */
function goSyntax(node: Node): string {
  if (node.kind === "alias") return node.target ? goSyntax(node.target) : NIL;
  if (node.kind === "sequence") return `[]interface {}{${node.items.map(({ value }) => goSyntax(value)).join(", ")}}`;
  if (node.kind === "mapping")
    return `map[interface {}]interface {}{${node.entries.map(({ key, value }) => `${goSyntax(key)}:${goSyntax(value)}`).join(", ")}}`;
  return typeof node.value === "string" ? JSON.stringify(node.value) : node.value === null ? NIL : String(node.value);
}

const NIL = "interface {}(nil)";

/** `*a : value`: the key is what the alias stands for. */
function aliased({ start, end }: Alias, target: Scalar, text: string): Scalar {
  return { ...target, start, end, source: text.slice(start, end), anchor: undefined, tag: undefined };
}

/** A line feed or a carriage return. */
function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
