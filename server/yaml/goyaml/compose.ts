import type { Entry, Item, Mapping, Node, Sequence } from "../tree/tree.ts";
import { Refusal } from "./cursor.ts";
import { DIRECTIVE, NO_ITEM, NO_KEY, NOTHING_ENDS } from "./messages.ts";
import { NONE, NodeBuilder, type Properties } from "./node-builder.ts";
import type { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";

/**
 * Makes nodes of tokens: the grammar of libyaml's parser, and of goyaml's composer. Offsets are those of the text. Throws a `Refusal`.
 */
export class Composer {
  private readonly text: string;
  private readonly scanner: Scanner;
  private readonly nodes: NodeBuilder;

  constructor(text: string, scanner: Scanner) {
    this.text = text;
    this.scanner = scanner;
    this.nodes = new NodeBuilder(text);
  }

  /** What goyaml refuses when it decodes what is composed. */
  get refusal(): Refusal | undefined {
    return this.nodes.badKey;
  }

  /** The content of the document; `undefined` where there is none. `separated`: its `---` is not handed to the decoder. */
  readRoot(separated: boolean): Node | undefined {
    const { scanner } = this;
    const isMarked = scanner.peek().kind === "document start";
    if (isMarked) scanner.skip();
    const first = scanner.peek();
    if (first.kind === "document end" && isMarked && !separated) return undefined;
    if (first.kind === "document end") throw refusal(first, NOTHING_ENDS, NO_CONTENT, first.mark);
    const { kind } = first;
    return kind === "stream end" || kind === "document start" ? undefined : this.readNode(true, false);
  }

  private readNode(block: boolean, indentless: boolean): Node {
    const first = this.scanner.peek();
    if (first.kind === "alias") {
      this.scanner.skip();
      return this.nodes.alias(first);
    }
    const properties = this.readProperties();
    const token = this.scanner.peek();
    const { kind } = token;
    if (kind === "-" && indentless) return this.readItems(properties, token.start, true);
    if (kind === "scalar") {
      this.scanner.skip();
      return this.nodes.scalar(token, properties);
    }
    if (kind === "[") return this.readFlowSequence(properties);
    if (kind === "{") return this.readFlowMapping(properties);
    if (kind === "block sequence" && block) {
      this.scanner.skip();
      return this.readItems(properties, token.start, false);
    }
    if (kind === "block mapping" && block) return this.readEntries(properties);
    if (properties.end >= 0) return this.nodes.empty(properties.end, properties);
    throw refusal(token, message(token), NO_CONTENT, properties.start);
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

  /** Reads what stands behind an indicator that ends at `at`, unless one of these tokens follows. */
  private readOptional(at: number, block: boolean, without: readonly TokenKind[]): Node {
    return without.includes(this.scanner.peek().kind) ? this.nodes.empty(at) : this.readNode(block, block);
  }

  /** Block items; `indentless`: those of a list in the column of its key, which no token closes. */
  private readItems(properties: Properties, start: number, indentless: boolean): Sequence {
    const items: Item[] = [];
    const node = this.nodes.sequence("block", start, properties, items);
    for (let token = this.scanner.peek(); token.kind === "-"; token = this.scanner.peek()) {
      this.scanner.skip();
      const value = without(indentless ? AFTER_INDENTLESS : AFTER_DASH, this.scanner.peek())
        ? this.nodes.empty(token.end)
        : this.readNode(true, false);
      items.push({ dash: token.start, value });
    }
    const token = this.scanner.peek();
    if (!indentless) {
      if (token.kind !== "block end") throw refusal(token, NO_ITEM, "did not find expected '-' indicator", start);
      this.scanner.skip();
    }
    this.nodes.leave(node, items.at(-1)?.value.end ?? start);
    return node;
  }

  private readEntries(properties: Properties): Mapping {
    const entries: Entry[] = [];
    const { start } = this.scanner.peek();
    const node = this.nodes.mapping("block", start, this.nodes.columnOf(start), properties, entries);
    this.scanner.skip();
    for (let token = this.scanner.peek(); token.kind === "key"; token = this.scanner.peek()) {
      this.scanner.skip();
      const key = this.readOptional(token.end, true, AFTER_KEY);
      const colon = this.scanner.peek();
      if (colon.kind === "value") this.scanner.skip();
      const isPair = colon.kind === "value";
      const value = isPair ? this.readOptional(colon.end, true, AFTER_KEY) : this.nodes.empty(key.end);
      entries.push(this.nodes.entry(key, isPair ? colon.start : -1, value));
    }
    const token = this.scanner.peek();
    if (token.kind !== "block end") {
      const ours = token.kind === "value" ? NO_KEY : message(token);
      throw refusal(token, ours, "did not find expected key", start);
    }
    this.scanner.skip();
    node.start = entries[0]?.key.start ?? start;
    this.nodes.leave(node, entries.at(-1)?.value.end ?? start);
    return node;
  }

  private readFlowSequence(properties: Properties): Sequence {
    const items: Item[] = [];
    const { start } = this.scanner.peek();
    const node = this.nodes.sequence("flow", start, properties, items);
    this.scanner.skip();
    for (let first = true; this.goesOn("]", first, start); first = false) {
      const token = this.scanner.peek();
      if (token.kind === "]") break;
      items.push({ dash: -1, value: token.kind === "key" ? this.readPair() : this.readNode(false, false) });
    }
    this.nodes.leave(node, this.scanner.peek().end);
    this.scanner.skip();
    return node;
  }

  /** `[a: b]` is a list of mappings with one entry each. */
  private readPair(): Mapping {
    const entries: Entry[] = [];
    const { start, end } = this.scanner.peek();
    const node = this.nodes.mapping("flow", start, this.nodes.columnOf(start), NONE, entries);
    this.scanner.skip();
    const entry = this.readFlowEntry(end, IN_FLOW_PAIR);
    entries.push(entry);
    node.start = entry.key.start;
    this.nodes.leave(node, entry.value.end);
    return node;
  }

  private readFlowMapping(properties: Properties): Mapping {
    const entries: Entry[] = [];
    const { start } = this.scanner.peek();
    const node = this.nodes.mapping("flow", start, this.nodes.columnOf(start), properties, entries);
    this.scanner.skip();
    for (let first = true; this.goesOn("}", first, start); first = false) {
      const token = this.scanner.peek();
      if (token.kind === "}") break;
      if (token.kind === "key") {
        this.scanner.skip();
        entries.push(this.readFlowEntry(token.end, IN_FLOW_ENTRY));
      } else {
        const key = this.readNode(false, false);
        entries.push(this.nodes.entry(key, -1, this.nodes.empty(key.end)));
      }
    }
    this.nodes.leave(node, this.scanner.peek().end);
    this.scanner.skip();
    return node;
  }

  private readFlowEntry(at: number, ends: readonly TokenKind[]): Entry {
    const key = this.readOptional(at, false, ends);
    const colon = this.scanner.peek();
    if (colon.kind !== "value") return this.nodes.entry(key, -1, this.nodes.empty(key.end));
    this.scanner.skip();
    const value = this.readOptional(
      colon.end,
      false,
      ends.filter((kind) => kind !== "value"),
    );
    return this.nodes.entry(key, colon.start, value);
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
    const theirs = `did not find expected ',' or '${close}'`;
    throw token.kind === "stream end"
      ? new Refusal(start, start + 1, `This "${sign}" is never closed. Put a "${close}" at the end.`, {
          text: theirs,
          at: token.mark,
          from: start,
        })
      : refusal(
          token,
          `A comma is missing before this, or the "${sign}" is not closed. Quote a text that contains , : ? [ ] { or }.`,
          theirs,
          start,
        );
  }
}

const AFTER_DASH: readonly TokenKind[] = ["-", "block end"];
const AFTER_INDENTLESS: readonly TokenKind[] = ["-", "key", "value", "block end"];
const AFTER_KEY: readonly TokenKind[] = ["key", "value", "block end"];
const IN_FLOW_PAIR: readonly TokenKind[] = ["value", ",", "]"];
const IN_FLOW_ENTRY: readonly TokenKind[] = ["value", ",", "}"];

function without(kinds: readonly TokenKind[], token: Token): boolean {
  return kinds.includes(token.kind);
}

const NO_CONTENT = "did not find expected node content";

/** Of a token in what began at `from`; `theirs` is what goyaml says. */
function refusal({ start, end, mark }: Token, ours: string, theirs: string, from: number): Refusal {
  return new Refusal(start, end, ours, { text: theirs, at: mark, from });
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
