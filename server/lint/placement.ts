import type { FactSite, ResourceFacts } from "../kube/facts.ts";
import { type Span, shift } from "../text/span.ts";
import type { Path } from "../yaml/field.ts";
import type { Slice } from "./file-state.ts";
import type { Finding } from "./finding.ts";
import type { PlacedFinding } from "./result.ts";
import type { WorkspaceFinding } from "./workspace.ts";

/** The finding of a slice, which is the one of this number in its file and begins at `start`, in the whole file. */
export function placed(finding: Finding, uri: string, slice: number, start: number): PlacedFinding {
  const { related } = finding;
  return inFile(
    finding,
    uri,
    slice,
    shift(finding.span, start),
    related.length === 0 ? related : related.map((one) => (one.uri ? one : { ...one, span: shift(one.span, start) })),
  );
}

/** The same of a finding over several documents. Its places are looked up anew: the text around them may have changed. */
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
