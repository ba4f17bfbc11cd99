import { shapeOf } from "../../kube/facts/facts.ts";
import { changeBetween } from "../../text/change.ts";
import { type Span, shift } from "../../text/span.ts";
import { leadOf } from "../../yaml/parser/head.ts";
import { narrowed, type Splice } from "../../yaml/parser/slice.ts";
import { type Analysis, analyze } from "../analysis/analyze.ts";
import { type Dialect, dialectOf, type FileRole } from "../analysis/dialect.ts";
import { documentsIn, isLintable } from "../analysis/lintable.ts";
import type { FileResult } from "../analysis/result.ts";
import type { MarkedSlice } from "../directive/marker.ts";
import type { Crash } from "../rule/crash.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";

/** A document of a file with what was found in it. */
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

/** What there is to say about a file beside findings; absolute. */
interface Summary extends Pick<FileResult, "unchecked" | "resources" | "crashes"> {
  /** The slices that hold markers. */
  readonly marked: readonly MarkedSlice[];
}

/** Adds up what its slices say. In one pass: it is done at every keystroke, and most slices have nothing to add. */
export function summaryOf({ text, role, slices }: FileState): Summary {
  const marked: MarkedSlice[] = [];
  const unchecked: FileResult["unchecked"][number][] = [];
  const crashes: Crash[] = [];
  let resources = 0;
  if (slices.length === 0 && (role === "data" || CONTENT.test(text)))
    unchecked.push({ reason: "not-kubernetes", span: { start: 0, end: text.length } });
  for (let slice = 0; slice < slices.length; slice++) {
    const { start, end, analysis } = slices[slice] as Slice;
    const { directives, facts } = analysis;
    resources += facts.length;
    if (directives.length > 0)
      marked.push({ slice, start, directives, checked: analysis.unchecked === undefined ? "wholly" : "not" });
    // The named templates of a file count once: there are dozens in some.
    if (
      analysis.unchecked &&
      !(analysis.unchecked === "named-template" && unchecked.some(({ reason }) => reason === "named-template"))
    )
      unchecked.push({ reason: analysis.unchecked, span: { start, end } });
    for (const crash of analysis.crashes) crashes.push({ ...crash, span: shift(crash.span, start) });
  }
  return { unchecked, resources, crashes, marked };
}

/** A line of a document that is neither empty nor a comment. */
const CONTENT = /^(?!(?:---|\.\.\.)?\s*(?:#|$))./m;

/** A text as its role has it read, and what is found in its documents. `before` is an older state under the same role and settings. */
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
  const slices = documentsIn(dialect, text, role).map(({ start, end }) => ({
    start,
    end,
    analysis: analyze({ rules, settings, dialect, text, start, end }),
  }));
  return { dialect, slices };
}

/** Documents before and behind the change keep what was found in them. `undefined` if the text is read in another way than it was. */
function readAgain(
  rules: readonly Rule[],
  text: string,
  settings: Settings,
  { text: old, role, dialect, slices: known }: FileState,
): Pick<FileState, "dialect" | "slices"> | undefined {
  if (known.length === 0 || !isLintable(text, role)) return undefined;
  const change = changeBetween(old, text);
  const again = dialect.recut?.(text, known, change) ?? { first: 0, rest: known.length, fresh: dialect.cut(text) };
  const { first, rest, fresh } = withFollower(narrowed(again, known, change), text, old, known, change.by);
  const changed = text.slice(fresh[0]?.start ?? 0, fresh.at(-1)?.end ?? 0);
  // No document was a template by its text, so that only those that are new can be.
  if (dialectOf(dialect.recut ? changed : text, role) !== dialect) return undefined;
  const isOnly = first + fresh.length + known.length - rest === 1;
  const analyseNew = ({ start, end }: Span): Slice => {
    if (isOnly) return { start, end, analysis: analyze({ rules, settings, dialect, text, start, end }) };
    // What an analysis holds of a text may keep all of it alive: of each version of a file that is being edited, it is one slice at most.
    const lead = leadOf(text, start);
    const copy = lead + text.slice(start, end);
    return { start, end, analysis: analyze({ rules, settings, dialect, text: copy, start: lead.length, end: copy.length }) };
  };
  return { dialect, slices: [...known.slice(0, first), ...fresh.map(analyseNew), ...moved(known.slice(rest), change.by)] };
}

/** The splice with the documents behind it that are read in another way now for what stands before them: behind a `...`, say. */
function withFollower(splice: Splice, text: string, old: string, known: readonly Slice[], by: number): Splice {
  const { first } = splice;
  const fresh = [...splice.fresh];
  let { rest } = splice;
  for (let next = known[rest]; next && leadOf(old, next.start) !== leadOf(text, next.start + by); next = known[++rest])
    fresh.push({ start: next.start + by, end: next.end + by });
  return { first, rest, fresh };
}

function moved(slices: readonly Slice[], by: number): readonly Slice[] {
  return by === 0 ? slices : slices.map(({ start, end, analysis }) => ({ start: start + by, end: end + by, analysis }));
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
