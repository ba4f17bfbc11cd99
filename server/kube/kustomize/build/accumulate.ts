import { baseName, folderOf, resolveIn } from "../../../text/path.ts";
import { parse } from "../../../yaml/parser/parse.ts";
import type { Field } from "../../../yaml/tree/field.ts";
import { isBuiltInGroup } from "../../kinds.ts";
import { isEmpty, type Refusal, refusalsIn } from "../check.ts";
import { type Kustomization, type Named, readKustomization } from "../kustomization.ts";
import { isRemote, kustomizationsIn } from "../location.ts";
import type { BuildLog } from "./build-log.ts";
import { type BuiltResource, builtResourceOf, identify } from "./built-resource.ts";
import { generate, mergeGenerated } from "./generate.ts";
import { checkOutside, type Level, type PatchRoom } from "./level.ts";
import { type MutableNode, mutableCopy, nodeAt, sizeOf } from "./mutable.ts";
import { ResMap } from "./res-map.ts";
import type { SourceFile, Sources } from "./sources.ts";
import { MOST_PATCHED, transform } from "./transform.ts";

/** Kustomizations that build on each other, one below the other. More are a mistake, or meant to do harm. */
const MOST_LEVELS = 100;

/** Objects of a build. Bases that are named twice at each of a few dozen levels would come to billions. */
const MOST_OBJECTS = 20_000;

/** Nodes of the objects of a build, those of bases each time that they are named. A build takes memory by them. */
const MOST_NODES = 1_000_000;

/** How often components are applied in a build. */
const MOST_COMPONENTS = 2000;

/** Characters that generators put into objects of a build. A file may be named by as many generators as there are lines. */
const MOST_GENERATED = 50_000_000;

/**
 * Collects the objects of kustomizations, with those that they build on (kustomize, api/internal/target/kusttarget.go). A base that is named several
 * times is not built each time.
 */
export class Accumulator {
  readonly #sources: Sources;
  readonly #log: BuildLog;
  readonly #uses = new Map<string, number>();
  readonly #bases = new Map<string, ResMap>();
  /** The names of the variables that were declared, `vars`. */
  readonly vars = new Set<string>();
  /** The turn of the kustomization that a file is or that takes patches from it, the first of several. */
  readonly turns = new Map<string, number>();
  #turn = 0;
  #objects = 0;
  #nodes = 0;
  #components = 0;
  #generated = 0;
  readonly #room: PatchRoom = { left: MOST_PATCHED };

  constructor(sources: Sources, log: BuildLog) {
    this.#sources = sources;
    this.#log = log;
  }

  /** What the kustomization of a file builds. */
  build(file: SourceFile): ResMap {
    const objects = new ResMap();
    this.#accumulate(file, objects, []);
    return objects;
  }

