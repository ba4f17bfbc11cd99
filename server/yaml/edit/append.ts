import { equals } from "../tree/equals.ts";
import type { Path } from "../tree/field.ts";
import type { Json } from "../tree/json.ts";
import type { EditContext, Outcome } from "./context.ts";
import { insertItem } from "./insert.ts";
import { follow, isBranched, type Step } from "./resolved-path.ts";
import { isEmptyInBlock, replace, setValue } from "./set.ts";

/** Adds an item to the end of the sequence at a place, unless an equal one is in it. A missing or empty sequence is created. */
export function appendItem(context: EditContext, path: Path, value: Json): Outcome {
  const field = context.root.at(...path);
  if (field.items().some((item) => equals(item, value))) return [];
  if (field.state === "absent") return setValue(context, path, [value]);
  const resolved = follow(context.tree, path);
  if (!resolved || resolved.rest.length > 0 || isBranched(context.tree, resolved)) return undefined;
  const { node, held } = resolved.steps.at(-1) as Step;
  // A word may stay between the brackets, a mapping is read better below.
  if (node.kind === "sequence" && held && typeof value === "object" && isEmptyInBlock(context, node, held))
    return replace(context, node, held, [value]);
  return node.kind === "sequence" ? insertItem(context, node, value) : undefined;
}
