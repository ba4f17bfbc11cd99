import { shapeOf } from "../../kube/facts/facts.ts";
import { type IndexedObject, indexedObject } from "../../kube/facts/indexed-object.ts";
import { NONE } from "../../text/none.ts";
import { holderOf, type Span } from "../../text/span.ts";
import type { Analysis } from "../analysis/analyze.ts";
import { holdsParts } from "../analysis/dialect.ts";
import { type BuildPlace, type BuiltObject, indexBuilt } from "../overlay/built-object.ts";
import type { Settings } from "../rule/settings.ts";
import type { FileState, Slice } from "./file-state.ts";

/** What other documents see of a file. */
export interface OwnObjects {
  readonly scope: string;
  readonly settings: Settings;
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
  { uri, dialect, settings, slices }: FileState,
  scope: string,
  built: readonly Span[],
  before: OwnObjects | undefined,
): OwnObjects {
  if (holdsParts(dialect)) return { scope, settings, slices: [] };
  const known = before?.scope === scope ? before.slices : NONE;
  const elsewhere = new Set(built.map((object) => holderOf(slices, object)));
  return {
    scope,
    settings,
    slices: slices.map((slice, index) => {
      const { analysis } = slice;
      const old = known[index];
      if (built.length === 0 && old?.analysis === analysis && old.objects.length === analysis.facts.length) return old;
      const facts = elsewhere.has(index) ? NONE : analysis.facts;
      if (old?.objects.length !== facts.length || !looksLike(old.analysis, analysis))
        return {
          analysis,
          objects: facts.map((one, at) =>
            indexedObject(one, { uri, slice: index, scope, environment: scope, partial: false, built: false, at }),
          ),
        };
      return old.analysis === analysis ? old : { analysis, objects: old.objects };
    }),
  };
}

function looksLike(before: Analysis, now: Analysis): boolean {
  return before === now || shapeOf(before.facts) === shapeOf(now.facts);
}

/** What a kustomization builds, as other documents see it. */
export interface BuildObjects {
  readonly objects: readonly BuiltObject[];
  /** Each with the documents of the file in which it begins; `undefined` where no linted document holds it. */
  readonly entries: readonly (BuildEntry | undefined)[];
  readonly indexed: readonly IndexedObject[];
}

interface BuildEntry {
  readonly slices: readonly Slice[];
  /** Those of the other files in which sites of the object stand. */
  readonly others: readonly (readonly Slice[] | undefined)[];
  readonly object: IndexedObject;
}

/** Those of `before` that are still the same stay the same object. */
export function buildObjects(
  build: BuildPlace,
  objects: readonly BuiltObject[],
  fileOf: FileByName,
  before: BuildObjects | undefined,
): BuildObjects {
  const entries = objects.map((built, at): BuildEntry | undefined => {
    const file = fileOf(built.file);
    if (!file) return undefined;
    const { slices } = file;
    const known = before?.entries[at];
    const others = built.otherFiles.map((name) => fileOf(name)?.slices);
    if (
      known &&
      before.objects[at] === built &&
      known.slices === slices &&
      known.others.every((one, i) => one === others[i]) &&
      isOfBuild(known.object, build)
    )
      return known;
    const object = indexBuilt(built, build, at, file, fileOf);
    if (!object) return undefined;
    return { slices, others, object: known && isSame(known.object, object) ? known.object : object };
  });
  return { objects, entries, indexed: entries.flatMap((entry) => entry?.object ?? []) };
}

function isOfBuild({ environment, partial }: IndexedObject, build: BuildPlace): boolean {
  return environment === build.environment && partial === build.partial;
}

function isSame(a: IndexedObject, b: IndexedObject): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
