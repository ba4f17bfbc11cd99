import type { Span } from "../../text/span.ts";
import type { Action } from "./action.ts";

/** A line with actions, together with the lines that its actions go on to; without the line break at its end. */
export interface Line extends Span {
  readonly actions: readonly Action[];
}

/** What is covered in one piece: an action, or an if/range/with with its body and its end where all of it stands on one line. */
export interface Group extends Span {
  readonly writes: boolean;
  readonly indent: number | undefined;
  /** Where it begins a line if nothing else stands there. */
  readonly column: number | undefined;
}

/** The lines of a text that hold actions, in order. */
export function linesOf(text: string, actions: readonly Action[]): Line[] {
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

/** The actions of a line as the pieces in which they are covered, in order. */
export function groupsOf({ start, actions }: Line): readonly Group[] {
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

/** What stands in a line beside its groups. */
export function textOutside(text: string, line: Line, groups: readonly Group[]): string {
  let at = line.start;
  let rest = "";
  for (const group of groups) {
    rest += text.slice(at, group.start);
    at = group.end;
  }
  return rest + text.slice(at, line.end);
}

/** The groups that together are the whole value of a key or a dash, or stand where the header of a block scalar ends. */
export function valueGroups(text: string, line: Line, groups: readonly Group[]): readonly Group[] {
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

/** A line that ends in the header of a block scalar. */
export const HEADER = /[:-]\s+[|>][-+\d]*\s*$/;

/** A line that ends where a value is expected. */
const HOLDER = /(^|[\s-])-\s+$|:\s*$|[:-]\s+[|>][-+\d]*\s*$/;
