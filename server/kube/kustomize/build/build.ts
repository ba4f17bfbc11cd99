import type { Tree } from "../../../yaml/tree/tree.ts";
import { isKustomization } from "../location.ts";
import { Accumulator, kustomizationAt } from "./accumulate.ts";
import { BuildLog, type BuildProblem, type Unsupported } from "./build-log.ts";
import { type BuiltResource, identify } from "./built-resource.ts";
import { followNames } from "./renaming.ts";
import { ResMap } from "./res-map.ts";
import { type FileTexts, type Parsed, type SourceFile, type SourceLocation, sourcesOf } from "./sources.ts";
import { hideVars } from "./vars.ts";

/** An object with the names that it has had on its way. */
export interface Renamed {
  readonly kind: string;
  readonly name: string;
  /** What the object is called in a file of the build. */
  nameIn(uri: string): string;
}

/** What a kustomization builds. */
export interface Build {
  /** The objects in the order in which they came; every offset in them is one of `text`. */
  readonly objects: readonly Tree[];
  /** The objects that were named otherwise at first. */
  readonly renamed: readonly Renamed[];
  /** The names of the objects that generators made. When they are applied they end in a hash, and so do the references to them. */
  readonly generated: readonly string[];
  readonly problems: readonly BuildProblem[];
  readonly unsupported: readonly Unsupported[];
  /** Every file that was read: when one of them changes, the build is another. */
  readonly uris: readonly string[];
  /** The file whose text holds an offset of a built object. */
  fileAt(offset: number): SourceFile;
  /** Which file a span of a built object stands in, and where. */
  locate(span: { readonly start: number; readonly end: number }): SourceLocation | undefined;
}

/**
 * Builds a kustomization, as `kustomize build` does, from resources, components, generators, patches (strategic merge and JSON 6902),
 * namespace, name prefix and suffix, labels, annotations, replicas, images and replacements. Names of generated objects get no hash. What cannot be
 * built is named among `unsupported` or `problems`, and the rest is built without it. `uri` is the kustomization file or its folder.
 * `parsed` keeps what is parsed for other builds of the same files. Never throws and never fetches anything.
 */
export function build(uri: string, files: FileTexts, parsed = new Map<string, Parsed>()): Build {
  const sources = sourcesOf(files, parsed);
  const log = new BuildLog();
  const file = (isKustomization(uri) ? sources.file(uri) : kustomizationAt(sources, uri)) ?? sources.file(uri);
  const accumulator = new Accumulator(sources, log);
  const items = [...(file ? accumulator.build(file) : new ResMap())];
  followNames(items);
  hideVars(items, accumulator.vars);
  const text = sources.text();
  return {
    objects: items.map(({ root }) => ({ text, from: 0, to: text.length, root, comments: [], problems: [], built: true })),
    renamed: renamedAmong(items, accumulator.turns),
    generated: items.filter((item) => item.generated).map(({ root }) => identify(root).name),
    problems: log.problems,
    unsupported: log.unsupported,
    uris: sources.uris(),
    fileAt: (offset) => sources.at(offset) as SourceFile, // every object comes from a file
    locate: (span) => sources.locate(span),
  };
}

/** A file of objects knows their first names; a kustomization, and a patch of it, those that they have when its turn comes. */
function renamedAmong(items: readonly BuiltResource[], turns: ReadonlyMap<string, number>): readonly Renamed[] {
  return items.flatMap(({ root, previous }) => {
    const { kind, name } = identify(root);
    if (previous.every((earlier) => earlier.name === name)) return [];
    const nameIn = (uri: string) => previous.find(({ until }) => until >= (turns.get(uri) ?? 0))?.name ?? name;
    return [{ kind, name, nameIn }];
  });
}
