import { equals } from "../tree/equals.ts";
import type { Path } from "../tree/field.ts";
import type { Json } from "../tree/json.ts";
import type { Draft, Outcome } from "./draft.ts";
import { insertItem } from "./insert.ts";
import { isEmptyInBlock, replace, setValue } from "./set.ts";
import { follow, isBranched, type Step } from "./trail.ts";

/** Adds an item to the end of the sequence at a place, unless an equal one is in it. A missing or empty sequence is created. */
export function appendItem(draft: Draft, path: Path, value: Json): Outcome {
  const field = draft.root.at(...path);
  if (field.items().some((item) => equals(item, value))) return [];
  if (field.state === "absent") return setValue(draft, path, [value]);
  const trail = follow(draft.tree, path);
  if (!trail || trail.rest.length > 0 || isBranched(draft.tree, trail)) return undefined;
  const { node, held } = trail.steps.at(-1) as Step;
  // A word may stay between the brackets, a mapping is read better below.
  if (node.kind === "sequence" && held && typeof value === "object" && isEmptyInBlock(draft, node, held))
    return replace(draft, node, held, [value]);
  return node.kind === "sequence" ? insertItem(draft, node, value) : undefined;
}
