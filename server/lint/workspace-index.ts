import { type Exists, type IndexedObject, ObjectIndex } from "../kube/object-index.ts";
import { contains, type Span } from "../text/span.ts";
import type { Analysis } from "./analyze.ts";
import type { DialectName } from "./dialect.ts";
import type { Overlays } from "./overlay.ts";
import { indexBuilt } from "./overlay-objects.ts";

/** A file as it takes part in the index. */
export interface IndexedFile {
  readonly uri: string;
  /** As kustomizations name it: decoded. */
  readonly name: string;
  readonly dialect: DialectName;
  readonly scope: string;
  readonly slices: readonly (Span & { readonly analysis: Analysis })[];
}

/**
 * What documents see of each other: the objects of all files, but those that kustomizations build as they are built, in the scope of that
 * kustomization. A patch is no object.
 */
export function indexWorkspace(files: readonly IndexedFile[], overlays: Overlays, exists: Exists | undefined): ObjectIndex {
  const objects: IndexedObject[] = [];
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const { uri, name, dialect, scope, slices } of files) {
    if (dialect === "patch") continue;
    const built = overlays.objects.get(name) ?? [];
    slices.forEach((slice, index) => {
      if (built.some((object) => contains(slice, object))) return;
      for (const facts of slice.analysis.facts) objects.push({ ...facts, uri, slice: index, scope });
    });
  }
  for (const [scope, { objects: built }] of overlays.builds)
    for (const object of built) {
      const file = byName.get(object.file);
      const indexed = file && indexBuilt(object, scope, file);
      if (indexed) objects.push(indexed);
    }
  return new ObjectIndex(objects, exists);
}