  #accumulate(file: SourceFile, objects: ResMap, above: readonly string[]): void {
    const { kustomization, refusals } = contentOf(file);
    const stack = [...above, file.uri];
    const level: Level = {
      file,
      folder: folderOf(file.uri),
      kustomization,
      stack,
      sources: this.#sources,
      log: this.#log,
      room: this.#room,
    };
    const other = kustomizationsIn(level.folder).find((uri) => uri !== file.uri && this.#sources.file(uri));
    if (other !== undefined) {
      const message = `"${baseName(other)}" stands beside "${baseName(file.uri)}": kustomize refuses a folder with both.`;
      this.#log.report(level, kustomization.root.at("kind"), "refused", message);
    }
    if (isEmpty(kustomization)) {
      this.#log.report(level, kustomization.root.at("kind"), "invalid", "This kustomization is empty: kustomize refuses it.");
      return;
    }
    for (const { field, message } of refusals) this.#log.report(level, field, "refused", message);
    for (const declared of kustomization.root.at("vars").items()) this.vars.add(declared.at("name").string ?? "");
    for (const field of kustomization.unsupported)
      this.#log.refuse(level, objects, field, field.path.filter((part) => typeof part === "string").join("."));
    for (const resource of kustomization.resources) this.#addResource(level, objects, resource);
    this.#addGenerated(level, objects);
    for (const part of kustomization.components) {
      const below = this.#enter(level, objects, part, true);
      if (below && ++this.#components > MOST_COMPONENTS)
        return void this.#log.refuse(level, objects, part.field, `more than ${MOST_COMPONENTS} components`);
      if (below) this.#accumulate(below, objects, stack);
    }
    const turn = ++this.#turn;
    const { patches, patchesStrategicMerge, patchesJson6902 } = kustomization;
    const files = [...patches, ...patchesStrategicMerge, ...patchesJson6902].flatMap((patch) => patch.file ?? []);
    for (const uri of [file.uri, ...files.map(({ path }) => resolveIn(level.folder, path))])
      if (!this.turns.has(uri)) this.turns.set(uri, turn);
    transform(level, objects, turn);
  }

  #addResource(level: Level, objects: ResMap, named: Named): void {
    const path = resolveIn(level.folder, named.path);
    const file = isRemote(named.path) ? undefined : this.#resourceFile(path);
    if (!file) {
      const below = this.#enter(level, objects, named, false);
      const base = below && this.#base(below, level.stack);
      if (!base || (base.isKept && !this.#hasRoom(level, objects, base.objects, named.field))) return;
      this.#append(level, objects, base.isKept ? base.objects.clone() : base.objects, named.field);
      return;
    }
    checkOutside(level, named);
    for (const tree of file.documents)
      if (tree.root) {
        const found = objectsIn(mutableCopy(tree.root, file.base + tree.from)).map((root) => builtResourceOf(root));
        if (!this.#hasRoom(level, objects, found, named.field)) return;
        this.#append(level, objects, found, named.field);
      }
  }

  /** Whether the build takes these too; says so where it does not. */
  #hasRoom(level: Level, objects: ResMap, more: Iterable<BuiltResource>, at: Field): boolean {
    for (const { root } of more) this.#nodes += sizeOf(root);
    if (this.#nodes > MOST_NODES) this.#log.refuse(level, objects, at, `more than ${MOST_NODES} keys and values`);
    return this.#nodes <= MOST_NODES;
  }

  /** The file that an entry names, unless it names a folder. */
  #resourceFile(path: string): SourceFile | undefined {
    if (/\.(ya?ml|json)$/.test(path)) return this.#sources.file(path);
    return kustomizationAt(this.#sources, path) ? undefined : this.#sources.file(path);
  }

  /** What a base builds. The second time that it is built the result is kept, for all others to copy. */
  #base(file: SourceFile, stack: readonly string[]): Base {
    const known = this.#bases.get(file.uri);
    if (known) return { objects: known, isKept: true };
    const uses = (this.#uses.get(file.uri) ?? 0) + 1;
    this.#uses.set(file.uri, uses);
    const objects = new ResMap();
    const cycles = this.#log.cycles;
    this.#accumulate(file, objects, stack);
    // What a base in a cycle builds depends on where it is entered.
    const isKept = uses > 1 && this.#log.cycles === cycles;
    if (isKept) this.#bases.set(file.uri, objects);
    return { objects, isKept };
  }

  #append(level: Level, objects: ResMap, more: Iterable<BuiltResource>, at: Field): void {
    if (more instanceof ResMap) objects.isIncomplete ||= more.isIncomplete;
    for (const item of more) {
      if (++this.#objects > MOST_OBJECTS) {
        this.#log.refuse(level, objects, at, `more than ${MOST_OBJECTS} objects`);
        return;
      }
      if (objects.add(item)) continue;
      const { kind, name } = identify(item.root);
      this.#log.report(level, at, "duplicate", `${kind} "${name}" is there already; kustomize refuses to add it twice.`);
    }
  }

  #addGenerated(level: Level, objects: ResMap): void {
    const { kustomization, file, folder } = level;
    for (const generator of kustomization.generators) {
      const read = (path: string) => {
        const text = this.#sources.file(resolveIn(folder, path))?.text;
        this.#generated += text?.length ?? 0;
        return text && this.#generated > MOST_GENERATED ? "" : text;
      };
      const { root, missing } = generate(generator, kustomization, file.base, read);
      if (this.#generated > MOST_GENERATED)
        return void this.#log.refuse(
          level,
          objects,
          generator.field,
          `more than ${MOST_GENERATED} characters of generated objects`,
        );
      for (const field of missing) this.#log.report(level, field, "missing-file", `The file "${field.string}" does not exist.`);
      for (const named of [...generator.files, ...generator.envs]) checkOutside(level, named);
      const identity = identify(root);
      const [base] = objects.named(identity);
      if (generator.behavior === "create") this.#append(level, objects, [builtResourceOf(root, true)], generator.name);
      else if (base) {
        base.root = mergeGenerated(base.root, root, generator.behavior);
        objects.renamed(base);
      } else {
        const message = `No generated ${identity.kind} "${identity.name}" is there to ${generator.behavior}.`;
        this.#log.reportMissing(level, objects, generator.name, message);
      }
    }
  }

  /** The kustomization file of a folder that another names; reports why there is none. `component`: it is named as one. */
  #enter(level: Level, objects: ResMap, named: Named, component: boolean): SourceFile | undefined {
    const { field, path } = named;
    if (isRemote(path)) return void this.#log.refuse(level, objects, field, "remote resources");
    const below = kustomizationAt(this.#sources, resolveIn(level.folder, path));
    if (!below) {
      objects.isIncomplete = true;
      return void this.#log.reportFolder(level, field, path);
    }
    if (level.stack.includes(below.uri)) {
      const message = `"${path}" leads back to this kustomization: kustomize refuses such a cycle.`;
      return void this.#log.report(level, field, "cycle", message);
    }
    if (level.stack.length >= MOST_LEVELS)
      return void this.#log.refuse(level, objects, field, `kustomizations that build on each other ${MOST_LEVELS} deep`);
    this.#checkKind(level, below, named, component);
    return below;
  }

  /** Wrong is the line that names a kustomization of the other kind. */
  #checkKind(level: Level, below: SourceFile, { field, path }: Named, component: boolean): void {
    if (contentOf(below).kustomization.component === component) return;
    const message = component
      ? `"${path}" is no component: name it under resources.`
      : `"${path}" is a component: name it under components.`;
    this.#log.report(level, field, "invalid", message);
  }
}

