import { parse } from "../../yaml/parser/parse.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { isBuiltInGroup } from "../kinds.ts";
import { applyPatch } from "./apply-patch.ts";
import { type Draft, draftOf, nodeAt, placeAll } from "./draft.ts";
import { generate, mergeGenerated } from "./generate.ts";
import { setImages } from "./images.ts";
import { inlineDocuments } from "./inline.ts";
import { effectiveNamespace, type Identity, type Item, identify, itemOf, itemsNamed } from "./item.ts";
import { type Kustomization, type Named, type Patch, readKustomization } from "./kustomization.ts";
import { setAnnotations, setLabels } from "./labels.ts";
import { folderOf, isBelow, isRemote, KUSTOMIZATION_NAMES, resolveIn } from "./location.ts";
import { followNames, setAffixes, setNamespace } from "./names.ts";
import { placeOf } from "./place.ts";
import type { BuildProblem, BuildProblemCode, Unsupported } from "./problem.ts";
import { setReplicas } from "./replicas.ts";
import { type Files, type Origin, type Parsed, type SourceFile, type Sources, sourcesOf } from "./sources.ts";

/** What a kustomization builds. */
export interface Build {
  /** The objects in the order in which they came; every offset in them is one of `text`. */
  readonly objects: readonly Tree[];
  /** The names of the objects that generators made. When they are applied they end in a hash, and so do the references to them. */
  readonly generated: readonly string[];
  readonly problems: readonly BuildProblem[];
  readonly unsupported: readonly Unsupported[];
  /** Every file that was read: when one of them changes, the build is another. */
  readonly uris: readonly string[];
  /** The file whose text holds an offset of a built object. */
  fileAt(offset: number): SourceFile;
  /** Which file a span of a built object stands in, and where. */
  locate(span: { readonly start: number; readonly end: number }): Origin | undefined;
}

/**
 * Builds a kustomization, as `kustomize build` does, from resources, components, generators, patches (strategic merge and JSON 6902),
 * namespace, name prefix and suffix, labels, annotations, replicas and images. Names of generated objects get no hash. What cannot be
 * built is named among `unsupported` or `problems`, and the rest is built without it. `uri` is the kustomization file or its folder.
 * `parsed` keeps what is parsed for other builds of the same files. Never throws and never fetches anything. Order of the steps: kustomize, api/internal/target/kusttarget.go.
 */
export function build(uri: string, files: Files, parsed = new Map<string, Parsed>()): Build {
  const sources = sourcesOf(files, parsed);
  const state: State = { sources, problems: [], unsupported: new Map() };
  const file = kustomizationAt(sources, uri) ?? sources.file(uri);
  const items: Item[] = [];
  if (file) accumulate(state, file, items, [], false);
  followNames(items);
  const text = sources.text();
  return {
    objects: items.map(({ root }) => ({ text, from: 0, to: text.length, root, comments: [], problems: [], built: true })),
    generated: items.filter((item) => item.generated).map(({ root }) => identify(root).name),
    problems: state.problems,
    unsupported: [...state.unsupported.values()],
    uris: sources.uris(),
    fileAt: (offset) => sources.at(offset) as SourceFile, // every object comes from a file
    locate: (span) => sources.locate(span),
  };
}

interface State {
  readonly sources: Sources;
  readonly problems: BuildProblem[];
  readonly unsupported: Map<string, Unsupported>;
}

/** A kustomization that is being built. */
interface Level {
  readonly file: SourceFile;
  readonly folder: string;
  readonly kustomization: Kustomization;
  /** The kustomizations that build on this one, and itself. */
  readonly stack: readonly string[];
}

