import type { CST, Pair, YAMLMap, YAMLSeq, Node as YamlNode, Scalar as YamlScalar } from "yaml";
import { markLength } from "../../text/byte-order-mark.ts";
import { containsItself, KEY_IS_NO_SCALAR, NO_SUCH_ANCHOR, TOO_DEEP } from "../goyaml/messages.ts";
import { findDuplicateKeys } from "../tree/duplicate.ts";
import { decodeScalar, nameOfKey } from "../tree/scalar.ts";
import type {
  Alias,
  Content,
  Entry,
  Item,
  Mapping,
  Mutable,
  Node,
  Problem,
  Scalar,
  ScalarStyle,
  Sequence,
  Tree,
} from "../tree/tree.ts";
import { MAX_DEPTH } from "../tree/tree.ts";
import { scanComments } from "./comment.ts";
import { nesting } from "./nesting.ts";
import { syntaxProblem } from "./problem.ts";

/** `yaml` reads about a megabyte in a second: above this many UTF-16 units an answer would come too late to be of use. */
const MAX_LENGTH = 8_000_000;

/**
 * Parses one document with the `yaml` package: slow and thorough, for the syntax that the own parser declines, and its oracle in the
 * tests. Never throws: what is wrong is among the problems. Offsets are relative to `from`.
 */
export function parseWithYaml(text: string, from: number, to: number): Tree {
  const source = text.slice(from, to);
  const state: State = { yaml: loadYaml(), source, anchors: new Map(), problems: [], open: new Set() };
  const root = source.length > MAX_LENGTH ? tooLong(state) : read(state);
  state.problems.sort((a, b) => a.start - b.start);
  return { text, from, to, root, comments: scanComments(source, root), problems: state.problems };
}

/** A fault that any server for YAML finds in a document; `at` is an offset in it. */
export interface YamlError {
  readonly at: number;
  readonly isDuplicateKey: boolean;
}

/** What the `yaml` package, which editors' YAML servers read with, finds wrong in a document: as they ask it, not strictly and with unique keys. */
export function yamlErrors(source: string): readonly YamlError[] {
  if (nesting(source) > MAX_DEPTH) return [];
  const { Composer, Parser } = loadYaml();
  const options = { keepSourceTokens: false, prettyErrors: false, strict: false };
  return [...new Composer(options).compose(new Parser().parse(source))].flatMap(({ errors }) =>
    errors.map(({ pos, code }) => ({ at: pos[0], isDuplicateKey: code === "DUPLICATE_KEY" })),
  );
}

/** Loaded when it is first needed: most runs never do, and evaluating it takes longer than reading a hundred documents. */
function loadYaml(): typeof import("yaml") {
  return require("yaml");
}

interface State {
  readonly yaml: ReturnType<typeof loadYaml>;
  readonly source: string;
  readonly anchors: Map<string, Content>;
  readonly problems: Problem[];
  /** The collections that are being read. */
  readonly open: Set<Content>;
}

function report(state: State, start: number, end: number, message: string): void {
  state.problems.push(syntaxProblem(state.source, 0, state.source.length, start, end, message));
}

function tooLong(state: State): undefined {
  const message = `This document is too long (more than ${MAX_LENGTH / 1_000_000} million characters) to be read. Split it.`;
  report(state, 0, 1, message);
}

function read(state: State): Node | undefined {
  // `yaml` recurses, and where it meets the end of the stack inside a regular expression the whole process ends.
  if (nesting(state.source) > MAX_DEPTH) {
    report(state, 0, 1, TOO_DEEP);
    return undefined;
  }
  const options = { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, strict: true };
  let contents: YamlNode | null = null;
  // One after the other: there may be half a million, and they take much memory.
  for (const document of new state.yaml.Composer(options).compose(new state.yaml.Parser().parse(state.source))) {
    for (const error of document.errors) report(state, error.pos[0], error.pos[1], `${error.message}.`);
    if (contents === null && !isNothing(state, document.contents)) contents = document.contents;
  }
  if (contents === null) return undefined;
  const [start] = contents.range ?? [0]; // of an empty root: behind the blanks that follow its tag or anchor
  return readNode(state, contents, state.source.slice(0, start).replace(/[ \t]+$/, "").length);
}

