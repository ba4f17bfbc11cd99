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
import {
  containsItself,
  DIRECTIVE,
  KEY_IS_NO_SCALAR,
  NO_ITEM,
  NO_KEY,
  NO_SUCH_ANCHOR,
  NOTHING_ENDS,
  TOO_DEEP,
} from "./messages.ts";
import type { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";

/** An anchor and a tag before a node. */
interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly start: number;
  /** Behind the last of them; -1 where there is none. */
  readonly end: number;
}

/**
 * Makes nodes of tokens: the grammar of libyaml's parser, and of goyaml's composer. Offsets are those of the text. Throws a `Refusal`.
 */
export class Composer {
  private readonly text: string;
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, Content>();
  private readonly open = new Set<Content>();

  constructor(text: string, scanner: Scanner) {
    this.text = text;
    this.scanner = scanner;
  }

  /** The content of the document; `undefined` where there is none. `separated`: its `---` is not handed to the decoder. */
  readRoot(separated: boolean): Node | undefined {
    const { scanner } = this;
    const isMarked = scanner.peek().kind === "document start";
    if (isMarked) scanner.skip();
    const first = scanner.peek();
    if (first.kind === "document end" && isMarked && !separated) return undefined;
    if (first.kind === "document end") throw new Refusal(first.start, first.end, NOTHING_ENDS);
    const { kind } = first;
    return kind === "stream end" || kind === "document start" ? undefined : this.readNode(true, false);
  }

  private readNode(block: boolean, indentless: boolean): Node {
    const first = this.scanner.peek();
    if (first.kind === "alias") return this.readAlias(first);
    const properties = this.readProperties();
    const token = this.scanner.peek();
    const { kind } = token;
    if (kind === "-" && indentless) return this.readItems(properties, token.start, true);
    if (kind === "scalar") {
      this.scanner.skip();
      return this.scalar(token, properties);
    }
    if (kind === "[") return this.readFlowSequence(properties);
    if (kind === "{") return this.readFlowMapping(properties);
    if (kind === "block sequence" && block) {
      this.scanner.skip();
      return this.readItems(properties, token.start, false);
    }
    if (kind === "block mapping" && block) return this.readEntries(properties);
    if (properties.end >= 0) return this.empty(properties.end, properties);
    throw new Refusal(token.start, token.end, message(token));
  }

  private readAlias({ start, end, text: name }: Token): Alias {
    this.scanner.skip();
    const target = this.anchors.get(name);
    if (!target) throw new Refusal(start, end, NO_SUCH_ANCHOR);
    if (this.open.has(target)) throw new Refusal(start, end, containsItself(name));
    return { kind: "alias", start, end, name, target };
  }

  private readProperties(): Properties {
    let anchor: string | undefined;
    let tag: string | undefined;
    const { start } = this.scanner.peek();
    let end = -1;
    for (let token = this.scanner.peek(); ; token = this.scanner.peek()) {
      if (token.kind === "anchor" && anchor === undefined) anchor = token.text;
      else if (token.kind === "tag" && tag === undefined) tag = token.text;
      else break;
      end = token.end;
      this.scanner.skip();
    }
    return { anchor, tag, start, end };
  }

