import type { Span } from "../../text/span.ts";
import { type Action, actionsOf } from "./action.ts";
import type { Choice } from "./branches.ts";

/** Stands for every character of a template action that is part of a scalar. A character of the private use area: no manifest has it. */
export const PLACEHOLDER = "\uE000";

/**
 * A covered stretch of a template.
 * `text`: it stands inside a scalar, as placeholders. `value`: it is the value of the key or dash before it, now blank.
 * `lines`: it writes whole lines (entries or items), now blank. `nothing`: it writes nothing, now blank.
 */
export interface Hole extends Span {
  readonly kind: "text" | "value" | "lines" | "nothing";
  /** Where the lines begin that it writes, if that is known. */
  readonly column: number | undefined;
}

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

/** The actions that are carried out where they stand: those in no `define`, or in the one that the text consists of. */
export function renderedActions(text: string): readonly Action[] {
  return scopeOf(text).actions;
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

interface Scope {
  readonly all: readonly Action[];
  /** What is not rendered: the stretches from a `define` to its `end`, or these two by themselves. */
  readonly definitions: readonly Span[];
  readonly isPart: boolean;
  readonly actions: readonly Action[];
}

function scopeOf(text: string): Scope {
  const all = actionsOf(text);
  const definitions = regions(all, "define");
  const [only] = definitions;
  if (only && definitions.length === 1 && !hasContent(text.slice(0, only.start)) && !hasContent(text.slice(only.end))) {
    const inner = all.filter(({ start, end }) => start >= only.start && end <= only.end);
    const [first, last] = [inner[0], inner.at(-1)];
    if (first && last?.kind === "end") {
      // What stands around the definition are comments.
      const actions = all.filter((action) => action !== first && action !== last);
      return { all, definitions: [first, last], isPart: true, actions };
    }
  }
  return { all, definitions, isPart: false, actions: outside(all, definitions) };
}

/** Whether there is more than blanks, comments and document markers. */
function hasContent(text: string): boolean {
  return /^(?!\s*(?:#|---|$))./m.test(text.replace(/\{\{-?\s*\/\*.*?\*\/\s*-?\}\}/gs, ""));
}

/**
 * A text cut at the `define`s in it, each of which is a stretch of its own; in one piece where they stand in the middle of something else.
 * What stands before a definition and says nothing goes with it.
 */
export function stretchesOf(text: string, { start, end }: Span): readonly Span[] {
  const definitions = regions(actionsOf(text.slice(start, end)), "define");
  if (definitions.length === 0) return [{ start, end }];
  const cuts: Span[] = [];
  let at = start;
  let others = 0;
  for (const definition of definitions) {
    if (hasContent(text.slice(at, start + definition.start))) {
      cuts.push({ start: at, end: start + definition.start });
      at = start + definition.start;
      others++;
    }
    cuts.push({ start: at, end: start + definition.end });
    at = start + definition.end;
  }
  if (hasContent(text.slice(at, end))) {
    cuts.push({ start: at, end });
    others++;
  }
  return others > 1 ? [{ start, end }] : cuts;
}

interface Paint {
  readonly source: string;
  /** The UTF-16 units of the text, to be written over. */
  readonly units: string[];
  readonly holes: Hole[];
}

function cover(paint: Paint, { start, end }: Span, kind: Hole["kind"], column?: number): void {
  paint.holes.push({ start, end, kind, column });
  let cell = kind === "text" ? PLACEHOLDER : " ";
  for (let at = start; at < end; at++) {
    const unit = paint.units[at];
    if (unit === "\n")
      cell = " "; // a placeholder on a line of its own would begin something new
    else if (unit !== "\r") paint.units[at] = cell;
  }
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

/** The outermost stretches from a `define` to behind its `end`, or from an `else` to before its `end`. */
function regions(actions: readonly Action[], kind: "define" | "else"): readonly Span[] {
  const found: Span[] = [];
  let first: Action | undefined;
  let depth = 0;
  let outer = 0; // the depth at which the region ends
  for (const action of actions) {
    if (!first && action.kind === kind) {
      first = action;
      outer = kind === "define" ? depth : depth - 1;
    }
    if (action.kind === "open" || action.kind === "define") depth++;
    if (action.kind !== "end") continue;
    depth--;
    if (!first || depth > outer) continue;
    found.push({ start: first.start, end: kind === "define" ? action.end : action.start });
    first = undefined;
  }
  const last = actions.at(-1);
  if (first && last) found.push({ start: first.start, end: last.end });
  return found;
}

/** The actions that stand in none of the regions. */
function outside(actions: readonly Action[], regions: readonly Span[]): readonly Action[] {
  let next = 0;
  return actions.filter(({ start }) => {
    while ((regions[next]?.end ?? Infinity) <= start) next++;
    return start < (regions[next]?.start ?? Infinity);
  });
}

/** A line with actions, together with the lines that its actions go on to; without the line break at its end. */
interface Line extends Span {
  readonly actions: readonly Action[];
}

function linesOf(text: string, actions: readonly Action[]): Line[] {
  const lines: Line[] = [];
  for (let i = 0; i < actions.length; ) {
    const own: Action[] = [];
    const start = text.lastIndexOf("\n", (actions[i] as Action).start - 1) + 1;
    let end = start;
    for (; i < actions.length && (own.length === 0 || (actions[i] as Action).start < end); i++) {
      const action = actions[i] as Action;
      own.push(action);
      const next = text.indexOf("\n", action.end);
      end = next < 0 ? text.length : next;
    }
    lines.push({ start, end: text[end - 1] === "\r" ? end - 1 : end, actions: own });
  }
  return lines;
}

/** What is covered in one piece: an action, or an if/range/with with its body and its end where all of it stands on one line. */
interface Group extends Span {
  readonly writes: boolean;
  readonly indent: number | undefined;
  /** Where it begins a line if nothing else stands there. */
  readonly column: number | undefined;
}

function coverLine(paint: Paint, line: Line): void {
  const groups = groupsOf(line);
  const before = paint.source.slice(line.start, groups[0]?.start);
  if (/^\s*(#.*)?$/.test(textOutside(paint.source, line, groups)) && !before.includes("#")) {
    for (const group of groups) cover(paint, group, group.writes ? "lines" : "nothing", group.column);
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

function groupsOf({ start, actions }: Line): readonly Group[] {
  const groups: Group[] = [];
  const ends = closings(actions);
  for (let i = 0; i < actions.length; i++) {
    const action = actions[i] as Action;
    const last = ends.get(i);
    if (last === undefined) groups.push({ ...action, writes: action.kind === "output", column: action.indent });
    else {
      const indent = actions.slice(i, last).find((inner) => inner.indent !== undefined)?.indent;
      const { end } = actions[last] as Action;
      groups.push({ start: action.start, end, writes: true, indent, column: indent ?? action.start - start });
      i = last;
    }
  }
  return groups;
}

/** For every action that opens a body the index of the `end` that closes it, if that is among the actions. */
function closings(actions: readonly Action[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  actions.forEach(({ kind }, i) => {
    if (kind === "open") open.push(i);
    const opened = kind === "end" ? open.pop() : undefined;
    if (opened !== undefined) ends.set(opened, i);
  });
  return ends;
}

function textOutside(text: string, line: Line, groups: readonly Group[]): string {
  let at = line.start;
  let rest = "";
  for (const group of groups) {
    rest += text.slice(at, group.start);
    at = group.end;
  }
  return rest + text.slice(at, line.end);
}

/** The groups that together are the whole value of a key or a dash, or stand where the header of a block scalar ends. */
function valueGroups(text: string, line: Line, groups: readonly Group[]): readonly Group[] {
  let first = groups.length;
  let end = line.end;
  while (first > 0) {
    const group = groups[first - 1] as Group;
    if (!/^\s*(#.*)?$/.test(text.slice(group.end, end))) break;
    first--;
    end = group.start;
  }
  return HOLDER.test(text.slice(line.start, end)) ? groups.slice(first) : [];
}

const HEADER = /[:-]\s+[|>][-+\d]*\s*$/;
const HOLDER = /(^|[\s-])-\s+$|:\s*$|[:-]\s+[|>][-+\d]*\s*$/;

/** Whether the value becomes blank: it writes lines below its key, or lines below the key belong to it, or it stands at a block scalar's header. */
function isBlankValue(paint: Paint, line: Line, values: readonly Group[]): boolean {
  const before = paint.source.slice(line.start, values[0]?.start);
  if (HEADER.test(before) || values.some(({ writes, indent }) => !writes || indent !== undefined)) return true;
  const [, dashes = "", key = ""] = /^((?:\s|-\s)*)(.*)$/.exec(before) ?? [];
  const below = contentBelow(paint, line.end);
  if (!key) return below.column > dashes.lastIndexOf("-");
  return below.column > dashes.length || (below.dash && below.column === dashes.length);
}

/** The column of the next line that has content left, and whether that begins with a dash. */
function contentBelow({ units }: Paint, offset: number): { readonly column: number; readonly dash: boolean } {
  let column = 0;
  let comment = true; // the rest of the offset's own line does not count
  for (let at = offset; at < units.length; at++) {
    const unit = units[at];
    if (unit === "\n") {
      column = 0;
      comment = false;
    } else if (unit === "#") comment = true;
    else if (!comment && unit !== " " && unit !== "\r" && unit !== "\t")
      return { column, dash: unit === "-" && /\s/.test(units[at + 1] ?? "") };
    else column++;
  }
  return { column: -1, dash: false };
}

/**
 * Blank lines at the beginning of a block scalar may not be longer than its indentation (YAML 1.2.2, section 8.1.1.1): those that an action
 * left get the indentation of the content below and placeholders behind it.
 */
function indentBlocks({ units }: Paint): void {
  let header: { readonly column: number; readonly next: number } | undefined; // the column that a body must exceed, and where it may begin
  let start = 0;
  for (const line of units.join("").split("\n")) {
    const column = line.search(/\S/);
    if (column >= 0) {
      if (header && column > header.column) indentLines(units, header.next, start, column);
      const margin = /^(?:[ \t]|-[ \t])*/.exec(line)?.[0] ?? "";
      const indicator = /(?:^|\s)[|>][-+\d]*\s*$/.exec(line.slice(-100));
      const key = line.slice(margin.length, indicator ? line.length - indicator[0].length : 0);
      header = indicator ? { column: key ? margin.length : margin.lastIndexOf("-"), next: start + line.length + 1 } : undefined;
    }
    start += line.length + 1;
  }
}

function indentLines(units: string[], from: number, to: number, indent: number): void {
  let column = 0;
  for (let at = from; at < to; at++) {
    if (units[at] === "\n") column = -1;
    else if (column >= indent && units[at] === " ") units[at] = PLACEHOLDER;
    column++;
  }
}
