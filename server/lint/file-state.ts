import { shapeOf } from "../kube/facts.ts";
import type { Span } from "../text/span.ts";
import { type Analysis, analyze } from "./analyze.ts";
import type { Dialect, FileRole } from "./dialect.ts";
import type { FileResult } from "./result.ts";
import type { Rule } from "./rule.ts";
import type { Settings } from "./settings.ts";

/** A document of a file with what it yielded. */
export interface Slice extends Span {
  readonly analysis: Analysis;
}

/** What the linter keeps of a file. */
export interface FileState {
  readonly text: string;
  /** As kustomizations name it: decoded. */
  readonly name: string;
  readonly role: FileRole | undefined;
  readonly dialect: Dialect;
  readonly settings: Settings;
  readonly slices: readonly Slice[];
}

/** What of a file was not, or not fully, checked; absolute. */
export function uncheckedIn(file: FileState): FileResult["unchecked"] {
  if (file.role === "data") return [{ reason: "not-kubernetes", span: { start: 0, end: file.text.length } }];
  return file.slices.flatMap(({ start, end, analysis }) =>
    analysis.unchecked ? [{ reason: analysis.unchecked, span: { start, end } }] : [],
  );
}

/** The slices of a text; those at its beginning and end that also stood in the old text keep what they yielded. */
export function analyseSlices(
  rules: readonly Rule[],
  text: string,
  dialect: Dialect,
  settings: Settings,
  before: FileState | undefined,
): readonly Slice[] {
  const spans = dialect.cut(text);
  const old = before?.slices ?? [];
  const same = (a: Span, b: Span) =>
    a.end - a.start === b.end - b.start && text.slice(a.start, a.end) === (before as FileState).text.slice(b.start, b.end);
  let head = 0;
  while (head < spans.length && head < old.length && same(spans[head] as Span, old[head] as Span)) head++;
  let tail = 0;
  const most = Math.min(spans.length, old.length) - head;
  while (tail < most && same(spans[spans.length - 1 - tail] as Span, old[old.length - 1 - tail] as Span)) tail++;
  return spans.map((span, i) => {
    const kept = i < head ? old[i] : i >= spans.length - tail ? old[i - spans.length + old.length] : undefined;
    return { ...span, analysis: kept?.analysis ?? analyseSlice(span) };
  });

  function analyseSlice({ start, end }: Span): Analysis {
    if (!before) return analyze(rules, dialect, text, start, end, settings);
    // What an analysis holds of a text may keep all of it alive: of each version of a file that is being edited, it is one slice.
    const copy = `\n${text.slice(start, end)}`;
    return analyze(rules, dialect, copy, 1, copy.length, settings);
  }
}

/** Whether other documents see the same in both. A slice that was kept keeps its analysis. */
export function looksSame(before: readonly Slice[], now: readonly Slice[]): boolean {
  return (
    before.length === now.length &&
    now.every(({ analysis }, i) => {
      const other = (before[i] as Slice).analysis;
      return other === analysis || shapeOf(other.facts) === shapeOf(analysis.facts);
    })
  );
}