function accumulate(state: State, file: SourceFile, items: Item[], above: readonly string[], component: boolean): void {
  const [tree] = file.documents.filter(({ root }) => root);
  const kustomization = readKustomization(tree ?? parse(""));
  if (kustomization.root.keys().every((key) => key === "apiVersion" || key === "kind" || key === "metadata")) {
    const span = placeOf(kustomization.root.at("kind"), 0);
    state.problems.push({ code: "invalid", message: "This kustomization is empty: kustomize refuses it.", uri: file.uri, span });
    return;
  }
  const level: Level = { file, folder: folderOf(file.uri), kustomization, stack: [...above, file.uri] };
  if (kustomization.component !== component) {
    const message = component
      ? "This is no component: say `kind: Component`, or name it under resources."
      : "This is a component: name it under components.";
    if (component || above.length > 0) report(state, level, kustomization.root.at("kind"), "invalid", message);
  }
  for (const field of kustomization.unsupported)
    refuse(state, level, field, String(field.path.filter((part) => typeof part === "string").join(".")));
  for (const resource of kustomization.resources) addResource(state, level, items, resource);
  addGenerated(state, level, items);
  for (const part of kustomization.components) {
    const below = enter(state, level, part);
    if (below) accumulate(state, below, items, level.stack, true);
  }
  transform(state, level, items);
}

function transform(state: State, level: Level, items: Item[]): void {
  const { kustomization, file } = level;
  for (const patch of [...kustomization.patchesStrategicMerge, ...kustomization.patches]) applyOne(state, level, items, patch);
  const { namespace, namePrefix, nameSuffix } = kustomization;
  if (namespace.string) setNamespace(items, { text: namespace.string, at: placeOf(namespace, file.base) });
  setAffixes(items, namePrefix.string ?? "", nameSuffix.string ?? "");
  for (const labels of kustomization.labels) setLabels(items, labels, file.base);
  if (kustomization.commonLabels) setLabels(items, kustomization.commonLabels, file.base);
  setAnnotations(items, kustomization.commonAnnotations, file.base);
  for (const patch of kustomization.patchesJson6902) applyOne(state, level, items, patch);
  for (const entry of setReplicas(items, kustomization.replicas, file.base))
    report(state, level, entry.at("name"), "no-target", `Nothing named "${entry.at("name").string}" is there to be scaled.`);
  setImages(items, kustomization.images, file.base);
}

function addResource(state: State, level: Level, items: Item[], named: Named): void {
  const path = resolveIn(level.folder, named.path);
  const file = isRemote(named.path) ? undefined : resourceFile(state.sources, path);
  if (!file) {
    const below = enter(state, level, named);
    const own: Item[] = [];
    if (below) accumulate(state, below, own, level.stack, false);
    append(state, level, items, own, named.field);
    return;
  }
  checkOutside(state, level, named);
  for (const tree of file.documents)
    if (tree.root)
      append(
        state,
        level,
        items,
        objectsIn(draftOf(tree.root, file.base + tree.from)).map((root) => itemOf(root)),
        named.field,
      );
}

/** The file that an entry names, unless it names a folder. */
function resourceFile(sources: Sources, path: string): SourceFile | undefined {
  if (/\.(ya?ml|json)$/.test(path)) return sources.file(path);
  return kustomizationAt(sources, path) ? undefined : sources.file(path);
}

/** The objects of a document: the items of a List each. */
function objectsIn(draft: Draft): readonly Item["root"][] {
  if (draft.kind !== "mapping") return [];
  const { group, kind } = identify(draft);
  const list = nodeAt(draft, "items");
  if (kind.endsWith("List") && isBuiltInGroup(group) && list?.kind === "sequence")
    return list.items.flatMap(({ value }) => objectsIn(value));
  return kind ? [draft] : [];
}

function append(state: State, level: Level, items: Item[], more: readonly Item[], at: Field): void {
  const known = new Set(items.map(({ root }) => keyOf(identify(root))));
  for (const item of more) {
    const identity = identify(item.root);
    const key = keyOf(identity);
    if (known.has(key))
      report(
        state,
        level,
        at,
        "duplicate",
        `${identity.kind} "${identity.name}" is there already; kustomize refuses to add it twice.`,
      );
    else items.push(item);
    known.add(key);
  }
}

function keyOf(identity: Identity): string {
  return [identity.group, identity.version, identity.kind, effectiveNamespace(identity), identity.name].join("\u0000");
}

