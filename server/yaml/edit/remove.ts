import { markLength } from "../../text/byte-order-mark.ts";
import type { Edit } from "../../text/edit.ts";
import { beforeBreak, lineStart, nextLine } from "../../text/line.ts";
import type { Span } from "../../text/span.ts";
import type { Path } from "../tree/field.ts";
import type { Entry, Item, Tree } from "../tree/tree.ts";
import {
  childEnd,
  childrenOf,
  childStart,
  commentsIn,
  type EditContext,
  isBlank,
  isBlockScalar,
  isDashes,
  isSwallowed,
  lastLeaf,
  lastLineEnd,
  type Outcome,
  standsAlone,
} from "./context.ts";
import { leavesEmptyBlock } from "./holes.ts";
import { type Collection, follow, type Held, isMerged, isRepeated, type Step, twins } from "./resolved-path.ts";

type Child = Entry | Item;

/**
 * Removes the entry (all of that name, where it stands twice) or item at a place, with the comment behind it, and the parents that it
 * leaves empty. Comments on lines of their own stay.
 */
export function removePlace(context: EditContext, path: Path): Outcome {
  const field = context.root.at(...path);
  if (field.node === undefined && field.state === "absent") return [];
  const held = removed(context.tree, path)?.held;
  if (!held || isLeftByMerge(held)) return undefined;
  const children = twins(held);
  if (children.some((child) => isRepeated(context.tree, child.value))) return undefined;
  const remove = held.owner.style === "flow" ? removeInFlow : removeInBlock;
  const outcomes = children.map((child) => remove(context, held.owner, child));
  if (outcomes.length > 1 && outcomes.some((edits) => edits?.length !== 1)) return undefined;
  const edits = outcomes.every((edits) => edits !== undefined) ? outcomes.flat() : undefined;
  return edits?.some((edit) => leavesEmptyBlock(context, edit)) ? undefined : edits;
}

/** The path of what really goes when the place is removed: itself, or a parent that it would leave empty. */
export function removedPath(tree: Tree, path: Path): Path {
  return path.slice(0, removed(tree, path)?.depth ?? path.length);
}

function removed(tree: Tree, path: Path): { readonly held: Held; readonly depth: number } | undefined {
  const resolved = follow(tree, path);
  if (!resolved || resolved.rest.length > 0) return undefined;
  for (let depth = path.length; depth > 0; depth--) {
    const { held } = resolved.steps[depth] as Step;
    if (!held) return undefined;
    if (childrenOf(held.owner).length > twins(held).length) return { held, depth };
    if (held.owner.open) return undefined; // who knows whether it is empty then
  }
  return undefined; // the whole document
}

function isLeftByMerge({ holder, owner }: Held): boolean {
  return owner.kind === "mapping" && isMerged(owner, (holder as Entry).name);
}

function removeInFlow(context: EditContext, owner: Collection, child: Child): Outcome {
  const children = childrenOf(owner);
  const index = children.indexOf(child);
  const [previous, next] = [children[index - 1], children[index + 1]];
  const [start, end] = [childStart(child), childEnd(child)];
  // Only white space and a comma may stand between neighbours: no comment, anchor, tag or `?`.
  const isNear = (from: number, to: number) => /^[\s,]*$/.test(context.source.slice(from, to));
  if (!isNear(previous ? childEnd(previous) : owner.start + 1, start)) return undefined;
  const span = previous ? { start: childEnd(previous), end } : { start, end: childStart(next as Child) };
  if (!previous && !isNear(end, span.end)) return undefined;
  return commentsIn(context, span).length > 0 ? undefined : [{ ...span, newText: "" }];
}

function removeInBlock(context: EditContext, owner: Collection, child: Child): Outcome {
  const { source } = context;
  const start = childStart(child);
  const prefix = source.slice(lineStart(source, start), start);
  if (isBlank(prefix)) return removeLines(context, owner, child);
  return isDashes(prefix) ? pullUp(context, owner, child) : undefined;
}

/** Removes the first child of a collection that begins behind a dash: the next child takes its place. */
function pullUp(context: EditContext, owner: Collection, child: Child): Outcome {
  const { source } = context;
  const next = childrenOf(owner)[1];
  if (!next) return undefined;
  const span = { start: childStart(child), end: childStart(next) };
  if (!isBlank(source.slice(lineStart(source, span.end), span.end))) return undefined;
  if (commentsIn(context, span).some((comment) => standsAlone(context, comment))) return undefined;
  return [{ ...span, newText: "" }];
}

function removeLines(context: EditContext, owner: Collection, child: Child): Outcome {
  const { source } = context;
  const start = childStart(child);
  const end = nextLine(source, lastLineEnd(context, child.value));
  const line = lineStart(source, start);
  const runs = withoutComments(context, { start: line + markLength(source, line), end });
  const children = childrenOf(owner);
  const previous = children[children.indexOf(child) - 1];
  const above = previous && lastLeaf(previous.value);
  if (!above || !isBlockScalar(above)) return runs.map((run) => cut(source, run));
  // Comments and blank lines that now follow a block scalar must not become a part of it.
  const isHarmless =
    runs.length === 1 && !isSwallowed(context, end, owner.column, /^[|>]\d*[+]|^[|>][+]/.test(source.slice(above.start)));
  return isHarmless ? runs.map((run) => ({ ...run, newText: "" })) : undefined;
}

/** The lines of the span without those that hold nothing but a comment. */
function withoutComments(context: EditContext, span: Span): readonly Span[] {
  const { source } = context;
  const runs: Span[] = [];
  let { start } = span;
  for (const comment of commentsIn(context, span)) {
    if (!standsAlone(context, comment)) continue;
    const line = lineStart(source, comment.start);
    if (line > start) runs.push({ start, end: line });
    start = nextLine(source, comment.start);
  }
  return start < span.end ? [...runs, { start, end: span.end }] : runs;
}

/** Lines deleted. If they are the last ones of a text without a final line break, it goes on having none. */
function cut(source: string, { start, end }: Span): Edit {
  const unterminated = end === source.length && !source.endsWith("\n");
  return { start: unterminated ? beforeBreak(source, start) : start, end, newText: "" };
}
