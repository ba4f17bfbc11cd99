import { inlineDocuments } from "../../kube/kustomize/inline.ts";
import { kustomizationOf, type Patch } from "../../kube/kustomize/kustomization.ts";
import type { Occurrence } from "../../kube/navigation/occurrence.ts";
import { occurrencesIn } from "../../kube/navigation/occurrences.ts";
import { type Resource, resourcesOf } from "../../kube/resource.ts";
import { NONE } from "../../text/none.ts";
import { type Span, shift } from "../../text/span.ts";
import { DIALECTS, holdsParts } from "../analysis/dialect.ts";
import type { Linter } from "../workspace/linter.ts";

/** The object in whose text something is named. */
export interface Holder {
  readonly uri: string;
  /** The number of its slice in the file, from 0. */
  readonly slice: number;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where its name begins, relative to the slice. */
  readonly start: number;
  /** It is part of an object that is defined elsewhere: a patch. */
  readonly isPatch: boolean;
}

/** An occurrence in a file. Its spans are absolute. */
export interface PlacedOccurrence extends Occurrence {
  readonly uri: string;
  readonly holder: Holder;
}

/** Everything that is named in a file, in the order in which it stands there. */
export function occurrencesOf(linter: Linter, uri: string): readonly PlacedOccurrence[] {
  const text = linter.text(uri);
  if (text === undefined) return NONE;
  const { dialect } = linter.result(uri);
  const { cut, parse, implied } = DIALECTS[dialect];
  return cut(text).flatMap(({ start, end }, slice) => {
    const place: FilePlace = { uri, slice, isPatch: holdsParts({ name: dialect }) };
    return resourcesOf(parse(text, start, end), implied).flatMap((resource) => [
      ...inResource(resource, place, start),
      ...(resource.group === "kustomize.config.k8s.io" ? inPatches(resource, { ...place, isPatch: true }) : NONE),
    ]);
  });
}

type FilePlace = Pick<Holder, "uri" | "slice" | "isPatch">;

function inResource(resource: Resource, place: FilePlace, from: number, target?: Patch["target"]): readonly PlacedOccurrence[] {
  const { group, kind, name, namespace } = resource;
  const start = resource.at("metadata", "name").site.start;
  const own = { ...place, group, kind, name, namespace, start };
  // A patch with a target may have any name of its own.
  const holder: Holder = target?.name ? { ...own, kind: target.kind ?? kind, name: target.name } : own;
  return occurrencesIn(resource, place.isPatch)
    .filter(({ noun, owner }) => !(target?.name && noun === "object" && owner.by === "self"))
    .map((one) => ({ ...one, ...moved(one, from), uri: place.uri, holder }));
}

function moved({ site, letters }: Occurrence, by: number): { readonly site: Span; readonly letters: Span | undefined } {
  return { site: shift(site, by), letters: letters && shift(letters, by) };
}

/** What is named in the patches that stand inside a kustomization. */
function inPatches({ root }: Resource, place: FilePlace): readonly PlacedOccurrence[] {
  const { patches, patchesStrategicMerge } = kustomizationOf(root);
  return [...patches, ...patchesStrategicMerge]
    .filter(({ file }) => !file)
    .flatMap(({ field, target }) => {
      const { trees, at } = inlineDocuments(field);
      if (at) return []; // offsets in a quoted text are not those of the file
      return trees.flatMap((tree) => resourcesOf(tree).flatMap((one) => inResource(one, place, tree.from, target)));
    });
}
