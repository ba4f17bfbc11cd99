import type { Edit } from "../text/edit.ts";
import { lineStart } from "../text/line.ts";
import type { Span } from "../text/span.ts";
import { childrenOf, childStart, type Draft, lastLeaf } from "./draft.ts";
import { type Collection, visit } from "./trail.ts";
import type { Node, Tree } from "./tree.ts";

/** Whether the edits leave every template action whole: none replaces a part of one or stands inside one. */
export function spares({ holes = [] }: Tree, edits: readonly Edit[]): boolean {
  return edits.every(({ start, end }) => !holes.some((hole) => hole.start < end && start < hole.end));
}

/**
 * Whether something put behind the last child of the collection, at the offset, surely belongs to it: no template action stands among the
 * children, where it could open a condition or a loop that ends elsewhere. Actions inside scalars do no harm.
 */
export function isClosed({ tree, source }: Draft, collection: Collection, at: number): boolean {
  const holes = tree.holes ?? [];
  if (holes.length === 0) return !collection.open;
  const leaf = lastLeaf(collection);
  if (collection.open || isOpen(leaf)) return false;
  const first = childrenOf(collection)[0];
  const start = lineStart(source, first ? childStart(first) : collection.start);
  const scalars = scalarsOf(collection);
  return holes.every(
    (hole) =>
      hole.end <= start || hole.start >= at || scalars.some((scalar) => scalar.start <= hole.start && hole.end <= scalar.end),
  );
}

function isOpen(node: Node): boolean {
  return node.kind === "scalar" ? node.unknown && node.style === "empty" : node.kind !== "alias" && node.open;
}

function scalarsOf(collection: Collection): readonly Span[] {
  const scalars: Span[] = [];
  visit(collection, (node) => {
    if (node.kind === "scalar") scalars.push(node);
    else if (node.kind === "mapping") for (const entry of node.entries) scalars.push(entry.key);
  });
  return scalars;
}
