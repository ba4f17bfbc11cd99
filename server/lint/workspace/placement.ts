import type { ResourceFacts } from "../../kube/facts/facts.ts";
import { type FactSite, type SiteElsewhere, sitesIn } from "../../kube/facts/site.ts";
import { NONE } from "../../text/none.ts";
import { recently } from "../../text/recent.ts";
import { type Span, shift } from "../../text/span.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import { byPlace, type Finding } from "../rule/finding.ts";
import type { FileState, Slice } from "./file-state.ts";
import type { WorkspaceFinding } from "./workspace.ts";

/** What was found in a file, by itself and over several documents. */
export interface Placement {
  readonly uri: string;
  readonly slices: readonly Slice[];
  readonly withNonObjects: boolean;
  /** By slice, each sorted by place. */
  readonly parts: readonly (readonly PlacedFinding[])[];
  readonly among: Among;
}

/** The findings over several documents. */
interface Among {
  readonly found: readonly WorkspaceFinding[];
  /** Each of them with the slices by which it was placed; `undefined` where the file has no such slice. */
  readonly places: readonly (Place | undefined)[];
  /** By slice, and then by place. */
  readonly findings: readonly PlacedFinding[];
}

interface Place {
  readonly own: Slice;
  readonly others: readonly (Slice | undefined)[];
  readonly finding: PlacedFinding;
}

/** A slice of any file, by its number. */
export type SliceOf = (uri: string, slice: number) => Slice | undefined;

/**
 * Places what was found in each slice, `withNonObjects` also what holds because other slices have objects, and what was `found` over several documents.
 * What was placed `before` in the same file is kept, where a slice stands where it did, or moved.
 */
export function placement(
  { uri, slices }: FileState,
  withNonObjects: boolean,
  found: readonly WorkspaceFinding[],
  sliceOf: SliceOf,
  before: Placement | undefined,
): Placement {
  const same = before?.uri === uri ? before : undefined;
  const known = same?.withNonObjects === withNonObjects ? same : undefined;
  const more = slices.length - (known?.slices.length ?? 0);
  const parts = slices.map((slice, i) => {
    if (known?.slices[i] === slice) return known.parts[i] as readonly PlacedFinding[];
    const old = known?.slices[i - more];
    if (!known || old?.analysis !== slice.analysis) return placedIn(slice, uri, i, withNonObjects);
    const part = known.parts[i - more] as readonly PlacedFinding[];
    return part.length === 0 ? part : part.map((finding) => placed(finding, uri, i, slice.start - old.start));
  });
  return { uri, slices, withNonObjects, parts, among: placeAmong(uri, slices, found, sliceOf, same?.among) };
}

function placedIn({ start, analysis }: Slice, uri: string, slice: number, withNonObjects: boolean): readonly PlacedFinding[] {
  const { findings, nonObject } = analysis;
  const own = withNonObjects && nonObject ? [...findings, ...nonObject].sort(byPlace) : findings;
  return own.length === 0 ? NONE : own.map((finding) => placed(finding, uri, slice, start));
}

/** Their places are looked up anew where a document that they speak of is another one now, or moved. */
function placeAmong(
  uri: string,
  slices: readonly Slice[],
  found: readonly WorkspaceFinding[],
  sliceOf: SliceOf,
  before: Among | undefined,
): Among {
  if (found.length === 0) return NONE_AMONG;
  const known = before?.found === found ? before.places : [];
  const places = found.map((finding, i) => {
    const own = slices[finding.slice];
    const old = known[i];
    if (own && old?.own === own && isStill(finding.related, old.others, sliceOf)) return old;
    return own && placeOf(finding, uri, own, sliceOf);
  });
  const findings: PlacedFinding[] = [];
  for (const place of places) if (place) findings.push(place.finding);
  return { found, places, findings: findings.sort(bySlice) };
}

const NONE_AMONG: Among = { found: [], places: [], findings: [] };

