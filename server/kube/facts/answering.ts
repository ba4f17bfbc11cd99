import { NONE } from "../../text/none.ts";
import { deployedBeside, deployedTogether, type IndexedObject, type ObjectIndex, sameNamespace } from "./object-index.ts";

/**
 * Which of several objects that fit is the one that an object means: those that are deployed with it for certain, else those that probably are, else
 * the nearest ones by their folders, if they lie in a folder of its own, above it, or beside one that is above it. More than one where nothing tells
 * them apart. Objects of another environment, which has an object of this name too, are never meant.
 */
export function answering(
  index: ObjectIndex,
  object: IndexedObject,
  candidates: readonly IndexedObject[],
): readonly IndexedObject[] {
  const [first, second] = candidates;
  if (!first) return NONE;
  if (!second && deployedTogether(object, first)) return candidates;
  const together = candidates.filter((one) => deployedTogether(object, one));
  if (together.length > 0) return together;
  const beside = candidates.filter((one) => deployedBeside(object, one));
  if (beside.length > 0) return beside;
  return nearest(
    object,
    candidates.filter((one) => !isOtherEnvironment(index, object, one)),
  );
}

/** Whether another kustomization makes both an object of the same name and the other one: one cluster has one of the two. */
function isOtherEnvironment(index: ObjectIndex, own: IndexedObject, other: IndexedObject): boolean {
  if (own.scope === "" || other.scope === "" || own.scope === other.scope) return false;
  return index
    .by(byScopeKindName, `${other.scope}\u0000${own.kind}\u0000${own.name}`)
    .some((one) => sameNamespace(one.namespace, own.namespace));
}

const byScopeKindName = ({ scope, kind, name }: IndexedObject) =>
  scope === "" ? undefined : `${scope}\u0000${kind}\u0000${name}`;

function nearest({ uri }: IndexedObject, candidates: readonly IndexedObject[]): readonly IndexedObject[] {
  let found: IndexedObject[] = [];
  let deepest = -1;
  for (const candidate of candidates) {
    const parent = folderOf(folderOf(candidate.uri).slice(0, -1));
    const above = folderOf(candidate.uri);
    const depth = uri.startsWith(above) ? above.length : uri.startsWith(parent) ? parent.length : -1;
    if (depth < 0 || depth < deepest) continue;
    if (depth > deepest) found = [];
    deepest = depth;
    found.push(candidate);
  }
  return found;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
