import type { Span } from "../../../text/span.ts";
import type { Json } from "../../../yaml/tree/json.ts";
import type { Node, Scalar, ScalarStyle, ScalarValue } from "../../../yaml/tree/tree.ts";

// Objects while they are built: nodes that can be changed. They count as nodes of a tree; aliases and merge keys are resolved.

interface Base {
  start: number;
  end: number;
  anchor: undefined;
  tag: string | undefined;
}

/** Moved, but never changed: another value is another scalar. */
export interface MutableScalar extends Omit<Base, "tag"> {
  readonly kind: "scalar";
  readonly tag: string | undefined;
  readonly style: ScalarStyle;
  readonly value: ScalarValue;
  readonly source: string;
  readonly unknown: boolean;
}

export interface MutableMapping extends Base {
  kind: "mapping";
  style: "block" | "flow";
  column: number;
  entries: MutableEntry[];
  open: boolean;
  removals?: Map<string, Span>;
}

export interface MutableSequence extends Base {
  kind: "sequence";
  style: "block" | "flow";
  column: number;
  items: MutableItem[];
  open: boolean;
}

export interface MutableEntry {
  key: MutableScalar;
  name: string;
  colon: number;
  value: MutableNode;
  replaces?: boolean;
}

export interface MutableItem {
  dash: number;
  value: MutableNode;
}

export type MutableNode = MutableScalar | MutableMapping | MutableSequence;

const MAX_NODES = 500_000; // of one document with its aliases expanded
const MAX_DEPTH = 400;

/** A copy of a node with its offsets moved by `by`. Where aliases would make it too large, something unknown stands instead. */
export function mutableCopy(node: Node | undefined, by = 0): MutableNode {
  // A list of JSON patch operations becomes JSON first, by a reader that takes the words of YAML 1.1; objects are read by one that does not.
  return copyNode(node, by, 0, { nodes: 0, words: node?.kind === "sequence" });
}

function copyNode(node: Node | undefined, by: number, depth: number, count: Copying): MutableNode {
  if (!node) return scalarAt({ start: by, end: by }, null);
  if (node.kind === "scalar") return new MovedScalar(node, by, count.words);
  const start = node.start + by;
  const end = node.end + by;
  if (++count.nodes > MAX_NODES || depth > MAX_DEPTH || (node.kind === "alias" && !node.target))
    return { ...scalarAt({ start, end }, null), unknown: true };
  if (node.kind === "alias") {
    const copy = copyNode(node.target, by, depth + 1, count);
    // A value stands where the alias does: there it can be overwritten, and what is said about it belongs there.
    if (copy.kind === "scalar") Object.assign(copy, { start, end });
    return copy;
  }
  const { kind, tag, style, column, open } = node;
  if (kind === "sequence") {
    const items = node.items.map(({ dash, value }) => ({ dash: moved(dash, by), value: copyNode(value, by, depth + 1, count) }));
    return { kind, start, end, anchor: undefined, tag, style, column, items, open };
  }
  const entries: MutableEntry[] = [];
  const merged: MutableMapping[] = [];
  const names = new Set<string>();
  for (const { key, name, colon, value } of node.entries) {
    const copy = copyNode(value, by, depth + 1, count);
    const entry = { key: new MovedScalar(key, by, count.words), name, colon: moved(colon, by), value: copy };
    if (name === "<<") merged.push(...mergedIn(copy));
    // Of entries of the same name the last one counts, as for the decoder.
    else if (names.has(name)) entries[entries.findIndex((other) => other.name === name)] = entry;
    else entries.push(entry);
    names.add(name);
  }
  const copy: MutableMapping = { kind, start, end, anchor: undefined, tag, style, column, entries, open };
  for (const source of merged) for (const entry of source.entries) if (!find(copy, entry.name)) entries.push(entry);
  return copy;
}

/** How a copy is made. */
interface Copying {
  /** Counted up to the most that a copy may have. */
  nodes: number;
  /** `yes`, `on` and the like are truth values, as in YAML 1.1. */
  readonly words: boolean;
}

