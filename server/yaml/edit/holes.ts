import type { Edit } from "../../text/edit.ts";
import { lineStart } from "../../text/line.ts";
import type { Span } from "../../text/span.ts";
import { actionsOf } from "../template/action.ts";
import type { Node, Tree } from "../tree/tree.ts";
import { childrenOf, childStart, type EditContext } from "./context.ts";
import type { Collection } from "./resolved-path.ts";

/** Whether the edits leave every template action whole: none replaces a part of one or stands inside one. */
export function spares({ holes = [] }: Tree, edits: readonly Edit[]): boolean {
  return edits.every(({ start, end }) => !holes.some((hole) => hole.start < end && start < hole.end));
}

/**
 * Whether something put behind the last child of the collection, at the offset, surely belongs to it: no template action adds to what ends
 * there, and the conditions and loops that begin among the children end among them.
 */
export function isClosed({ tree, source }: EditContext, collection: Collection, at: number): boolean {
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

/** Whether lines that go are all that a condition or loop of a template renders: what is left of it would say nothing. */
export function leavesEmptyBlock({ tree, source }: EditContext, { start, end }: Span): boolean {
  if (!tree.holes?.length) return false;
  const before = actionsOf(/[^\n]*\n?\s*$/.exec(source.slice(0, start))?.[0] ?? "");
  const behind = actionsOf(/^\s*[^\n]*/.exec(source.slice(end))?.[0] ?? "");
  const [above, below] = [before.at(-1)?.kind, behind[0]?.kind];
  return (above === "open" || above === "else") && (below === "end" || below === "else");
}

function isOpenAtEnd(node: Node): boolean {
  if (node.kind === "alias") return false;
  if (node.kind === "scalar") return node.unknown && node.style === "empty";
  const last = childrenOf(node).at(-1);
  return node.open || (node.style === "block" && last !== undefined && isOpenAtEnd(last.value));
}
