import type { Path } from "../tree/field.ts";
import type { Json } from "../tree/json.ts";

/** One change of the data, by path from the document's root. `ops.ts` renders it to text edits. */
export type Op =
  | { readonly op: "set"; readonly path: Path; readonly value: Json }
  | { readonly op: "remove"; readonly path: Path }
  | { readonly op: "rename"; readonly path: Path; readonly key: string }
  | { readonly op: "append"; readonly path: Path; readonly value: Json }
  | { readonly op: "order"; readonly path: Path; readonly keys: readonly string[] };

interface Addressed {
  readonly path: Path;
}

/** Sets the value at the place; missing parents are created. */
export function set(place: Addressed, value: Json): Op {
  return { op: "set", path: place.path, value };
}

/** Removes the entry or item at the place, and the parents that it leaves empty. Of several items, remove the last one first. */
export function remove(place: Addressed): Op {
  return { op: "remove", path: place.path };
}

/** Renames the key of the entry at the place. */
export function rename(place: Addressed, key: string): Op {
  return { op: "rename", path: place.path, key };
}

/** Adds an item to the end of the sequence at the place, unless an equal one is in it; a missing sequence is created. */
export function append(place: Addressed, value: Json): Op {
  return { op: "append", path: place.path, value };
}

/** Puts the entries of the mapping at the place in the order of these keys, which are all that it has. */
export function order(place: Addressed, keys: readonly string[]): Op {
  return { op: "order", path: place.path, keys };
}
