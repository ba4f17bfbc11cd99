import { contains, type Span } from "../../text/span.ts";
import { Field, type Segment } from "../../yaml/tree/field.ts";
import { valuesIn } from "../../yaml/tree/key-at.ts";
import type { Node, Tree } from "../../yaml/tree/tree.ts";
import type { BuiltFinding, BuiltPlace } from "./built-finding.ts";

/** An object that is built of several files, as findings are placed in it. */
export interface PatchedObject {
  readonly tree: Tree;
  /** The object as its own file has it. */
  readonly own: Tree;
  readonly begin: BuiltPlace;
  /** Where a span of the build stands. */
  place(span: Span): BuiltPlace | undefined;
  /** What the rules find in the object as its own file has it, as `keyOf` names it, with places in that file. */
  written(): ReadonlySet<string>;
  /** What the rules find in another reading of the build, as `keyOf` names it, with places in the build. */
  found(tree: Tree): ReadonlySet<string>;
}

type Path = readonly Segment[];

/** A value that comes from another file than the object. */
interface Foreign {
  readonly path: Path;
  readonly place: BuiltPlace;
}

/** So many values are tried, those first that are nearest to the finding. */
const MOST_TRIED = 12;

/** What names a finding in a file: its rule and its place. */
export function keyOf({ rule, span }: { readonly rule: string; readonly span: Span }): string {
  return `${rule} ${span.start}`;
}

/**
 * Puts a finding where it is decided. One that stands in the object's own file, and that this file alone does not have, is the doing of a value from elsewhere (of
 * a patch, of a kustomization): it stands at the one without which it is not found, and names its first place as related. `at` is the
 * finding's span in the build.
 */
export function decidedAt(finding: BuiltFinding, at: Span, object: PatchedObject): BuiltFinding {
  const { tree, own, begin, written, found } = object;
  if (!tree.root || finding.file !== begin.file || written().has(keyOf(finding))) return finding;
  const path = pathOf(tree.root, at);
  const nearness = ({ path: other }: Foreign) => sharedSegments(other, path);
  const tried = valuesFromElsewhere(object).sort((a, b) => nearness(b) - nearness(a));
  const key = keyOf({ rule: finding.rule, span: at });
  const decisive = tried
    .slice(0, MOST_TRIED)
    .find(({ path }) => !found({ ...tree, root: without(tree.root as Node, path, Field.root(own).at(...path).node) }).has(key));
  if (!decisive) return finding;
  const first = { message: "This is what it is about.", uri: finding.file, span: finding.span };
  return { ...finding, ...decisive.place, related: [first, ...finding.related] };
}

/** The scalars and empty collections of an object that come from another file than the object. */
function valuesFromElsewhere({ tree, begin, place }: PatchedObject): Foreign[] {
  const found: Foreign[] = [];
  const add = (node: Node, path: Path): void => {
    const below = valuesIn(node);
    for (const [segment, value] of below) add(value, [...path, segment]);
    if (below.length > 0) return;
    const at = place(node);
    if (at && at.file !== begin.file) found.push({ path, place: at });
  };
  if (tree.root) add(tree.root, []);
  return found;
}

/** The node with what stands at the path taken away, or with the scalar in its place that stood there before. */
function without(node: Node, [segment, ...rest]: Path, before: Node | undefined): Node {
  const kept = (value: Node): Node | undefined => {
    if (rest.length > 0) return without(value, rest, before);
    return before?.kind === "scalar" ? before : undefined;
  };
  if (node.kind === "mapping") {
    const entries = node.entries.flatMap((entry) => {
      const value = entry.name === segment ? kept(entry.value) : entry.value;
      return value ? [{ ...entry, value }] : [];
    });
    return { ...node, entries };
  }
  if (node.kind !== "sequence") return node;
  const items = node.items.flatMap((item, i) => {
    const value = i === segment ? kept(item.value) : item.value;
    return value ? [{ ...item, value }] : [];
  });
  return { ...node, items };
}

/** The path of the innermost entry or item that holds a span. */
function pathOf(root: Node, span: Span): Path {
  let innermost: Path = [];
  const visit = (node: Node, path: Path): void => {
    if (contains(node, span) && path.length >= innermost.length) innermost = path;
    if (node.kind === "mapping") for (const { key, name } of node.entries) if (contains(key, span)) innermost = [...path, name];
    for (const [segment, value] of valuesIn(node)) visit(value, [...path, segment]);
  };
  visit(root, []);
  return innermost;
}

/** How many segments two paths have in common at their beginning. */
function sharedSegments(a: Path, b: Path): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}
