import { shapeOf } from "../kube/facts.ts";
import { type Change, changeBetween } from "../text/change.ts";
import { type Span, shift } from "../text/span.ts";
import { type Analysis, analyze } from "./analyze.ts";
import type { Crash } from "./crash.ts";
import { type Dialect, dialectOf, type FileRole } from "./dialect.ts";
import type { MarkedSlice } from "./marker.ts";
import type { FileResult } from "./result.ts";
import type { Rule } from "./rule.ts";
import type { Settings } from "./settings.ts";

/** A document of a file with what it yielded. */
export interface Slice extends Span {
  readonly analysis: Analysis;
}

/** What the linter keeps of a file. */
export interface FileState {
  readonly uri: string;
  readonly text: string;
  /** As kustomizations name it: decoded. */
  readonly name: string;
  readonly role: FileRole | undefined;
  readonly dialect: Dialect;
  readonly settings: Settings;
  readonly slices: readonly Slice[];
}

/** What a file yielded beside findings; absolute. */
interface Yield extends Pick<FileResult, "unchecked" | "resources" | "crashes"> {
  /** The slices that hold markers. */
  readonly marked: readonly MarkedSlice[];
}

/** Adds up what the slices of a file yielded. In one pass: it is done at every keystroke, and most slices have nothing to add. */
export function yieldOf({ text, role, slices }: FileState): Yield {
  const marked: MarkedSlice[] = [];
  const unchecked: FileResult["unchecked"][number][] = [];
  const crashes: Crash[] = [];
  let resources = 0;
  if (role === "data") unchecked.push({ reason: "not-kubernetes", span: { start: 0, end: text.length } });
  for (let slice = 0; slice < slices.length; slice++) {
    const { start, end, analysis } = slices[slice] as Slice;
    const { directives, facts } = analysis;
    resources += facts.length;
    if (directives.length > 0) marked.push({ slice, start, directives, checked: analysis.unchecked === undefined });
    if (analysis.unchecked) unchecked.push({ reason: analysis.unchecked, span: { start, end } });
    for (const crash of analysis.crashes) crashes.push({ ...crash, span: shift(crash.span, start) });
  }
  return { unchecked, resources, crashes, marked };
}

/** A text as its role has it read, and what its documents yield. `before` is an older state under the same role and settings. */
export function readFile(
  rules: readonly Rule[],
  text: string,
  role: FileRole | undefined,
  settings: Settings,
  before: FileState | undefined,
): Pick<FileState, "dialect" | "slices"> {
  const again = before && readAgain(rules, text, settings, before);
  if (again) return again;
  const dialect = dialectOf(text, role);
  if (role === "data") return { dialect, slices: [] };
  const slices = dialect
    .cut(text)
    .map(({ start, end }) => ({ start, end, analysis: analyze(rules, dialect, text, start, end, settings) }));
  return { dialect, slices };
}

/** Documents before and behind the change keep what they yielded. `undefined` if the text is read in another way than it was. */
function readAgain(
  rules: readonly Rule[],
  text: string,
  settings: Settings,
  { text: old, role, dialect, slices: known }: FileState,
): Pick<FileState, "dialect" | "slices"> | undefined {
  if (role === "data") return undefined;
  const change = changeBetween(old, text);
  const spans = dialect.recut?.(text, known, change) ?? dialect.cut(text);
  const kept = spans.map((span, i) => keptAt(span, known[i], known[i + known.length - spans.length], change));
  const from = spans[kept.indexOf(undefined)]?.start ?? 0;
  const to = spans[kept.lastIndexOf(undefined)]?.end ?? 0;
  // No document was a template by its text, so that only those that are new can be.
  if (dialectOf(dialect.recut ? text.slice(from, to) : text, role) !== dialect) return undefined;
  const analyseNew = ({ start, end }: Span): Slice => {
    if (spans.length === 1) return { start, end, analysis: analyze(rules, dialect, text, start, end, settings) };
    // What an analysis holds of a text may keep all of it alive: of each version of a file that is being edited, it is one slice at most.
    const copy = `\n${text.slice(start, end)}`;
    return { start, end, analysis: analyze(rules, dialect, copy, 1, copy.length, settings) };
  };
  return { dialect, slices: spans.map((span, i) => kept[i] ?? analyseNew(span)) };
}

/** The slice of the older text that stands at a span now: as it was before the change, moved behind it. */
function keptAt({ start, end }: Span, head: Slice | undefined, tail: Slice | undefined, change: Change): Slice | undefined {
  if (head && end <= change.start && head.start === start && head.end === end) return head;
  if (!tail || tail.start < change.end || tail.start + change.by !== start || tail.end + change.by !== end) return undefined;
  return change.by === 0 ? tail : { start, end, analysis: tail.analysis };
}

/** Whether other documents see the same in both. A slice that was kept keeps its analysis. */
export function looksSame(before: FileState, now: FileState): boolean {
  return (
    before.slices.length === now.slices.length &&
    before.settings === now.settings &&
    before.dialect === now.dialect &&
    now.slices.every(({ analysis }, i) => {
      const other = (before.slices[i] as Slice).analysis;
      return other === analysis || shapeOf(other.facts) === shapeOf(analysis.facts);
    })
  );
}