/** Whether a document has no content: neither a character nor a tag or an anchor. */
function isNothing(state: State, node: YamlNode | null): boolean {
  return node === null || (state.yaml.isScalar(node) && isEmpty(node) && !node.anchor && !node.tag);
}

function isEmpty(node: YamlScalar): boolean {
  return node.type === "PLAIN" && node.source === "";
}

/** `emptyAt`: where an empty node stands, which for us is directly behind the `:` or `-` or behind its own tag or anchor. */
function readNode(state: State, node: YamlNode, emptyAt: number): Node {
  if (state.yaml.isAlias(node)) return readAlias(state, node.source, node.range);
  if (state.yaml.isScalar(node)) return readScalar(state, node, emptyAt);
  return state.yaml.isMap(node) ? readMapping(state, node) : readSequence(state, node as YAMLSeq);
}

function readAlias(state: State, name: string, range: YamlNode["range"]): Alias {
  const [start, end] = range ?? [0, 0];
  const target = state.anchors.get(name);
  const isOpen = target !== undefined && state.open.has(target);
  if (!target) report(state, start, end, NO_SUCH_ANCHOR);
  else if (isOpen) report(state, start, end, containsItself(name));
  return { kind: "alias", start, end, name, target: isOpen ? undefined : target };
}

function readScalar(state: State, node: YamlScalar, emptyAt: number): Scalar {
  const style = isEmpty(node) ? "empty" : STYLES[node.type as keyof typeof STYLES];
  const [start, last] = style === "empty" ? [emptyAt, emptyAt] : (node.range ?? [emptyAt, emptyAt]);
  // `yaml` counts one of the empty lines below a `|` without a body as its body.
  const bodyless = (style === "literal" || style === "folded") && node.source === "";
  const end = bodyless ? Math.min(last, state.source.indexOf("\n", start) + 1 || last) : last;
  return anchored(state, {
    kind: "scalar",
    start,
    end,
    anchor: node.anchor,
    tag: node.tag,
    style,
    value: decodeScalar(node.source ?? "", style, node.tag),
    source: state.source.slice(start, end),
    text: node.source ?? "",
    unknown: false,
  });
}

const STYLES = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
} as const satisfies Record<string, ScalarStyle>;

function readMapping(state: State, node: YAMLMap): Mapping {
  const entries: Entry[] = [];
  const flow = node.flow === true;
  const [start, end] = node.range ?? [0, 0];
  const tokens = node.srcToken && "items" in node.srcToken ? node.srcToken.items : [];
  const mapping: Mutable<Mapping> = {
    kind: "mapping",
    start,
    end,
    anchor: node.anchor,
    tag: node.tag,
    style: flow ? "flow" : "block",
    column: column(state, flow ? start : firstOnLine(tokens[0]?.start ?? [], start)),
    entries,
    open: false,
  };
  anchored(state, mapping);
  state.open.add(mapping);
  for (const pair of node.items) {
    const entry = readEntry(state, pair);
    if (entry) entries.push(entry);
  }
  const brace = flow && state.source.charAt(start) === "{";
  if (!brace) mapping.end = entries.at(-1)?.value.end ?? end;
  findDuplicateKeys(entries, state.problems);
  state.open.delete(mapping);
  return mapping;
}

