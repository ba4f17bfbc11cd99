import { recently } from "../../text/recent.ts";
import { decodePlain } from "../../yaml/tree/scalar.ts";
import type { Context, Place, Run, SourceFile } from "../value/place.ts";
import type { Text } from "../value/text.ts";

/**
 * Where a span of a rendered text stands in the chart: at the value if it is a value of a values file, or ends in one; at the literal text of the
 * template if it is that; else at the action that wrote it. `isValues` knows values files, and
 * `isOwn` the files that count.
 */
export function locate(
  text: Text,
  start: number,
  end: number,
  isOwn: (file: SourceFile) => boolean,
  isValues: (file: SourceFile) => boolean,
): Place | undefined {
  const runs = runsIn(text, start, Math.max(end, start + 1)).flatMap((run) => ownRun(run, isOwn) ?? []);
  const value = runs.findLast(({ place }) => place && isValues(place.file));
  if (value?.place && !isQuotedByTemplate(text, start, runs[0], value)) return value.place;
  const chosen = runs.find(({ exact, place }) => exact && place && !isValues(place.file)) ?? runs[0];
  return chosen?.place && around(runs, chosen.place);
}

const DECIDING: ReadonlySet<Context["kind"]> = new Set(["if", "else", "with"]);

/** The value by which the nearest `if` or `with` around a character was decided; undefined where it is not known, or there is none. */
export function decidingValueAt(text: Text, offset: number): Place | undefined {
  const [run] = runsIn(text, offset, offset + 1);
  for (let at = run?.context; at; at = at.parent) if (DECIDING.has(at.kind)) return at.value;
  return undefined;
}

/** The run itself, or as what the nearest action of a file that counts writes: `--set` gives the characters, or a helper of another chart. */
function ownRun(run: Run, isOwn: (file: SourceFile) => boolean): Run | undefined {
  if (run.place && isOwn(run.place.file)) return run;
  for (let at = run.context; at; at = at.parent)
    if (isOwn(at.place.file) && (at.kind === "action" || at.kind === "include")) return { ...run, place: at.place, exact: false };
  return undefined;
}

/** Whether a template has put quotes around a value that is no string without them: then the quotes decide what it is. */
function isQuotedByTemplate({ text }: Text, start: number, first: Run | undefined, { place }: Run): boolean {
  if (!first || !place || first.place === place || !/["']/.test(text[start] ?? "")) return false;
  return typeof decodePlain(place.file.text.slice(place.start, place.end)) !== "string";
}

/** All that the runs have in the file of a place: literal text, and the actions that write the rest. */
function around(runs: readonly Run[], { file, start, end }: Place): Place {
  let [from, to] = [start, end];
  for (const run of runs) {
    const place = placeIn(run, file);
    if (!place) continue;
    from = Math.min(from, place.start);
    to = Math.max(to, place.end);
  }
  return { file, start: from, end: to };
}

function placeIn({ place, exact, context }: Run, file: SourceFile): Place | undefined {
  if (exact && place?.file === file) return place;
  for (let at = context; at; at = at.parent) if (at.place.file === file && at.kind === "action") return at.place;
  return undefined;
}

/** The parts of the runs that lie in the span, without those of nothing but white space if there are others. */
function runsIn(text: Text, start: number, end: number): readonly Run[] {
  const found: Run[] = [];
  const starts = startsOf(text);
  for (let i = runAt(starts, start); i < text.runs.length && (starts[i] as number) < end; i++) {
    const run = text.runs[i] as Run;
    const at = starts[i] as number;
    const [from, to] = [Math.max(start, at) - at, Math.min(end, at + run.length) - at];
    if (to > from) found.push(cut(run, from, to));
  }
  return found;
}

/** Where each run of a text begins: many places of one text are asked for in a row. */
const startsOf = recently((text: Text): Int32Array => {
  const starts = new Int32Array(text.runs.length);
  let at = 0;
  text.runs.forEach((run, i) => {
    starts[i] = at;
    at += run.length;
  });
  return starts;
});

/** The index of the last run that begins at or before an offset; 0 if none does. */
function runAt(starts: Int32Array, offset: number): number {
  let low = 0;
  for (let high = starts.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function cut(run: Run, from: number, to: number): Run {
  const { place, exact } = run;
  if (!exact || !place) return run;
  return { ...run, length: to - from, place: { file: place.file, start: place.start + from, end: place.start + to } };
}
