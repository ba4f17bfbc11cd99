import type { Span } from "../../text/span.ts";
import type { Choice } from "./branches.ts";
import { type Group, groupsOf, HEADER, type Line, linesOf, textOutside, valueGroups } from "./group.ts";
import { contentBelow, cover, type Hole, indentBlocks, type Paint } from "./paint.ts";
import { outside, regions, renderedActions, scopeOf } from "./scope.ts";

/** A template with its actions covered: as long as before and with the same lines. */
export interface Mask {
  readonly text: string;
  /** In order, without overlap. */
  readonly holes: readonly Hole[];
  /** The offsets of the actions that begin, divide and end bodies: what stands on both sides of one may be alternatives. */
  readonly borders: readonly number[];
  /** How many bodies are open behind each border. */
  readonly depths: readonly number[];
  /** Bodies that were chosen among others: those, too, are open where they stand. */
  readonly chosen: readonly Span[];
  readonly comments: readonly Span[];
  /** It is what one `define` holds: part of whatever includes it. */
  readonly isPart: boolean;
}

/**
 * Covers every action of a Go template so that what is left is YAML with the same offsets. A line of nothing but actions becomes blank;
 * an action within text becomes placeholders; what `define` holds becomes blank. Both branches of an if/else stay, or (`firstBranch`)
 * only the first: branches may be indented differently, and then only one of them fits.
 */
export function maskTemplate(text: string, firstBranch = false): Mask {
  const branches = firstBranch ? regions(renderedActions(text), "else") : [];
  return maskChoice(text, { left: branches.map((span) => ({ ...span, kind: "lines" })), chosen: [] });
}

/** Covers what a rendering leaves out, too. */
export function maskChoice(text: string, { left, chosen }: Choice): Mask {
  const { all, definitions, isPart, actions: own } = scopeOf(text);
  const actions = outside(own, left);
  const paint: Paint = { source: text, units: text.split(""), holes: [] };
  for (const region of definitions) cover(paint, region, "nothing");
  for (const region of left) cover(paint, region, region.kind);
  // From the end to the beginning: how a value is covered depends on what is left of the line below it.
  for (const line of linesOf(text, actions).reverse()) coverLine(paint, line);
  indentBlocks(paint);
  const borders = actions.filter(({ kind }) => kind === "open" || kind === "else" || kind === "end");
  let depth = 0;
  return {
    text: paint.units.join(""),
    holes: disjoint(paint.holes.sort((a, b) => a.start - b.start)),
    borders: borders.map(({ start }) => start),
    depths: borders.map(({ kind }) => (depth += kind === "open" ? 1 : kind === "end" ? -1 : 0)),
    chosen,
    isPart,
    comments: all.filter(({ kind }) => kind === "comment"),
  };
}

/** Without those that lie in the one before: a stretch that goes on over lines may reach into an else-branch. */
function disjoint(sorted: readonly Hole[]): readonly Hole[] {
  let end = 0;
  return sorted.flatMap((hole) => {
    const start = Math.max(hole.start, end);
    if (start >= hole.end) return [];
    end = hole.end;
    return start === hole.start ? [hole] : [{ ...hole, start }];
  });
}

function coverLine(paint: Paint, line: Line): void {
  const groups = groupsOf(line);
  const before = paint.source.slice(line.start, groups[0]?.start);
  if (/^\s*(#.*)?$/.test(textOutside(paint.source, line, groups)) && !before.includes("#")) {
    for (const group of groups) cover(paint, group, group.writes ? "lines" : "nothing", group.column);
    const last = groups.at(-1);
    if (last?.writes && last.column !== undefined) coverBelow(paint, line.end, last.column);
    return;
  }
  const values = /^[^"']*(^|\s)#/.test(before) ? [] : valueGroups(paint.source, line, groups);
  const first = values[0]?.start ?? Infinity;
  const blank = values.length > 0 && isBlankValue(paint, line, values);
  for (const group of groups) {
    if (!group.writes) cover(paint, group, "nothing");
    else if (blank && group.start >= first) cover(paint, group, "value", group.indent);
    else {
      // Behind an action that goes on over lines the rest of its last line cannot stand alone.
      const over = paint.source.slice(group.start, group.end).includes("\n");
      cover(paint, { start: group.start, end: over ? line.end : group.end }, "text");
      // `key:{{ x }}` lacks the space that makes it a key.
      if (group.start === first && /^[\s-]*[^\s:]+:$/.test(before)) paint.units[group.start] = " ";
      if (over) break;
    }
  }
}

/**
 * Covers the lines right below an action that are indented further than what it writes: they go on with the last entry or item of that, and nobody
 * knows what it is.
 */
function coverBelow(paint: Paint, offset: number, column: number): void {
  const { source } = paint;
  for (let start = source.indexOf("\n", offset - 1) + 1; start > 0 && start < source.length; ) {
    const end = source.indexOf("\n", start);
    const next = end < 0 ? source.length : end + 1;
    const line = source.slice(start, next);
    const own = line.search(/\S/);
    const isBlank = own < 0 || line[own] === "#";
    if (!isBlank && (own <= column || line.startsWith("{{", own))) return;
    if (!isBlank) cover(paint, { start: start + own, end: start + line.trimEnd().length }, "nothing");
    start = next;
  }
}

/** Whether the value becomes blank: it writes lines below its key, or lines below the key belong to it, or it stands at a block scalar's header. */
function isBlankValue(paint: Paint, line: Line, values: readonly Group[]): boolean {
  const before = paint.source.slice(line.start, values[0]?.start);
  if (HEADER.test(before) || values.some(({ writes, indent }) => !writes || indent !== undefined)) return true;
  const [, dashes = "", key = ""] = /^((?:\s|-\s)*)(.*)$/.exec(before) ?? [];
  const below = contentBelow(paint, line.end);
  if (!key) return below.column > dashes.lastIndexOf("-");
  return below.column > dashes.length || (below.dash && below.column === dashes.length);
}
