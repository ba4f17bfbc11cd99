import { type FactSite, type ResourceFacts, sitesOf } from "../kube/facts.ts";
import { type Span, shift } from "../text/span.ts";
import type { Path } from "../yaml/field.ts";
import type { Analysis } from "./analyze.ts";
import type { FileState, Slice } from "./file-state.ts";
import type { Finding } from "./finding.ts";
import { byPlace, type PlacedFinding } from "./result.ts";
import type { WorkspaceFinding } from "./workspace.ts";

/** What was found in each slice of a file by itself, in the whole file. */
export interface Placement {
  readonly uri: string;
  readonly slices: readonly Slice[];
  readonly withStray: boolean;
  readonly parts: readonly Part[];
}

/** The findings of a slice, sorted by place. */
interface Part {
  readonly findings: readonly PlacedFinding[];
  /** One of them stands where the next slice begins. */
  readonly touches: boolean;
}

/**
 * Places what was found in each slice, `withStray` also what holds because other slices have objects. What was placed `before` in the same file
 * is kept, where a slice stands where it did, or moved.
 */
export function placement({ uri, slices }: FileState, withStray: boolean, before: Placement | undefined): Placement {
  const known = before?.uri === uri && before.withStray === withStray ? before : undefined;
  const more = slices.length - (known?.slices.length ?? 0);
  const parts = slices.map((slice, i): Part => {
    const { start, end, analysis } = slice;
    if (known?.slices[i] === slice) return known.parts[i] as Part;
    const old = known?.slices[i - more];
    if (known && old?.analysis === analysis) {
      const { findings, touches } = known.parts[i - more] as Part;
      return { findings: findings.map((finding) => placed(finding, uri, i, start - old.start)), touches };
    }
    const findings = ownFindings(analysis, withStray)
      .map((finding) => placed(finding, uri, i, start))
      .sort(byPlace);
    return { findings, touches: findings.some(({ span }) => span.start >= end) };
  });
  return { uri, slices, withStray, parts };
}

function ownFindings({ findings, stray }: Analysis, withStray: boolean): readonly Finding[] {
  return withStray && stray ? [...findings, ...stray] : findings;
}

/**
 * All findings of a file, sorted by place: those of its slices, and `others` in any of them. Slices stand in their order already, so that
 * most findings need not be looked at.
 */
export function sorted({ slices, parts }: Placement, others: readonly PlacedFinding[]): PlacedFinding[] {
  const bySlice = new Map<number, PlacedFinding[]>();
  for (const one of others) {
    const list = bySlice.get(one.slice);
    if (list) list.push(one);
    else bySlice.set(one.slice, [one]);
  }
  const all: PlacedFinding[] = [];
  let isSorted = true;
  for (let i = 0; i < parts.length; i++) {
    const { findings, touches } = parts[i] as Part;
    const more = bySlice.get(i);
    if (touches || more?.some(({ span }) => span.start >= (slices[i] as Slice).end)) isSorted = false;
    for (const finding of more ? [...findings, ...more].sort(byPlace) : findings) all.push(finding);
  }
  return isSorted ? all : all.sort(byPlace);
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
  for (const one of facts) for (const site of sitesOf(one)) if (isAt(site, path)) return site.span;
  return undefined;
}

function isAt(site: FactSite, path: Path): boolean {
  return site.path.length === path.length && site.path.every((segment, i) => segment === path[i]);
}
