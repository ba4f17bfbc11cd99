import { shapeOf } from "../kube/facts.ts";
import type { IndexedObject } from "../kube/object-index.ts";
import { contains } from "../text/span.ts";
import type { Analysis } from "./analyze.ts";
import type { FileState } from "./file-state.ts";
import type { Overlays } from "./overlay.ts";
import { indexBuilt } from "./overlay-objects.ts";

/** What other documents see of one document. */
export interface SliceObjects {
  readonly analysis: Analysis;
  readonly objects: readonly IndexedObject[];
}

/** A file by its decoded name. */
export type FileByName = (name: string) => FileState | undefined;

const NONE: readonly IndexedObject[] = [];

/**
 * The objects that stand in a file, by its slices: all but those that a kustomization builds (they count as they are built) and patches,
 * which are no objects. `before` is the same for an older state of the file: what looks as it did stays the same object.
 */
export function ownObjects(
  { uri, name, dialect, slices }: FileState,
  scope: string,
  overlays: Overlays,
  before: readonly SliceObjects[] = [],
): readonly SliceObjects[] {
  if (dialect.name === "patch") return [];
  const built = overlays.objects.get(name) ?? [];
  return slices.map((slice, index) => {
    const { analysis } = slice;
    const shown = built.some((object) => contains(slice, object)) ? [] : analysis.facts;
    const known = before[index];
    if (known && known.objects.length === shown.length && looksLike(known, analysis, scope))
      return known.analysis === analysis ? known : { analysis, objects: known.objects };
    const objects = shown.map((facts, at) => ({ ...facts, uri, slice: index, scope, built: false, at }));
    return { analysis, objects: objects.length > 0 ? objects : NONE };
  });
}

/** Whether the objects would be the same for others. Those of a slice are all shown, or none. */
function looksLike(known: SliceObjects, { facts }: Analysis, scope: string): boolean {
  const [first] = known.objects;
  if (!first) return true;
  return first.scope === scope && (known.analysis.facts === facts || shapeOf(known.analysis.facts) === shapeOf(facts));
}

/**
 * The objects that kustomizations build, in the files where they begin. Those of `before` that are still the same stay the same object.
 */
export function builtObjects(
  { builds }: Overlays,
  fileOf: FileByName,
  before: readonly IndexedObject[],
): readonly IndexedObject[] {
  const known = new Map(before.map((object) => [`${object.scope}\n${object.at}`, object]));
  return [...builds].flatMap(([scope, { objects }]) =>
    objects.flatMap((object, at) => {
      const own = fileOf(object.file);
      const indexed = own && indexBuilt(object, scope, at, own);
      if (!indexed) return [];
      const same = known.get(`${scope}\n${at}`);
      return same && JSON.stringify(same) === JSON.stringify(indexed) ? same : indexed;
    }),
  );
}