function addGenerated(state: State, level: Level, items: Item[]): void {
  const { kustomization, file, folder } = level;
  for (const generator of kustomization.generators) {
    const { root, missing } = generate(
      generator,
      kustomization,
      file.base,
      (path) => state.sources.file(resolveIn(folder, path))?.text,
    );
    for (const field of missing) report(state, level, field, "missing-file", `The file "${field.string}" does not exist.`);
    for (const named of [...generator.files, ...generator.envs]) checkOutside(state, level, named);
    const identity = identify(root);
    const [base] = itemsNamed(items, identity);
    if (generator.behavior === "create") append(state, level, items, [itemOf(root, true)], generator.name);
    else if (base) base.root = mergeGenerated(base.root, root, generator.behavior);
    else {
      const message = `No generated ${identity.kind} "${identity.name}" is there to ${generator.behavior}.`;
      report(state, level, generator.name, "no-target", message);
    }
  }
}

function applyOne(state: State, level: Level, items: Item[], patch: Patch): void {
  for (const document of patchDocuments(state, level, patch))
    for (const { code, message } of applyPatch(items, patch, document))
      if (code === "unsupported") refuse(state, level, patch.field, message);
      else report(state, level, patch.field, code, message);
}

function patchDocuments(state: State, level: Level, patch: Patch): readonly Draft[] {
  if (!patch.file) {
    const { trees, at } = inlineDocuments(patch.field);
    return trees.flatMap((tree) => {
      if (!tree.root) return [];
      const draft = draftOf(tree.root, at ? 0 : level.file.base + tree.from);
      if (at) placeAll(draft, { start: at.start + level.file.base, end: at.end + level.file.base });
      return [draft];
    });
  }
  const file = state.sources.file(resolveIn(level.folder, patch.file.path));
  if (!file) {
    report(state, level, patch.field, "missing-file", `The file "${patch.file.path}" does not exist.`);
    return [];
  }
  checkOutside(state, level, patch.file);
  return file.documents.flatMap((tree) => (tree.root ? [draftOf(tree.root, file.base + tree.from)] : []));
}

/** The kustomization file of a folder that another names; reports why there is none. */
function enter(state: State, level: Level, named: Named): SourceFile | undefined {
  if (isRemote(named.path)) return void refuse(state, level, named.field, "remote resources");
  const path = resolveIn(level.folder, named.path);
  const below = kustomizationAt(state.sources, path);
  if (!below) {
    const message = `"${named.path}" is neither a file nor a folder with a kustomization.`;
    return void report(state, level, named.field, "missing-file", message);
  }
  if (level.stack.includes(below.uri)) {
    const message = `"${named.path}" leads back to this kustomization: kustomize refuses such a cycle.`;
    return void report(state, level, named.field, "cycle", message);
  }
  return below;
}

function kustomizationAt(sources: Sources, folder: string): SourceFile | undefined {
  for (const name of KUSTOMIZATION_NAMES) {
    const file = sources.file(folder === "" ? name : `${folder}/${name}`);
    if (file) return file;
  }
  return undefined;
}

function checkOutside(state: State, level: Level, { path, field }: Named): void {
  if (isBelow(level.folder, resolveIn(level.folder, path))) return;
  const message = `"${path}" is outside the folder of this kustomization: kustomize loads it only with --load-restrictor LoadRestrictionsNone.`;
  report(state, level, field, "outside", message);
}

function report(state: State, level: Level, field: Field, code: BuildProblemCode, message: string): void {
  state.problems.push({ code, message, uri: level.file.uri, span: placeOf(field, 0) });
}

function refuse(state: State, level: Level, field: Field, feature: string): void {
  if (state.unsupported.has(feature)) return;
  state.unsupported.set(feature, { feature, adds: ADDING.has(feature), uri: level.file.uri, span: placeOf(field, 0) });
}

const ADDING: ReadonlySet<string> = new Set([
  "generators",
  "helmChartInflationGenerator",
  "helmCharts",
  "remote resources",
  "validators",
]);
