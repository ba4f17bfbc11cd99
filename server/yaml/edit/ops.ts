import { compose, type Edit, trimEdit } from "../../text/edit.ts";
import type { Path } from "../tree/field.ts";
import type { Mapping, Tree } from "../tree/tree.ts";
import { appendItem } from "./append.ts";
import { type EditContext, editContextOf, type Outcome } from "./context.ts";
import { spares } from "./holes.ts";
import type { Op } from "./op.ts";
import { orderEntries } from "./order.ts";
import { removePlace } from "./remove.ts";
import { keyText } from "./render.ts";
import { follow, isMerged, type Step } from "./resolved-path.ts";
import { setValue } from "./set.ts";

/**
 * The operation as edits of the text, in the document's own style: nothing outside the edited lines changes, no comment on a line of its
 * own is lost, and the data changes just as the operation says. Offsets are relative to the tree's slice; the edits are sorted and neither overlap nor
 * touch. No edits where the data is so already. Undefined where it cannot be done exactly: through an alias, where a comment would
 * be lost, inside template actions, in broken documents.
 */
export function render(tree: Tree, op: Op): readonly Edit[] | undefined {
  if (tree.problems.some((problem) => problem.code === "syntax")) return undefined;
  const context = editContextOf(tree);
  if (context.hasHiddenBreak) return undefined;
  const outcome = renderIn(context, op);
  if (!outcome || !spares(tree, outcome)) return undefined;
  const whole = outcome.length > 1 ? compose([], outcome) : outcome;
  return whole.map((edit) => trimEdit(context.source, edit)).filter((edit) => edit !== undefined);
}

function renderIn(context: EditContext, op: Op): Outcome {
  switch (op.op) {
    case "set":
      return setValue(context, op.path, op.value);
    case "remove":
      return removePlace(context, op.path);
    case "append":
      return appendItem(context, op.path, op.value);
    case "rename":
      return renameKey(context, op.path, op.key);
    case "order":
      return orderEntries(context, op.path, op.keys);
  }
}

/** Writes another key; an absent place stays absent. Undefined where the old or the new name stands there another time. */
function renameKey(context: EditContext, path: Path, key: string): Outcome {
  const resolved = follow(context.tree, path);
  if (!resolved) return undefined;
  const { node, held } = resolved.steps.at(-1) as Step;
  if (resolved.rest.length > 0) {
    const [name] = resolved.rest;
    return node.kind === "mapping" && (node.open || isMerged(node, String(name))) ? undefined : [];
  }
  if (!held || !("key" in held.holder)) return undefined;
  const { holder, owner } = held;
  if (holder.name === key) return [];
  const { entries } = owner as Mapping;
  const names = [holder.name, key];
  const isTaken = entries.some((entry) => entry !== holder && names.includes(entry.name));
  if (isTaken || names.includes("<<") || isMerged(owner as Mapping, holder.name)) return undefined;
  if (holder.key.anchor !== undefined || holder.key.tag !== undefined) return undefined;
  const { style } = holder.key;
  if (style === "literal" || style === "folded") return undefined;
  const quotes = style === "single" || style === "double" ? style : undefined;
  const newText = keyText(key, { ...context.style, literals: false }, owner.style === "flow", quotes);
  return [{ start: holder.key.start, end: holder.key.end, newText }];
}
