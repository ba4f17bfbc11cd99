import type { Edit } from "../../text/edit.ts";
import { lineStart } from "../../text/line.ts";
import { actionsOf } from "../template/action.ts";
import type { Node, Tree } from "../tree/tree.ts";
import { childrenOf, childStart, type Draft } from "./draft.ts";
import type { Collection } from "./trail.ts";

/** Whether the edits leave every template action whole: none replaces a part of one or stands inside one. */
export function spares({ holes = [] }: Tree, edits: readonly Edit[]): boolean {
  return edits.every(({ start, end }) => !holes.some((hole) => hole.start < end && start < hole.end));
}

/**
 * Whether something put behind the last child of the collection, at the offset, surely belongs to it: no template action adds to what ends
 * there, and the conditions and loops that begin among the children end among them.
 */
export function isClosed({ tree, source }: Draft, collection: Collection, at: number): boolean {
  if (isOpenAtEnd(collection)) return false;
  if (!tree.holes?.length) return true;
  const first = childrenOf(collection)[0];
  const start = lineStart(source, first ? childStart(first) : collection.start);
  let depth = 0;
  for (const { kind } of actionsOf(source.slice(start, at))) {
    if (kind === "open") depth++;
    else if (kind === "end") depth--;
    if (depth < 0 || (depth === 0 && kind === "else")) return false;
  }
  return depth === 0;
}

function isOpenAtEnd(node: Node): boolean {
  if (node.kind === "alias") return false;
  if (node.kind === "scalar") return node.unknown && node.style === "empty";
  const last = childrenOf(node).at(-1);
  return node.open || (node.style === "block" && last !== undefined && isOpenAtEnd(last.value));
}