/** What a base builds; one that is kept must be copied. */
interface Base {
  readonly objects: ResMap;
  readonly isKept: boolean;
}

interface Content {
  readonly kustomization: Kustomization;
  readonly refusals: readonly Refusal[];
}

const contents = new WeakMap<SourceFile["documents"], Content>(); // parsed once for many builds

function contentOf({ documents }: SourceFile): Content {
  let content = contents.get(documents);
  if (!content) {
    const kustomization = readKustomization(documents.find(({ root }) => root) ?? parse(""));
    content = { kustomization, refusals: refusalsIn(kustomization) };
    contents.set(documents, content);
  }
  return content;
}

/** The objects of a document: the items of a List each. */
function objectsIn(node: MutableNode): readonly BuiltResource["root"][] {
  if (node.kind !== "mapping") return [];
  const { group, kind } = identify(node);
  const list = nodeAt(node, "items");
  if (kind.endsWith("List") && isBuiltInGroup(group) && list?.kind === "sequence")
    return list.items.flatMap(({ value }) => objectsIn(value));
  return kind ? [node] : [];
}

/** The kustomization file of a folder. */
export function kustomizationAt(sources: Sources, folder: string): SourceFile | undefined {
  for (const name of kustomizationsIn(folder)) {
    const file = sources.file(name);
    if (file) return file;
  }
  return undefined;
}
