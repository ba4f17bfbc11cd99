import type { Span } from "../../text/span.ts";
import { type Action, actionsOf } from "./action.ts";

/** The actions of a text by whether they are carried out where they stand. */
export interface Scope {
  readonly all: readonly Action[];
  /** What is not rendered: the stretches from a `define` to its `end`, or these two by themselves. */
  readonly definitions: readonly Span[];
  /** The text is what one `define` holds: part of whatever includes it. */
  readonly isPart: boolean;
  /** Those in no `define`, or in the one that the text consists of. */
  readonly actions: readonly Action[];
}

/** The actions of a text. A text that is one `define`, with nothing but comments around it, is taken for what that holds. */
export function scopeOf(text: string): Scope {
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

/** The actions that are carried out where they stand. */
export function renderedActions(text: string): readonly Action[] {
  return scopeOf(text).actions;
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

/** Whether there is more than blanks, comments and document markers. */
function hasContent(text: string): boolean {
  return /^(?!\s*(?:#|---|$))./m.test(text.replace(/\{\{-?\s*\/\*.*?\*\/\s*-?\}\}/gs, ""));
}

/** The outermost stretches from a `define` to behind its `end`, or from an `else` to before its `end`. */
export function regions(actions: readonly Action[], kind: "define" | "else"): readonly Span[] {
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
export function outside(actions: readonly Action[], regions: readonly Span[]): readonly Action[] {
  let next = 0;
  return actions.filter(({ start }) => {
    while ((regions[next]?.end ?? Infinity) <= start) next++;
    return start < (regions[next]?.start ?? Infinity);
  });
}
