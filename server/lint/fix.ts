import { applyEdits, compose, type Edit, trimEdit } from "../text/edit.ts";
import type { Op } from "../yaml/op.ts";
import { render } from "../yaml/ops.ts";
import { parse } from "../yaml/parse.ts";
import type { Tree } from "../yaml/tree.ts";
import type { Fix } from "./finding.ts";

/** Reads the document in `text` from `from` to `to`, as `parse` of `yaml/parse.ts` does. */
export type Parse = (text: string, from: number, to: number) => Tree;

/**
 * The fix as edits of the tree's slice, sorted, not overlapping, offsets relative to the slice. Its operations are rendered one after the
 * other, each against the text that the one before leaves. No edits where everything is so already; undefined where one of the
 * operations cannot be done exactly, and so the fix must not be offered. `read` is how the tree was parsed.
 */
export function renderFix(tree: Tree, fix: Fix, read: Parse = parse): readonly Edit[] | undefined {
  const done = applyOps(tree, fix.ops, read);
  if (!done) return undefined;
  const source = tree.text.slice(tree.from, tree.to);
  return done.edits.map((edit) => trimEdit(source, edit)).filter((edit) => edit !== undefined);
}

/** The document with the operations applied, and the edits that lead there. */
export interface Applied {
  readonly tree: Tree;
  readonly edits: readonly Edit[];
}

/** Applies operations one after the other; undefined where one of them cannot be done exactly. */
export function applyOps(tree: Tree, ops: readonly Op[], read: Parse = parse): Applied | undefined {
  let done: Applied = { tree, edits: [] };
  for (const op of ops) {
    const edits = render(done.tree, op);
    if (!edits) return undefined;
    if (edits.length > 0) done = { tree: edit(done.tree, edits, read), edits: compose(done.edits, edits) };
  }
  return done;
}

function edit({ text, from, to }: Tree, edits: readonly Edit[], read: Parse): Tree {
  const source = applyEdits(text.slice(from, to), edits);
  return read(text.slice(0, from) + source + text.slice(to), from, from + source.length);
}
