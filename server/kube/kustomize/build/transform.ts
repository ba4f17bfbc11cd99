import { resolveIn } from "../../../text/path.ts";
import { type Inline, inlineDocuments } from "../inline.ts";
import type { Patch } from "../kustomization.ts";
import { applyPatch } from "./apply-patch.ts";
import { setImages } from "./images.ts";
import { setAnnotations, setLabels } from "./labels.ts";
import { checkOutside, type Level } from "./level.ts";
import { type MutableNode, mutableCopy, placeAll } from "./mutable.ts";
import { placeOf } from "./place.ts";
import { LONGEST_NAME, setAffixes, setNamespace } from "./renaming.ts";
import { replaceValues } from "./replacements.ts";
import { setReplicas } from "./replicas.ts";
import type { ResMap } from "./res-map.ts";

/** What the patches of a build may cost: thousands of them that are each for thousands of objects would take any memory. */
export const MOST_PATCHED = 1_000_000;

/**
 * Changes the objects as the kustomization says, in kustomize's order (api/internal/target/kusttarget_configplugin.go). `turn`: the how manyth of the build
 * to do so it is, from 1.
 */
export function transform(level: Level, objects: ResMap, turn: number): void {
  const { kustomization, file, log } = level;
  for (const patch of [...kustomization.patchesStrategicMerge, ...kustomization.patches]) apply(level, objects, patch);
  const name = (field: "namespace" | "namePrefix" | "nameSuffix") => nameIn(level, objects, field);
  const namespace = name("namespace");
  const { namePrefix, nameSuffix } = kustomization;
  if (namespace) setNamespace(objects, { text: namespace, at: placeOf(kustomization.namespace, file.base) }, turn);
  if (setAffixes(objects, name("namePrefix"), name("nameSuffix"), turn))
    log.refuse(level, objects, namePrefix.exists ? namePrefix : nameSuffix, `names of more than ${LONGEST_NAME} characters`);
  objects.allRenamed();
  for (const labels of kustomization.labels) setLabels(objects, labels, file.base);
  if (kustomization.commonLabels) setLabels(objects, kustomization.commonLabels, file.base);
  setAnnotations(objects, kustomization.commonAnnotations, file.base);
  for (const patch of kustomization.patchesJson6902) apply(level, objects, patch);
  for (const entry of setReplicas(objects, kustomization.replicas, file.base))
    log.reportMissing(level, objects, entry.at("name"), `Nothing named "${entry.at("name").string}" is there to be scaled.`);
  setImages(objects, kustomization.images, file.base);
  replaceValues(level, objects);
}

/** What a field puts into the names of all objects; nothing where no name can be as long: a text of a megabyte would be in memory once for each. */
function nameIn(level: Level, objects: ResMap, name: "namespace" | "namePrefix" | "nameSuffix"): string {
  const field = level.kustomization[name];
  const text = field.string ?? "";
  if (text.length <= LONGEST_NAME) return text;
  level.log.refuse(level, objects, field, `a ${name} of more than ${LONGEST_NAME} characters`);
  return "";
}

function apply(level: Level, objects: ResMap, patch: Patch): void {
  const { log, room } = level;
  if (room.left < 0) return;
  for (const document of patchDocuments(level, patch))
    for (const { code, message } of applyPatch(objects, patch, document, room))
      if (code === "unsupported") log.refuse(level, objects, patch.field, message);
      else if (code === "no-target") log.reportMissing(level, objects, patch.field, message);
      else log.report(level, patch.field, code, message);
  if (room.left < 0)
    log.refuse(
      level,
      objects,
      patch.field,
      `patches of more than ${MOST_PATCHED} keys and values, over all objects that they are for`,
    );
}

function patchDocuments(level: Level, patch: Patch): readonly MutableNode[] {
  const { file: own, log, sources } = level;
  if (!patch.file) {
    checkJson(level, patch, patch.field.string ?? "");
    const { trees, at } = inlineOf(patch);
    return trees.flatMap((tree) => {
      if (!tree.root) return [];
      const node = mutableCopy(tree.root, at ? 0 : own.base + tree.from);
      if (at) placeAll(node, { start: at.start + own.base, end: at.end + own.base });
      return [node];
    });
  }
  const file = sources.file(resolveIn(level.folder, patch.file.path));
  if (!file) {
    log.report(level, patch.field, "missing-file", `The file "${patch.file.path}" does not exist.`);
    return [];
  }
  checkOutside(level, patch.file);
  checkJson(level, patch, file.text);
  return file.documents.flatMap((tree) => (tree.root ? [mutableCopy(tree.root, file.base + tree.from)] : []));
}

const inlines = new WeakMap<Patch, Inline>(); // read once for many builds

function inlineOf(patch: Patch): Inline {
  const known = inlines.get(patch);
  if (known) return known;
  const inline = inlineDocuments(patch.field);
  inlines.set(patch, inline);
  return inline;
}

/** A patch that begins with a bracket is no YAML to kustomize (api/internal/builtins/PatchTransformer.go). */
function checkJson(level: Level, { field }: Patch, text: string): void {
  if (!text.startsWith("[") || isJson(text)) return;
  const message = "A patch that begins with [ must be JSON, and this one is not: kustomize cannot read it.";
  level.log.report(level, field, "refused", message);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
