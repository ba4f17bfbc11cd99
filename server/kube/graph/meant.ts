import { folderOf, isBelow, parentOf } from "../../text/path.ts";
import { deployedBeside, type IndexedObject } from "../facts/indexed-object.ts";
import type { ObjectIndex } from "../facts/object-index.ts";
import type { Wanted } from "../facts/reference.ts";
import { isOfOtherEnvironment, targetsOf } from "../facts/resolve.ts";

/**
 * The objects that an object means: those that are deployed beside it, else the nearest ones of a name that lie in a folder of its own, above it, or
 * beside one that is above it. A repository holds examples of many clusters: what lies far off is no ground to say that something is wrong.
 */
export function meant(index: ObjectIndex, object: IndexedObject, wanted: Wanted): readonly IndexedObject[] {
  const found = targetsOf(index, object, wanted).map((target) => target.object);
  const [first] = found;
  return !first || deployedBeside(object, first) ? found : nearest(object, found);
}

/** Whether an object may be deployed in one cluster with another, as far as folders and environments tell. */
export function mayMeet(index: ObjectIndex, object: IndexedObject, other: IndexedObject): boolean {
  if (deployedBeside(object, other)) return true;
  return nearest(object, [other]).length > 0 && !isOfOtherEnvironment(index, object, other);
}

function nearest({ uri }: IndexedObject, candidates: readonly IndexedObject[]): readonly IndexedObject[] {
  let found: IndexedObject[] = [];
  let deepest = -1;
  for (const candidate of candidates) {
    const own = folderOf(candidate.uri);
    const above = [own, parentOf(own)].find((folder) => folder !== undefined && isBelow(folder, uri));
    if (above === undefined || above.length < deepest) continue;
    if (above.length > deepest) found = [];
    deepest = above.length;
    found.push(candidate);
  }
  return found;
}
