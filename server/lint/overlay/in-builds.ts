import { contains, type Span } from "../../text/span.ts";
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
  /** The URI of any file. */
  uriOf(name: string): string;
}

/**
 * The findings of a file in the light of what is built from it. About an object that some kustomization builds, only that counts which is
 * still so in a build: what an overlay adds is not missing, and what it overwrites does no harm. What comes about only in a build is added.
 * `own` are the findings of the file by itself; `aboutObject` says of a rule that it is about one object, and not the text or several.
 */
export function findingsInBuilds(
  file: FileInBuilds,
  own: readonly PlacedFinding[],
  aboutObject: (rule: string) => boolean,
): readonly PlacedFinding[] {
  const { built, objects } = file;
  if (built.length === 0 && objects.length === 0) return own;
  const inBuilds = new Set(built.map(keyOf));
  const complete = file.slices.map((slice) => objects.some((object) => contains(slice, object)));
  const kept = own.filter((finding) => !complete[finding.slice] || !aboutObject(finding.rule) || inBuilds.has(keyOf(finding)));
  const known = new Set(own.map(keyOf));
  return [...kept, ...built.filter((finding) => !known.has(keyOf(finding))).map((finding) => inFile(file, finding))];
}

function keyOf({ rule, span }: { readonly rule: string; readonly span: Span }): string {
  return `${rule} ${span.start} ${span.end}`;
}

function inFile({ uri, slices, uriOf }: FileInBuilds, { file: _, ...finding }: BuiltFinding): PlacedFinding {
  const slice = slices.findIndex((one) => contains(one, finding.span));
  const related = finding.related.map((one) => (one.uri === undefined ? one : { ...one, uri: uriOf(one.uri) }));
  return { ...finding, uri, slice: Math.max(0, slice), related };
}