function isStill(related: WorkspaceFinding["related"], others: Place["others"], sliceOf: SliceOf): boolean {
  for (let i = 0; i < related.length; i++) {
    const { object } = related[i] as WorkspaceFinding["related"][number];
    if (sliceOf(object.uri, object.slice) !== others[i]) return false;
  }
  return true;
}

function bySlice(a: PlacedFinding, b: PlacedFinding): number {
  return a.slice - b.slice || byPlace(a, b);
}

/**
 * All findings of a file, sorted by place: those of its slices, and those over several documents. Slices stand in their order already, so that
 * most findings need not be looked at.
 */
export function sorted({ slices, parts, among }: Placement): readonly PlacedFinding[] {
  const others = among.findings;
  if (parts.length === 1 && others.length === 0) return parts[0] as readonly PlacedFinding[];
  const all: PlacedFinding[] = [];
  let isSorted = true;
  let k = 0;
  for (let i = 0; i < parts.length; i++) {
    const findings = parts[i] as readonly PlacedFinding[];
    for (let j = 0; j < findings.length; j++) {
      const finding = findings[j] as PlacedFinding;
      while (others[k]?.slice === i && byPlace(others[k] as PlacedFinding, finding) < 0) all.push(others[k++] as PlacedFinding);
      all.push(finding);
    }
    while (others[k]?.slice === i) all.push(others[k++] as PlacedFinding);
    const last = all[all.length - 1];
    // It may stand where the next slice begins.
    if (last && last.span.start >= (slices[i] as Slice).end) isSorted = false;
  }
  return isSorted ? all : all.sort(byPlace);
}

/** A finding of a slice, moved to where the slice begins. */
export function placed(finding: Finding, uri: string, slice: number, by: number): PlacedFinding {
  const { span, related } = finding;
  if (by === 0) return inFile(finding, uri, slice, span, related);
  const moved = related.length === 0 ? related : related.map((one) => (one.uri ? one : { ...one, span: shift(one.span, by) }));
  return inFile(finding, uri, slice, shift(span, by), moved);
}

function placeOf(finding: WorkspaceFinding, uri: string, own: Slice, sliceOf: SliceOf): Place {
  const others = finding.related.map(({ object }) => sliceOf(object.uri, object.slice));
  const related = finding.related.map(({ object, at, message }, i) => {
    if (at.elsewhere) return elsewhereIn(at.elsewhere, message, sliceOf);
    const other = others[i];
    const site = (other && siteAt(other.analysis.facts, at.path)) ?? at.span;
    return { message, uri: object.uri, span: shift(site, other?.start ?? 0) };
  });
  const site = (finding.elsewhere ? undefined : siteAt(own.analysis.facts, finding.path)) ?? finding.span;
  return { own, others, finding: inFile(finding, uri, finding.slice, shift(site, own.start), related) };
}

function elsewhereIn({ uri, slice, span }: SiteElsewhere, message: string, sliceOf: SliceOf): Finding["related"][number] {
  return { message, uri, span: shift(span, sliceOf(uri, slice)?.start ?? 0) };
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
  const [first] = facts;
  if (first && isAt(first.site, path)) return first.site.span; // nearly always
  return spansOf(facts).get(keyOf(path));
}

/** The places of a slice by their paths: a kustomization may have thousands, each with a finding. */
const spansOf = recently((facts: readonly ResourceFacts[]): ReadonlyMap<string, Span> => {
  const spans = new Map<string, Span>();
  for (const one of facts)
    for (const { path, span } of [one.site, ...sitesIn(one)]) {
      const key = keyOf(path);
      if (!spans.has(key)) spans.set(key, span);
    }
  return spans;
});

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function isAt(site: FactSite, path: Path): boolean {
  if (site.path.length !== path.length) return false;
  for (let i = 0; i < path.length; i++) if (site.path[i] !== path[i]) return false;
  return true;
}
