import type { FactSite, ResourceFacts } from "../kube/facts.ts";
import { type Span, shift } from "../text/span.ts";
import type { Path } from "../yaml/field.ts";
import type { Analysis } from "./analyze.ts";
import type { FileState, Slice } from "./file-state.ts";
import type { Finding } from "./finding.ts";
import type { PlacedFinding } from "./result.ts";
import type { WorkspaceFinding } from "./workspace.ts";

/** The findings of a file's slices in the whole file. */
export interface Placement {
  readonly uri: string;
  readonly slices: readonly Slice[];
  readonly withStray: boolean;
  readonly findings: readonly (readonly PlacedFinding[])[];
}

/**
 * Places what was found in each slice by itself, `withStray` also what holds because other slices have objects. By what was done `before` for the
 * same file, where slices are unchanged or have only moved.
 */
export function placement({ uri, slices }: FileState, withStray: boolean, before: Placement | undefined): Placement {
  const known = before?.uri === uri && before.withStray === withStray ? before : undefined;
  const more = slices.length - (known?.slices.length ?? 0);
  const findings = slices.map((slice, i) => {
    const { start, analysis } = slice;
    if (known?.slices[i] === slice) return known.findings[i] as readonly PlacedFinding[];
    const old = known?.slices[i - more];
    if (old?.analysis !== analysis) return ownFindings(analysis, withStray).map((finding) => placed(finding, uri, i, start));
    return (known?.findings[i - more] ?? []).map((finding) => placed(finding, uri, i, start - old.start));
  });
  return { uri, slices, withStray, findings };
}

function ownFindings({ findings, stray }: Analysis, withStray: boolean): readonly Finding[] {
  return withStray && stray ? [...findings, ...stray] : findings;
}

function placed(finding: Finding, uri: string, slice: number, by: number): PlacedFinding {
  const { span, related } = finding;
  const moved = related.length === 0 ? related : related.map((one) => (one.uri ? one : { ...one, span: shift(one.span, by) }));
  return inFile(finding, uri, slice, shift(span, by), moved);
}

/** Places a finding over several documents. Its places are looked up anew: the text around them may have changed. */
export function placedAmong(
  finding: WorkspaceFinding,
  uri: string,
  own: Slice,
  sliceOf: (uri: string, slice: number) => Slice | undefined,
): PlacedFinding {
  const related = finding.related.map(({ object, at, message }) => {
    const other = sliceOf(object.uri, object.slice);
    const site = (other && siteAt(other.analysis.facts, at.path)) ?? at.span;
    return { message, uri: object.uri, span: shift(site, other?.start ?? 0) };
  });
  const site = siteAt(own.analysis.facts, finding.path) ?? finding.span;
  return inFile(finding, uri, finding.slice, shift(site, own.start), related);
}

/** Written out, because it is done for every finding of a file at every keystroke: a spread takes ten times as long. */
function inFile(
  { rule, severity, message, path, resource, container, fixes, fingerprint, tag }: Omit<Finding, "span" | "related">,
  uri: string,
  slice: number,
  span: Span,
  related: Finding["related"],
): PlacedFinding {
  const one = { rule, severity, message, span, path, resource, container, related, fixes, fingerprint, uri, slice };
  return tag ? { ...one, tag } : one;
}

/** Where the facts of a slice put a path now. */
function siteAt(facts: readonly ResourceFacts[], path: Path): Span | undefined {
  for (const { site, selects, files = [] } of facts) {
    if (isAt(site, path)) return site.span;
    if (selects && isAt(selects.site, path)) return selects.site.span;
    for (const file of files) if (isAt(file.site, path)) return file.site.span;
  }
  return undefined;
}

function isAt(site: FactSite, path: Path): boolean {
  return site.path.length === path.length && site.path.every((segment, i) => segment === path[i]);
}