  private scalar({ start, end, text, style }: Token, { anchor, tag }: Properties): Scalar {
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
      unknown: false,
    });
  }

  private empty(at: number, { anchor, tag }: Properties = NONE): Scalar {
    return this.scalar({ kind: "scalar", start: at, end: at, text: "", style: "empty" }, { anchor, tag, start: at, end: at });
  }

  private named<T extends Content>(node: T): T {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    return node;
  }

  private sequence(style: "block" | "flow", start: number, { anchor, tag }: Properties, items: Item[]): Mutable<Sequence> {
    const column = this.columnOf(start);
    const node: Sequence = { kind: "sequence", style, start, end: start, anchor, tag, column, items, open: false };
    return this.enter(this.named(node));
  }

  private mapping(
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

  private leave(node: Mutable<Mapping | Sequence>, end: number): void {
    node.end = end;
    this.open.delete(node);
  }

  /** From 0; a byte order mark has no width. */
  private columnOf(offset: number): number {
    const line = Math.max(this.text.lastIndexOf("\n", offset - 1), this.text.lastIndexOf("\r", offset - 1)) + 1;
    return offset - line - markLength(this.text, line);
  }

  /** Reads what stands behind an indicator that ends at `at`, unless one of these tokens follows. */
  private readOptional(at: number, block: boolean, without: readonly TokenKind[]): Node {
    return without.includes(this.scanner.peek().kind) ? this.empty(at) : this.readNode(block, block);
  }

  /** Block items; `indentless`: those of a list in the column of its key, which no token closes. */
  private readItems(properties: Properties, start: number, indentless: boolean): Sequence {
    const items: Item[] = [];
    const node = this.sequence("block", start, properties, items);
    for (let token = this.scanner.peek(); token.kind === "-"; token = this.scanner.peek()) {
      this.scanner.skip();
      const value = without(indentless ? AFTER_INDENTLESS : AFTER_DASH, this.scanner.peek())
        ? this.empty(token.end)
        : this.readNode(true, false);
      items.push({ dash: token.start, value });
    }
    const token = this.scanner.peek();
    if (!indentless) {
      if (token.kind !== "block end") throw new Refusal(token.start, token.end, NO_ITEM);
      this.scanner.skip();
    }
    this.leave(node, items.at(-1)?.value.end ?? start);
    return node;
  }

  private readEntries(properties: Properties): Mapping {
    const entries: Entry[] = [];
    const { start } = this.scanner.peek();
    const node = this.mapping("block", start, this.columnOf(start), properties, entries);
    this.scanner.skip();
    for (let token = this.scanner.peek(); token.kind === "key"; token = this.scanner.peek()) {
      this.scanner.skip();
      const key = this.readOptional(token.end, true, AFTER_KEY);
      const colon = this.scanner.peek();
      if (colon.kind === "value") this.scanner.skip();
      const isPair = colon.kind === "value";
      const value = isPair ? this.readOptional(colon.end, true, AFTER_KEY) : this.empty(key.end);
      entries.push(this.entry(key, isPair ? colon.start : -1, value));
    }
    const token = this.scanner.peek();
    if (token.kind !== "block end") throw new Refusal(token.start, token.end, token.kind === "value" ? NO_KEY : message(token));
    this.scanner.skip();
    node.start = entries[0]?.key.start ?? start;
    this.leave(node, entries.at(-1)?.value.end ?? start);
    return node;
  }

  private entry(key: Node, colon: number, value: Node): Entry {
    const scalar = key.kind === "alias" && key.target?.kind === "scalar" ? aliased(key, key.target, this.text) : key;
    if (scalar.kind !== "scalar") throw new Refusal(key.start, key.start + 1, KEY_IS_NO_SCALAR);
    return { key: scalar, name: nameOfKey(scalar), colon, value };
  }

  private readFlowSequence(properties: Properties): Sequence {
    const items: Item[] = [];
    const { start } = this.scanner.peek();
    const node = this.sequence("flow", start, properties, items);
    this.scanner.skip();
    for (let first = true; this.goesOn("]", first, start); first = false) {
      const token = this.scanner.peek();
      if (token.kind === "]") break;
      items.push({ dash: -1, value: token.kind === "key" ? this.readPair() : this.readNode(false, false) });
    }
    this.leave(node, this.scanner.peek().end);
    this.scanner.skip();
    return node;
  }

  /** `[a: b]` is a list of mappings with one entry each. */
  private readPair(): Mapping {
    const entries: Entry[] = [];
    const { start, end } = this.scanner.peek();
    const node = this.mapping("flow", start, this.columnOf(start), NONE, entries);
    this.scanner.skip();
    const entry = this.readFlowEntry(end, IN_FLOW_PAIR);
    entries.push(entry);
    node.start = entry.key.start;
    this.leave(node, entry.value.end);
    return node;
  }

  private readFlowMapping(properties: Properties): Mapping {
    const entries: Entry[] = [];
    const { start } = this.scanner.peek();
    const node = this.mapping("flow", start, this.columnOf(start), properties, entries);
    this.scanner.skip();
    for (let first = true; this.goesOn("}", first, start); first = false) {
      const token = this.scanner.peek();
      if (token.kind === "}") break;
      if (token.kind === "key") {
        this.scanner.skip();
        entries.push(this.readFlowEntry(token.end, IN_FLOW_ENTRY));
      } else {
        const key = this.readNode(false, false);
        entries.push(this.entry(key, -1, this.empty(key.end)));
      }
    }
    this.leave(node, this.scanner.peek().end);
    this.scanner.skip();
    return node;
  }

  private readFlowEntry(at: number, ends: readonly TokenKind[]): Entry {
    const key = this.readOptional(at, false, ends);
    const colon = this.scanner.peek();
    if (colon.kind !== "value") return this.entry(key, -1, this.empty(key.end));
    this.scanner.skip();
    const value = this.readOptional(
      colon.end,
      false,
      ends.filter((kind) => kind !== "value"),
    );
    return this.entry(key, colon.start, value);
  }

  /** Whether the collection goes on, over a comma unless this is its `first` item. It may still end behind that comma. */
  private goesOn(close: "]" | "}", first: boolean, start: number): boolean {
    const token = this.scanner.peek();
    if (token.kind === close) return false;
    if (first) return true;
    if (token.kind === ",") {
      this.scanner.skip();
      return true;
    }
    const sign = this.text.charAt(start);
    throw token.kind === "stream end"
      ? new Refusal(start, start + 1, `This "${sign}" is never closed. Put a "${close}" at the end.`)
      : new Refusal(
          token.start,
          token.end,
          `A comma is missing before this, or the "${sign}" is not closed. Quote a text that contains , : ? [ ] { or }.`,
        );
  }
}

const NONE: Properties = { anchor: undefined, tag: undefined, start: 0, end: -1 };
const AFTER_DASH: readonly TokenKind[] = ["-", "block end"];
const AFTER_INDENTLESS: readonly TokenKind[] = ["-", "key", "value", "block end"];
const AFTER_KEY: readonly TokenKind[] = ["key", "value", "block end"];
const IN_FLOW_PAIR: readonly TokenKind[] = ["value", ",", "]"];
const IN_FLOW_ENTRY: readonly TokenKind[] = ["value", ",", "}"];

function without(kinds: readonly TokenKind[], token: Token): boolean {
  return kinds.includes(token.kind);
}

/** `*a : value`: the key is what the alias stands for. */
function aliased({ start, end }: Alias, target: Scalar, text: string): Scalar {
  return { ...target, start, end, source: text.slice(start, end), anchor: undefined, tag: undefined };
}

function message(token: Token): string {
  switch (token.kind) {
    case "-":
      return 'A list item cannot stand here. Put the list below its key, or quote a value that begins with "-".';
    case ",":
      return "Nothing stands before this comma. Remove it.";
    case "value":
      return NO_KEY;
    case "anchor":
    case "tag":
      return "A node can have only one anchor and one tag. Remove one of them.";
    case "directive":
      return DIRECTIVE;
    default:
      return "This is no part of what stands above. Check its indentation and the quotes above it.";
  }
}
