import { lineEnd, lineStart, nextLine } from "../../text/line.ts";
import type { Path } from "../tree/field.ts";
import type { Content, Entry, Mapping } from "../tree/tree.ts";
import {
  type EditContext,
  endOfComments,
  isBlockScalar,
  isDashes,
  isSimple,
  lastLeaf,
  lastLineEnd,
  type Outcome,
} from "./context.ts";
import { follow, type Step, visit } from "./resolved-path.ts";

/**
 * Puts the entries of the block mapping at a place in the order of `keys`. The comments directly above an entry, behind it and below it (further
 * to the right) go along; blank lines stay between the places. Undefined where `keys` are not just the keys of the mapping, where a comment
 * may be about something else than one entry, where an alias would come to mean something else, and in templates.
 */
export function orderEntries(context: EditContext, path: Path, keys: readonly string[]): Outcome {
  const resolved = follow(context.tree, path);
  if (!resolved || resolved.rest.length > 0) return undefined;
  const { node } = resolved.steps.at(-1) as Step;
  if (node.kind !== "mapping" || node.style !== "block") return undefined;
  const byName = new Map(node.entries.map((entry) => [entry.name, entry]));
  const wanted = keys.map((key) => byName.get(key));
  if (new Set(wanted).size !== node.entries.length || keys.length !== node.entries.length) return undefined;
  const sorted = wanted.filter((entry) => entry !== undefined);
  if (sorted.length !== keys.length || byName.has("<<")) return undefined;
  if (sorted.every((entry, i) => entry === node.entries[i])) return [];
  if (!node.entries.every((entry) => isMovable(context, entry)) || !keepsAliases(node, sorted)) return undefined;
  return rearranged(context, node, sorted, path.length === 0);
}

function isMovable(context: EditContext, entry: Entry): boolean {
  const { key, value } = entry;
  const leaf = lastLeaf(value);
  // What follows a block scalar that keeps its last lines is a part of it.
  const keeps = isBlockScalar(leaf) && /^[|>]\d*\+/.test(context.source.slice(leaf.start));
  return isSimple(context, entry) && key.anchor === undefined && key.tag === undefined && !keeps;
}

/** Whether every alias still finds its anchor above it, and those below the mapping find the same as before. */
function keepsAliases(mapping: Mapping, sorted: readonly Entry[]): boolean {
  const before = anchorsOf(mapping.entries);
  const after = anchorsOf(sorted);
  const isInside = ({ start }: Content) => mapping.start <= start && start < mapping.end;
  return (
    [...before.last].every(([name, node]) => after.last.get(name) === node) &&
    after.uses.every(({ target, found }) => (found ? found === target : target !== undefined && !isInside(target)))
  );
}

interface Anchors {
  /** The last node of each name. */
  readonly last: ReadonlyMap<string, Content>;
  /** The aliases with what they mean and what of these entries stands above them under that name. */
  readonly uses: readonly { readonly target: Content | undefined; readonly found: Content | undefined }[];
}

function anchorsOf(entries: readonly Entry[]): Anchors {
  const last = new Map<string, Content>();
  const uses: Anchors["uses"][number][] = [];
  for (const { value } of entries)
    visit(value, (node) => {
      if (node.kind === "alias") uses.push({ target: node.target, found: last.get(node.name) });
      else if (node.anchor !== undefined) last.set(node.anchor, node);
    });
  return { last, uses };
}

/** The lines of an entry, from its first comment or its key to the end of the last line before its break. */
interface Block {
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
}

function rearranged(context: EditContext, mapping: Mapping, sorted: readonly Entry[], isRoot: boolean): Outcome {
  const { source, tree } = context;
  const [first] = mapping.entries;
  const behindDash = isDashes(source.slice(lineStart(source, mapping.start), mapping.start));
  const blocks: Block[] = [];
  for (const [i, entry] of mapping.entries.entries()) {
    const end = endOf(context, mapping, entry, i === mapping.entries.length - 1 && sorted.at(-1) !== entry);
    const start = entry === first && (behindDash || isRoot) ? entry.key.start : startOf(context, mapping, entry);
    if (start === undefined || end === undefined) return undefined;
    blocks.push({ entry, start, end });
  }
  const region = { start: (blocks[0] as Block).start, end: (blocks.at(-1) as Block).end };
  if (tree.holes?.some((hole) => hole.start < region.end && region.start < hole.end)) return undefined;
  // The comment at the head of a document is about all of it, or about the first key: nobody knows.
  if (isRoot && sorted[0] !== first && hasCommentAbove(context, region.start)) return undefined;
  // Without a line break behind it a block scalar at the end would lose its own.
  if (region.end === source.length && blocks.some(({ entry }) => isBlockScalar(lastLeaf(entry.value)))) return undefined;
  const gaps = blocks.slice(1).map(({ start }, i) => source.slice((blocks[i] as Block).end, lineStart(source, start)));
  if (!gaps.every((gap) => /^[\r\n]+$/.test(gap))) return undefined;
  const moved = sorted.map((entry) => blocks.find((block) => block.entry === entry) as Block);
  if (behindDash && (moved[0] as Block).start !== (sorted[0] as Entry).key.start) return undefined;
  const indentation = " ".repeat(mapping.column);
  const newText = moved
    .map(({ start, end }, i) => (i === 0 ? "" : gaps[i - 1] + indentation) + source.slice(start, end))
    .join("");
  return [{ ...region, newText }];
}

/** Where the comments directly above an entry begin, in the column of its key; undefined where one stands in another column. */
function startOf({ source }: EditContext, { column }: Mapping, { key }: Entry): number | undefined {
  let start = key.start;
  while (lineStart(source, start) > 0) {
    const line = lineStart(source, lineStart(source, start) - 1);
    const at = line + source.slice(line, lineEnd(source, line)).search(/\S|$/);
    if (source[at] !== "#" || at - line > column) return start;
    if (at - line < column) return undefined;
    start = at;
  }
  return start;
}

/**
 * Where an entry ends: behind the comments directly below it that stand further to the right. Undefined where the entry is the last one,
 * moves, and a comment in the column of the keys follows: it may be about it.
 */
function endOf(context: EditContext, { column }: Mapping, { value }: Entry, movesFromEnd: boolean): number | undefined {
  const { source } = context;
  const end = endOfComments(context, lastLineEnd(context, value), column);
  return movesFromEnd && source.startsWith(`${" ".repeat(column)}#`, nextLine(source, end)) ? undefined : end;
}

function hasCommentAbove({ source }: EditContext, at: number): boolean {
  const line = lineStart(source, at);
  return (
    line > 0 &&
    source
      .slice(lineStart(source, line - 1), line)
      .trimStart()
      .startsWith("#")
  );
}
