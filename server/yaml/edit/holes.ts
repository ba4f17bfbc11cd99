import type { Edit } from "../../text/edit.ts";
import { lineEnd, lineStart } from "../../text/line.ts";
import type { Span } from "../../text/span.ts";
import { actionsOf } from "../template/action.ts";
import type { Entry, Mapping, Node, Tree } from "../tree/tree.ts";
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
  return arePaired(source.slice(firstLine(source, collection), at));
}

/**
 * Whether a key of the mapping is written wherever the mapping is: the conditions and loops that begin between its first line, or the key that it belongs
 * to, and that key end there.
 */
export function isAlwaysWritten({ source }: EditContext, mapping: Mapping, { key }: Entry): boolean {
  const first = firstLine(source, mapping);
  let above = lineStart(source, Math.max(0, first - 1));
  // Up to the key of the whole: actions and comments may stand between.
  while (above > 0 && /^\s*(\{\{|#|$)/.test(source.slice(above, lineEnd(source, above)))) above = lineStart(source, above - 1);
  return [first, above].some((start) => arePaired(source.slice(start, key.start)));
}

function firstLine(source: string, collection: Collection): number {
  const [first] = childrenOf(collection);
  return lineStart(source, first ? childStart(first) : collection.start);
}

/** Whether conditions and loops begin and end in pairs, and no `else` stands outside of them. */
function arePaired(text: string): boolean {
  let depth = 0;
  for (const { kind } of actionsOf(text)) {
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
