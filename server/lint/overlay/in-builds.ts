import { holderOf, type Span } from "../../text/span.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import type { BuiltFinding } from "./built-finding.ts";

/** A file, as the linter and as the overlays know it. */
export interface FileInBuilds {
  readonly uri: string;
  /** Its documents, absolute. */
  readonly slices: readonly Span[];
  /** What was found in builds and stands in the file. */
  readonly built: readonly BuiltFinding[];
  /** Where the objects begin that are built from it. */
  readonly objects: readonly Span[];
  /** Whether what stands at a span is part of what is built; absent where all of an object's document is. */
  isBuilt?(span: Span): boolean;
  /** The URI of any file. */
  uriOf(name: string): string;
}

/**
 * The findings of a file in the light of what is built from it. About an object that some kustomization builds, only that counts which is
 * still so in a build: what an overlay adds is not missing, and what it overwrites does no harm. What comes about only in a build is added.
 * `own` are the findings of the file by itself; `aboutObject` says of one that it is about one object, and not the text or several.
 */
export function findingsInBuilds(
  file: FileInBuilds,
  own: readonly PlacedFinding[],
  aboutObject: (finding: PlacedFinding) => boolean,
): readonly PlacedFinding[] {
  const { built, objects } = file;
  if (built.length === 0 && objects.length === 0) return own;
  const inBuilds = new Map(built.map((finding) => [keyOf(finding), finding]));
  const complete = new Set(objects.map((object) => holderOf(file.slices, object)));
  const counts = (finding: PlacedFinding) => inBuilds.has(keyOf(finding)) || file.isBuilt?.(finding.span) === false;
  const kept = own.filter((finding) => !complete.has(finding.slice) || !aboutObject(finding) || counts(finding));
  const known = new Set(own.map(keyOf));
  return [
    ...(file.isBuilt ? kept.map((finding) => asBuilt(file, finding, inBuilds.get(keyOf(finding)))) : kept),
    ...built.filter((finding) => !known.has(keyOf(finding))).map((finding) => inFile(file, finding)),
  ];
}

/** A finding of a template, as certain as it is in what is rendered. */
function asBuilt({ uriOf }: FileInBuilds, finding: PlacedFinding, built: BuiltFinding | undefined): PlacedFinding {
  if (!built) return finding;
  const { severity, message, resource, container, coveredBy = [] } = built;
  const fixes = finding.fixes.length > 0 ? finding.fixes : fixesIn(built, uriOf);
  return { ...finding, severity, message, resource, container, coveredBy, fixes, related: relatedIn(built, uriOf) };
}

function keyOf({ rule, span }: { readonly rule: string; readonly span: Span }): string {
  return `${rule} ${span.start} ${span.end}`;
}

function inFile({ uri, slices, uriOf }: FileInBuilds, { file: _, ...finding }: BuiltFinding): PlacedFinding {
  const slice = holderOf(slices, finding.span);
  return { ...finding, uri, slice: Math.max(0, slice), fixes: fixesIn(finding, uriOf), related: relatedIn(finding, uriOf) };
}

function fixesIn({ fixes }: Pick<BuiltFinding, "fixes">, uriOf: FileInBuilds["uriOf"]): PlacedFinding["fixes"] {
  return fixes.some(({ uri }) => uri !== undefined)
    ? fixes.map((one) => (one.uri === undefined ? one : { ...one, uri: uriOf(one.uri) }))
    : fixes;
}

function relatedIn({ related }: Pick<BuiltFinding, "related">, uriOf: FileInBuilds["uriOf"]): PlacedFinding["related"] {
  return related.map((one) => (one.uri === undefined ? one : { ...one, uri: uriOf(one.uri) }));
}
