import { type FactSite, withSites } from "../../kube/facts/site.ts";
import type { Change } from "../../text/change.ts";
import type { Span } from "../../text/span.ts";
import type { BuiltFinding, BuiltPlace } from "../overlay/built-finding.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import type { SetAnalysis } from "./analyze-set.ts";
import { keyOfFinding } from "./merged-sets.ts";

/** How files have changed, by their names. */
export type FileChanges = ReadonlyMap<string, Change>;

/**
 * What a rendering said before some files were edited, at the places where it stands now. What overlaps an edit is left out: of that, only a new rendering
 * knows something.
 */
export function movedSet(set: SetAnalysis, changes: FileChanges): SetAnalysis {
  if (changes.size === 0) return { ...set, isBehind: true };
  const place = (one: BuiltPlace): BuiltPlace => movedPlace(one, changes);
  return {
    ...set,
    isBehind: true,
    findings: set.findings.flatMap((finding) => movedFinding(finding, changes) ?? []),
    begins: set.begins.map(place),
    objects: new Map([...set.objects].map(([identity, object]) => [identity, movedObject(object, changes)])),
    reached: new Map(
      [...set.reached].map(([file, reached]) => {
        const change = changes.get(file);
        return [file, change ? reached.map((span) => movedSpan(span, change)) : reached];
      }),
    ),
  };
}

/** Without what another set has said of the same places and no longer says: most edits mend a thing with all values. */
export function withoutMended(set: SetAnalysis, before: SetAnalysis, now: SetAnalysis): SetAnalysis {
  const still = new Set(now.findings.map(keyOfFinding));
  const mended = new Set(before.findings.map(keyOfFinding).filter((key) => !still.has(key)));
  return mended.size === 0 ? set : { ...set, findings: set.findings.filter((finding) => !mended.has(keyOfFinding(finding))) };
}

function movedFinding(finding: BuiltFinding, changes: FileChanges): BuiltFinding | undefined {
  const { file, span, related, coveredBy } = finding;
  const change = changes.get(file);
  if (change && span.start < change.end && change.start < span.end) return undefined;
  if (!change && !related.some(({ uri }) => uri !== undefined && changes.has(uri)) && !coveredBy?.length) return finding;
  const moved = {
    ...finding,
    span: change ? movedSpan(span, change) : span,
    related: related.map((one) => {
      const other = changes.get(one.uri ?? file);
      return other ? { ...one, span: movedSpan(one.span, other) } : one;
    }),
  };
  if (!coveredBy?.length) return moved;
  return { ...moved, coveredBy: coveredBy.map((one) => ({ ...one, place: one.place && movedPlace(one.place, changes) })) };
}

function movedObject(object: BuiltObject, changes: FileChanges): BuiltObject {
  const { file, otherFiles } = object;
  const change = changes.get(file);
  if (!change && !otherFiles.some((other) => changes.has(other))) return object;
  const elsewhere = new Map<FactSite, BuiltPlace>();
  const facts = withSites(object.object, (site): FactSite => {
    const moved = change ? { ...site, span: movedSpan(site.span, change) } : { ...site };
    const other = object.elsewhere.get(site);
    if (other) elsewhere.set(moved, movedPlace(other, changes));
    return moved;
  });
  return { ...object, span: movedPlace(object, changes).span, object: facts, elsewhere };
}

function movedPlace<T extends BuiltPlace>(place: T, changes: FileChanges): T {
  const change = changes.get(place.file);
  return change ? { ...place, span: movedSpan(place.span, change) } : place;
}

function movedSpan({ start, end }: Span, change: Change): Span {
  const from = movedOffset(start, change, change.start);
  return { start: from, end: Math.max(from, movedOffset(end, change, change.end + change.by)) };
}

/** An offset behind the change moves with the text; one within it becomes `inside`. */
function movedOffset(offset: number, { start, end, by }: Change, inside: number): number {
  if (offset >= end) return offset + by;
  return offset <= start ? offset : inside;
}
