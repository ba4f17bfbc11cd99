import { shapeOf } from "../../kube/facts/facts.ts";
import { type IndexedObject, indexedObject } from "../../kube/facts/object-index.ts";
import { NONE } from "../../text/none.ts";
import { contains } from "../../text/span.ts";
import type { Analysis } from "../analysis/analyze.ts";
import { indexBuilt } from "../overlay/objects.ts";
import type { Overlays } from "../overlay/overlay.ts";
import type { FileState } from "./file-state.ts";

/** What other documents see of a file. */
export interface OwnObjects {
  readonly scope: string;
  readonly slices: readonly SliceObjects[];
}

/** What they see of one document: the objects that the analysis found, or none of them. */
interface SliceObjects {
  readonly analysis: Analysis;
  readonly objects: readonly IndexedObject[];
}

/** A file by its decoded name. */
export type FileByName = (name: string) => FileState | undefined;

/**
 * The objects that stand in a file: all but those that a kustomization builds (they count as they are built) and patches, which are no
 * objects. `before` is the same for an older state of the file: what looks as it did stays the same object.
 */
export function ownObjects(
  { uri, name, dialect, slices }: FileState,
  scope: string,
  overlays: Overlays,
  before: OwnObjects | undefined,
): OwnObjects {
  if (dialect.name === "patch") return { scope, slices: [] };
  const built = overlays.objects.get(name);
  const known = before?.scope === scope ? before.slices : NONE;
  return {
    scope,
    slices: slices.map((slice, index) => {
      const { analysis } = slice;
      const old = known[index];
      if (!built && old?.analysis === analysis && old.objects.length === analysis.facts.length) return old;
      const facts = built?.some((object) => contains(slice, object)) ? NONE : analysis.facts;
      if (old?.objects.length !== facts.length || !looksLike(old.analysis, analysis))
        return { analysis, objects: facts.map((one, at) => indexedObject(one, uri, index, scope, false, at)) };
      return old.analysis === analysis ? old : { analysis, objects: old.objects };
    }),
  };
}

function looksLike(before: Analysis, now: Analysis): boolean {
  return before === now || shapeOf(before.facts) === shapeOf(now.facts);
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