function readEntry(state: State, pair: Pair): Entry | undefined {
  const token: Partial<CST.CollectionItem> = (pair as Pair & { srcToken?: CST.CollectionItem }).srcToken ?? {};
  const colon = token.sep?.find((part) => part.type === "map-value-ind")?.offset ?? -1;
  const key = pair.key as YamlNode;
  const target = state.yaml.isAlias(key) ? state.anchors.get(key.source) : undefined;
  if (!state.yaml.isScalar(key) && target?.kind !== "scalar") {
    const [start, end] = key.range ?? [0, 0];
    report(state, start, end, KEY_IS_NO_SCALAR);
    if (pair.value) readNode(state, pair.value as YamlNode, colon + 1);
    return undefined;
  }
  const scalar = state.yaml.isScalar(key)
    ? readScalar(state, key, behindProperties(token.start ?? [], colon < 0 ? behindLast(token.start, key) : colon))
    : aliasKey(state, key, target as Scalar);
  const emptyAt = behindProperties(token.sep ?? [], colon < 0 ? scalar.end : colon + 1);
  const value = pair.value ? readNode(state, pair.value as YamlNode, emptyAt) : emptyScalar(emptyAt);
  return { key: scalar, name: nameOfKey(scalar), colon, value };
}

/** `*a : value`: the key is what the alias stands for. */
function aliasKey(state: State, key: YamlNode, target: Scalar): Scalar {
  const [start, end] = key.range ?? [0, 0];
  return { ...target, start, end, source: state.source.slice(start, end), anchor: undefined, tag: undefined };
}

function readSequence(state: State, node: YAMLSeq): Sequence {
  const items: Item[] = [];
  const flow = node.flow === true;
  const [start, end] = node.range ?? [0, 0];
  const tokens = (node.srcToken && "items" in node.srcToken ? node.srcToken.items : []).filter((item) => flow || hasDash(item));
  const sequence: Mutable<Sequence> = {
    kind: "sequence",
    start,
    end,
    anchor: node.anchor,
    tag: node.tag,
    style: flow ? "flow" : "block",
    column: column(state, start),
    items,
    open: false,
  };
  anchored(state, sequence);
  state.open.add(sequence);
  node.items.forEach((child, i) => {
    const parts = tokens[i]?.start ?? [];
    const dash = flow ? -1 : (parts.find((part) => part.type === "seq-item-ind")?.offset ?? -1);
    const emptyAt = behindProperties(parts, dash < 0 ? start + 1 : dash + 1);
    items.push({
      dash,
      value: readNode(state, state.yaml.isPair(child) ? (child.key as YamlNode) : (child as YamlNode), emptyAt),
    });
  });
  if (!flow) sequence.end = items.at(-1)?.value.end ?? end;
  state.open.delete(sequence);
  return sequence;
}

function hasDash(item: { readonly start: readonly CST.SourceToken[] }): boolean {
  return item.start.some((part) => part.type === "seq-item-ind");
}

function emptyScalar(at: number): Scalar {
  const nothing = { anchor: undefined, tag: undefined, value: null, source: "", unknown: false } as const;
  return { kind: "scalar", start: at, end: at, style: "empty", ...nothing };
}

/** Behind the last tag or anchor among the tokens, or `otherwise`. */
function behindProperties(tokens: readonly CST.SourceToken[], otherwise: number): number {
  const last = tokens.findLast((token) => token.type === "anchor" || token.type === "tag");
  return last ? last.offset + last.source.length : otherwise;
}

/** Behind the last of the tokens before a key that has no `:`, which is empty or what `yaml` made of a line that is no entry. */
function behindLast(tokens: readonly CST.SourceToken[] = [], key: YamlNode): number {
  const last = tokens.at(-1);
  return last ? last.offset + last.source.length : (key.range?.[0] ?? 0);
}

/** Where the line's content begins whose last tokens these are: at a key's own anchor or tag, else at the key. */
function firstOnLine(tokens: readonly CST.SourceToken[], start: number): number {
  const line = tokens.slice(tokens.findLastIndex((token) => token.type === "newline") + 1);
  return line.find((token) => token.type !== "space" && token.offset < start)?.offset ?? start;
}

/** From 0. A byte order mark has no width. */
function column(state: State, offset: number): number {
  const line = state.source.lastIndexOf("\n", offset - 1) + 1;
  return offset - line - (line === 0 ? markLength(state.source) : 0);
}

function anchored<T extends Content>(state: State, node: T): T {
  if (node.anchor) state.anchors.set(node.anchor, node);
  return node;
}
