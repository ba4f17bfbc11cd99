import type { Place, SourceFile } from "../../helm/value/place.ts";
import type { Text } from "../../helm/value/text.ts";
import type { Span } from "../../text/span.ts";

/** The stretches of a file that renderings write: literal text, and actions. In order, without overlap. */
export type Reached = readonly Span[];

/** What of the files is written in the texts, by the names that `own` gives them. */
export function reachedBy(texts: readonly Text[], own: ReadonlyMap<SourceFile, string>): ReadonlyMap<string, Reached> {
  const written = new Map<SourceFile, Set<Reached>>();
  for (const text of texts)
    for (const [file, stretches] of stretchesOf(text)) {
      if (!own.has(file)) continue;
      const all = written.get(file);
      if (all) all.add(stretches);
      else written.set(file, new Set([stretches]));
    }
  return new Map([...written].map(([file, all]) => [own.get(file) as string, together([...all])]));
}

const knownTogether = new WeakMap<Reached, { readonly all: readonly Reached[]; readonly made: Reached }>();

/** What any of several renderings writes. While one types, most files are written by the same texts as before. */
export function together(all: readonly Reached[]): Reached {
  const [first = []] = all;
  const before = knownTogether.get(first);
  if (before?.all.length === all.length && before.all.every((one, i) => one === all[i])) return before.made;
  const made = merged(all.flat());
  knownTogether.set(first, { all, made });
  return made;
}

const known = new WeakMap<Text, ReadonlyMap<SourceFile, Reached>>();

/** What is written in one text. Kept as long as the text is: while one types, most texts stay. */
function stretchesOf(text: Text): ReadonlyMap<SourceFile, Reached> {
  const before = known.get(text);
  if (before) return before;
  const spans = new Map<SourceFile, Span[]>();
  const add = (place: Place): void => {
    const all = spans.get(place.file);
    if (all) all.push(place);
    else spans.set(place.file, [place]);
  };
  for (const { place, exact, context } of text.runs) {
    if (place && exact) add(place);
    for (let at = context; at; at = at.parent) if (at.kind === "action" || at.kind === "include") add(at.place);
  }
  const made = new Map([...spans].map(([file, all]) => [file, merged(all)]));
  known.set(text, made);
  return made;
}

function merged(spans: readonly Span[]): Reached {
  const made: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = made.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else made.push({ start, end });
  }
  return made;
}

/** Whether the span begins in what is reached. */
export function isReached(reached: Reached, { start }: Span): boolean {
  return reached.some((one) => one.start <= start && start < one.end);
}
