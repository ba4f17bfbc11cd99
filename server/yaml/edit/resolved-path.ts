import type { Path } from "../tree/field.ts";
import { lookUp, mergeSources } from "../tree/merge-key.ts";
import { isMergeKey } from "../tree/scalar.ts";
import type { Content, Entry, Item, Mapping, Node, Sequence, Tree } from "../tree/tree.ts";

export type Collection = Mapping | Sequence;

/** A node on the way to a place, with the entry or item that holds it; only the document's root has none. */
export interface Step {
  readonly node: Node;
  readonly held: Held | undefined;
}

/** An entry with its mapping, or an item with its sequence. */
export type Held =
  | { readonly holder: Entry; readonly owner: Mapping; readonly index: number }
  | { readonly holder: Item; readonly owner: Sequence; readonly index: number };

/** How far a path can be followed in the text itself. */
export interface ResolvedPath {
  /** From the root on; the last one is the deepest that exists. */
  readonly steps: readonly Step[];
  /** What of the path does not exist. */
  readonly rest: Path;
}

/**
 * Follows a path without leaving the place: of duplicate keys the last, never through `<<`. Undefined where an edit below could not be
 * exact: behind an alias, inside a node that an alias repeats elsewhere, at a `<<`, or above one that brings in the same name.
 */
export function follow(tree: Tree, path: Path): ResolvedPath | undefined {
  if (!tree.root || path.includes("<<")) return undefined;
  const steps: Step[] = [{ node: tree.root, held: undefined }];
  for (const segment of path) {
    const { node } = steps.at(-1) as Step;
    if (node.kind === "alias") return undefined;
    const held = child(node, segment);
    if (!held) break;
    if (node.kind === "mapping" && lookUp(node, String(segment))?.merged) return undefined; // a `<<` below it counts instead
    steps.push({ node: held.holder.value, held });
  }
  const anchored = steps.some(({ node }) => node.kind !== "alias" && node.anchor !== undefined);
  if (anchored) {
    const targets = aliasTargets(tree.root);
    if (steps.some(({ node }) => node.kind !== "alias" && targets.has(node))) return undefined;
  }
  return { steps, rest: path.slice(steps.length - 1) };
}

function child(node: Content, segment: string | number): Held | undefined {
  if (node.kind === "mapping") {
    const index = placesOf(node, String(segment)).at(-1);
    const holder = index === undefined ? undefined : node.entries[index];
    return holder && index !== undefined ? { holder, owner: node, index } : undefined;
  }
  const holder = node.kind === "sequence" && typeof segment === "number" ? node.items[segment] : undefined;
  return holder && { holder, owner: node as Sequence, index: segment as number };
}

/** Whether a key on the way stands twice in a template: then the two are alternatives, and to change the last one is not enough. */
export function isBranched({ holes = [] }: Tree, { steps }: ResolvedPath): boolean {
  if (holes.length === 0) return false;
  return steps.some(({ held }) => held?.owner.kind === "mapping" && twins(held).length > 1);
}

/** The entries of the same name, or the item alone. */
export function twins({ holder, owner }: Held): readonly (Entry | Item)[] {
  if (owner.kind === "sequence") return [holder];
  return placesOf(owner, (holder as Entry).name).map((index) => owner.entries[index] as Entry);
}

/** Where among the entries of a mapping those of a name stand. */
function placesOf(mapping: Mapping, name: string): readonly number[] {
  return indexOf(mapping).get(name) ?? [];
}

type Index = ReadonlyMap<string, readonly number[]>;

/** Made once for a mapping: fixes may ask for each of its thousands of entries. */
const indexes = new WeakMap<Mapping, Index>();

function indexOf(mapping: Mapping): Index {
  const known = indexes.get(mapping);
  if (known) return known;
  const index = new Map<string, number[]>();
  mapping.entries.forEach(({ name }, i) => {
    const places = index.get(name);
    if (places) places.push(i);
    else index.set(name, [i]);
  });
  indexes.set(mapping, index);
  return index;
}

/** Whether the mapping's `<<` entries bring in an entry of this name. */
export function isMerged(mapping: Mapping, name: string): boolean {
  return placesOf(mapping, "<<").some((index) => {
    const { key, value } = mapping.entries[index] as Entry;
    return isMergeKey(key) && mergeSources(value).some((source) => lookUp(source, name) !== undefined);
  });
}

/** Whether something inside the node (or the node itself) is repeated by an alias, wherever that stands. */
export function isRepeated(tree: Tree, node: Node): boolean {
  const anchored: Content[] = [];
  visit(node, (one) => {
    if (one.kind !== "alias" && one.anchor !== undefined) anchored.push(one);
  });
  if (anchored.length === 0 || !tree.root) return false;
  const targets = aliasTargets(tree.root);
  return anchored.some((one) => targets.has(one));
}

/** What aliases below a document's root stand for; found once. */
const targetsOf = new WeakMap<Node, ReadonlySet<Content>>();

function aliasTargets(root: Node): ReadonlySet<Content> {
  const known = targetsOf.get(root);
  if (known) return known;
  const targets = new Set<Content>();
  targetsOf.set(root, targets);
  visit(root, (node) => {
    if (node.kind === "alias" && node.target) targets.add(node.target);
  });
  return targets;
}

/** Calls back for the node and every node below it, values only; aliases are not followed. */
export function visit(node: Node, body: (node: Node) => void): void {
  body(node);
  if (node.kind === "mapping") for (const entry of node.entries) visit(entry.value, body);
  else if (node.kind === "sequence") for (const item of node.items) visit(item.value, body);
}
