import { inlineDocuments } from "../../kube/kustomize/inline.ts";
import { kustomizationOf, type Target } from "../../kube/kustomize/kustomization.ts";
import { jsonPatchOccurrences } from "../../kube/navigation/json-patch-occurrences.ts";
import type { Occurrence, Owner } from "../../kube/navigation/occurrence.ts";
import { occurrencesIn } from "../../kube/navigation/occurrences.ts";
import { type Resource, resourcesOf } from "../../kube/resource.ts";
import { NONE } from "../../text/none.ts";
import { type Span, shift } from "../../text/span.ts";
import { Field } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { holdsParts } from "../analysis/dialect.ts";
import type { Linter } from "../workspace/linter.ts";
import { patchTargets } from "./patch-targets.ts";

/** The object in whose text something is named. */
export interface Holder {
  readonly uri: string;
  /** The number of its slice in the file, from 0. */
  readonly slice: number;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Where its name begins, absolute. */
  readonly start: number;
  /** It is part of an object that is defined elsewhere: a patch. */
  readonly isPatch: boolean;
  /** What a kustomization says the patch is for; where it says nothing, the patch does by its own kind and name. */
  readonly targets: readonly Target[];
}

/** An occurrence in a file. Its spans and offsets are absolute. */
export interface PlacedOccurrence extends Occurrence {
  readonly uri: string;
  readonly holder: Holder;
}

/** A document of a file, by what is named in it. */
export interface NamedPart extends Span {
  readonly slice: number;
  /** Everything that is named in it, in the order in which it stands there. It is parsed for that: ask for no more parts than needed. */
  occurrences(): readonly PlacedOccurrence[];
}

/** The documents of a file in which something may be named, in their order. */
export function namedParts(linter: Linter, uri: string): readonly NamedPart[] {
  const text = linter.text(uri);
  if (text === undefined) return NONE;
  const { cut, parse, implied, ...dialect } = linter.dialect(uri);
  const isPatch = holdsParts(dialect);
  const slices = slicesOf(linter, uri);
  // A JSON patch is not linted by itself.
  return (isPatch && slices.length === 0 ? cut(text) : slices).map(({ start, end }, slice) => ({
    start,
    end,
    slice,
    occurrences: () => {
      const place: FilePlace = { uri, slice, isPatch, targets: isPatch ? patchTargets(linter, uri) : NONE };
      const tree = parse(text, start, end);
      if (isPatch && tree.root?.kind === "sequence") return inOperations(tree, place);
      return resourcesOf(tree, implied).flatMap((resource) => [
        ...inResource(resource, place, start),
        ...(resource.group === "kustomize.config.k8s.io" ? inPatches(resource, { ...place, isPatch: true }) : NONE),
      ]);
    },
  }));
}

function slicesOf(linter: Linter, uri: string): readonly Span[] {
  const found: Span[] = [];
  for (let slice = linter.slice(uri, 0); slice; slice = linter.slice(uri, found.length)) found.push(slice);
  return found;
}

type FilePlace = Pick<Holder, "uri" | "slice" | "isPatch" | "targets">;

function inResource(resource: Resource, place: FilePlace, from: number): readonly PlacedOccurrence[] {
  const { group, kind, name, namespace } = resource;
  const start = from + resource.at("metadata", "name").site.start;
  const holder: Holder = { ...place, group, kind, name, namespace, start };
  return occurrencesIn(resource, place.isPatch)
    .filter(({ noun, owner }) => !(place.targets.length > 0 && noun === "object" && owner.by === "self")) // any name will do
    .map((one) => ({ ...one, ...moved(one, from), uri: place.uri, holder }));
}

function moved({ site, letters, owner }: Occurrence, by: number): Pick<Occurrence, "site" | "letters" | "owner"> {
  const own: Owner = owner.by === "self" && owner.at !== undefined ? { by: "self", at: owner.at + by } : owner;
  return { site: shift(site, by), letters: letters && shift(letters, by), owner: own };
}

/** What is named in the patches that stand inside a kustomization. */
function inPatches({ root }: Resource, place: FilePlace): readonly PlacedOccurrence[] {
  const { patches, patchesStrategicMerge, patchesJson6902 } = kustomizationOf(root);
  return [...patches, ...patchesStrategicMerge, ...patchesJson6902]
    .filter(({ file }) => !file)
    .flatMap(({ field, target }) => {
      const { trees, at } = inlineDocuments(field);
      if (at) return []; // offsets in a quoted text are not those of the file
      const own = { ...place, targets: target ? [target] : NONE };
      return trees.flatMap((tree) =>
        tree.root?.kind === "sequence"
          ? inOperations(tree, own)
          : resourcesOf(tree).flatMap((one) => inResource(one, own, tree.from)),
      );
    });
}

/** What is named in the operations of a JSON patch. */
function inOperations(tree: Tree, place: FilePlace): readonly PlacedOccurrence[] {
  const [target] = place.targets;
  const holder: Holder = {
    ...place,
    group: target?.group ?? "",
    kind: target?.kind ?? "object",
    name: target?.name ?? "",
    namespace: undefined,
    start: tree.from,
  };
  return jsonPatchOccurrences(Field.root(tree), target?.kind).map((one) => ({
    ...one,
    ...moved(one, tree.from),
    uri: place.uri,
    holder,
  }));
}
