import { isBuiltInGroup } from "../../kinds.ts";
import type { Patch } from "../kustomization.ts";
import { mergeKeys } from "../merge-keys.ts";
import { type BuiltResource, identify } from "./built-resource.ts";
import { applyOperation, type Operation, operationsOf } from "./json-patch.ts";
import type { PatchRoom } from "./level.ts";
import { type MutableMapping, type MutableNode, nodeAt, put, sizeOf } from "./mutable.ts";
import type { ResMap } from "./res-map.ts";
import { select } from "./selector.ts";
import { mergeStrategic } from "./strategic-merge.ts";

/** Why a patch does not apply. */
export interface PatchProblem {
  readonly code: "no-target" | "invalid" | "unsupported";
  readonly message: string;
}

/**
 * Applies one document of a patch to the objects that it is for, which it changes or takes out. A strategic merge patch without
 * a target names its object itself; a JSON patch needs a target. Nothing happens if a target selects nothing: so it is in kustomize. What it costs is
 * taken from `room`; it stops where nothing is left.
 */
export function applyPatch(objects: ResMap, patch: Patch, document: MutableNode, room: PatchRoom): readonly PatchProblem[] {
  const operations = operationsOf(document);
  if (!operations && document.kind !== "mapping")
    return [invalid("This is neither an object nor a list of JSON patch operations.")];
  if (operations && !patch.target) return [invalid("A JSON patch does not say what it is for: add a target.")];
  const targets = patch.target ? select(objects, patch.target) : objects.named(identify(document as MutableMapping));
  if (!targets) return [invalid("The target of this patch has a malformed expression or selector.")];
  if (!patch.target && targets.length === 0) {
    const { kind, name, namespace } = identify(document as MutableMapping);
    if (!kind || !name) return [invalid("This patch does not say what it is for: it needs a kind and a name, or a target.")];
    const place = namespace ? ` in namespace "${namespace}"` : "";
    return [{ code: "no-target", message: `No ${kind} "${name}"${place} is there for this patch to change.` }];
  }
  const cost = targets.length && sizeOf(document);
  return targets.flatMap((item) => {
    room.left -= cost;
    if (room.left < 0) return [];
    const wrong = operations
      ? applyOperations(item, operations, room)
      : strategic(objects, item, patch, document as MutableMapping);
    objects.renamed(item);
    return wrong;
  });
}

function applyOperations(item: BuiltResource, operations: readonly Operation[], room: PatchRoom): readonly PatchProblem[] {
  for (const operation of operations) {
    const wrong = applyOperation(item.root, operation, room);
    if (room.left < 0) return [];
    const { kind, name } = identify(item.root);
    if (wrong) return [invalid(`"${operation.op}" does not apply to ${kind} "${name}": ${wrong}.`)];
  }
  return [];
}

function invalid(message: string): PatchProblem {
  return { code: "invalid", message };
}

function strategic(objects: ResMap, item: BuiltResource, patch: Patch, document: MutableMapping): readonly PatchProblem[] {
  const { group, kind } = identify(item.root);
  const identity = IDENTITY.map((path) => nodeAt(item.root, ...path.filter((part) => part !== undefined)));
  const result = mergeStrategic(item.root, document, (path) => mergeKeys(group, kind, isBuiltInGroup(group), path));
  if (result?.kind !== "mapping") {
    objects.remove(item);
    return [];
  }
  item.root = result;
  // What the patch says of itself only finds the object: it may be an earlier name, or with a target any.
  IDENTITY.forEach(([name, below], i) => {
    const free = name === "metadata" ? below === "name" && patch.allowNameChange : patch.allowKindChange;
    const holder = below === undefined ? result : nodeAt(result, name);
    const own = identity[i];
    if (own && !free && holder?.kind === "mapping") put(holder, below ?? name, own);
  });
  return [];
}

const IDENTITY: readonly (readonly [string, string?])[] = [
  ["apiVersion"],
  ["kind"],
  ["metadata", "name"],
  ["metadata", "namespace"],
];