const TRUTH = /^(?:true|false)$/i;

/** A scalar at another offset; decoded only when it is asked for, like the one that it stands for. */
class MovedScalar implements MutableScalar {
  readonly kind = "scalar";
  start: number;
  end: number;
  readonly anchor = undefined;
  readonly #of: Scalar;

  readonly #words: boolean;

  constructor(of: Scalar, by: number, words: boolean) {
    this.start = of.start + by;
    this.end = of.end + by;
    this.#of = of;
    this.#words = words;
  }

  copy(): MovedScalar {
    const copy = new MovedScalar(this.#of, 0, this.#words);
    copy.start = this.start;
    copy.end = this.end;
    return copy;
  }

  get tag(): string | undefined {
    return this.#of.tag;
  }

  get style(): ScalarStyle {
    return this.#of.style;
  }

  /** `yes`, `no`, `on`, `off`, `y` and `n` are texts to kustomize (its reader is go-yaml v3). */
  get value(): ScalarValue {
    const { value, style, source, tag } = this.#of;
    const isWord = typeof value === "boolean" && !this.#words && style === "plain" && tag === undefined && !TRUTH.test(source);
    return isWord ? source : value;
  }

  get source(): string {
    return this.#of.source;
  }

  get unknown(): boolean {
    return this.#of.unknown;
  }
}

/** Whether a scalar stands in its file as it is, and was not made from something else. */
export function isMoved(node: Node): boolean {
  return node instanceof MovedScalar;
}

/** The offset of a colon or dash, if there is one. */
function moved(offset: number, by: number): number {
  return offset < 0 ? offset : offset + by;
}

function mergedIn(value: MutableNode): readonly MutableMapping[] {
  if (value.kind === "mapping") return [clone(value)];
  return value.kind === "sequence" ? value.items.flatMap((item) => mergedIn(item.value)) : [];
}

export function find(mapping: MutableMapping, name: string): MutableEntry | undefined {
  return mapping.entries[placeIn(mapping, name)];
}

/** Which entry has a name; -1 for none. */
function placeIn(mapping: MutableMapping, name: string): number {
  const { entries } = mapping;
  const known = entries.length > FEW ? placesIn.get(mapping)?.get(name) : undefined;
  if (known !== undefined && entries[known]?.name === name) return known;
  const place = entries.findIndex((entry) => entry.name === name);
  if (place > FEW) placesIn.set(mapping, new Map(entries.map((entry, i) => [entry.name, i])));
  return place;
}

/** So many entries are gone over. */
const FEW = 50;

/** Where the entries of a large mapping stood when it was last gone over: what has moved since is looked for anew. */
const placesIn = new WeakMap<MutableMapping, ReadonlyMap<string, number>>();

/** The node below names of mappings; `undefined` where there is none. */
export function nodeAt(root: MutableNode | undefined, ...path: readonly string[]): MutableNode | undefined {
  let node = root;
  for (const name of path) node = node?.kind === "mapping" ? find(node, name)?.value : undefined;
  return node;
}

/** The text of the scalar below the names; `""` where there is none. */
export function textAt(root: MutableNode | undefined, ...path: readonly string[]): string {
  return textOf({ value: nodeAt(root, ...path) });
}

/** The text of what an entry holds; `""` where that is no scalar. */
export function textOf(entry: { readonly value: MutableNode | undefined } | undefined): string {
  const node = entry?.value;
  return node?.kind === "scalar" && !node.unknown && node.value !== null ? String(node.value) : "";
}

/** Sets the value below a name; a new entry has the value's place. */
export function put(mapping: MutableMapping, name: string, value: MutableNode): void {
  const entry = find(mapping, name);
  if (entry) entry.value = value;
  else mapping.entries.push({ key: scalarAt(value, name), name, colon: value.start, value });
}

/** Sets the value below a name where something says so: the key stands there too. */
export function putAt(mapping: MutableMapping, name: string, value: MutableNode, at: Span): void {
  const entry = { key: scalarAt(at, name), name, colon: value.start, value };
  const known = placeIn(mapping, name);
  if (known < 0) mapping.entries.push(entry);
  else mapping.entries[known] = { ...entry, replaces: true };
}

/** Notes what takes an entry out of a mapping: a finding about what is missing stands there. */
export function noteRemoval(mapping: MutableMapping, name: string, { start, end }: Span): void {
  mapping.removals ??= new Map();
  mapping.removals.set(name, { start, end });
}

export function drop(mapping: MutableMapping, name: string): void {
  const at = placeIn(mapping, name);
  if (at >= 0) mapping.entries.splice(at, 1);
}

export function isNull(node: MutableNode): boolean {
  return node.kind === "scalar" && node.value === null && !node.unknown;
}

/** A copy that can be changed by itself. Whether a scalar stands in its file as it is stays true of it. */
export function clone<T extends MutableNode>(node: T): T {
  return cloned(node) as T;
}

function cloned(node: MutableNode): MutableNode {
  if (node.kind === "scalar") return node instanceof MovedScalar ? node.copy() : { ...node };
  if (node.kind === "sequence") return { ...node, items: node.items.map(({ dash, value }) => ({ dash, value: cloned(value) })) };
  const entries = node.entries.map((entry) => {
    return { ...entry, key: cloned(entry.key) as MutableScalar, value: cloned(entry.value) };
  });
  return { ...node, entries, ...(node.removals ? { removals: new Map(node.removals) } : {}) };
}

/** How many nodes there are from a node on, itself and those of keys among them. */
export function sizeOf(node: MutableNode): number {
  if (node.kind === "scalar") return 1;
  if (node.kind === "sequence") return node.items.reduce((sum, { value }) => sum + sizeOf(value), 1);
  return node.entries.reduce((sum, { value }) => sum + 1 + sizeOf(value), 1);
}

/** A scalar that no file spells out, at the place of what gave rise to it. */
export function scalarAt({ start, end }: Span, value: ScalarValue): MutableScalar {
  const style = value === null ? "empty" : "plain";
  return {
    kind: "scalar",
    start,
    end,
    anchor: undefined,
    tag: undefined,
    style,
    value,
    source: String(value ?? ""),
    unknown: false,
  };
}

export function mappingOf({ start, end }: Span, entries: MutableEntry[] = []): MutableMapping {
  return { kind: "mapping", start, end, anchor: undefined, tag: undefined, style: "block", column: 0, entries, open: false };
}

/** Moves a node and all below it to one place. */
export function placeAll(node: MutableNode, { start, end }: Span): void {
  node.start = start;
  node.end = end;
  if (node.kind === "sequence") for (const item of node.items) placeAll(item.value, { start, end });
  if (node.kind === "mapping")
    for (const { key, value } of node.entries) {
      placeAll(key, { start, end });
      placeAll(value, { start, end });
    }
}

/** Data as nodes, all at one place. */
export function made(data: Json, at: Span): MutableNode {
  if (typeof data !== "object" || data === null) return scalarAt(at, data);
  const { start, end } = at;
  if (Array.isArray(data)) {
    const items = data.map((item: Json) => ({ dash: start, value: made(item, at) }));
    return { kind: "sequence", start, end, anchor: undefined, tag: undefined, style: "block", column: 0, items, open: false };
  }
  const entries = Object.entries(data as { readonly [key: string]: Json }).map(([name, value]) => {
    return { key: scalarAt(at, name), name, colon: start, value: made(value, at) };
  });
  return mappingOf(at, entries);
}

/** The data of a node. What is unknown is what stands in the text. */
export function plain(node: Node): Json {
  if (node.kind === "alias") return node.target ? plain(node.target) : null;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "sequence") return node.items.map(({ value }) => plain(value));
  return Object.fromEntries(node.entries.map(({ name, value }) => [name, plain(value)]));
}
