import type { Span } from "../../../text/span.ts";
import { find, type MutableMapping, type MutableNode, mappingOf, put } from "./mutable.ts";

/**
 * Calls `visit` with every mapping below the path from its place `at` on; lists on the way are gone through item by item. With `create`, missing mappings are
 * made at that place; what ends in `[]` is a list and is not made.
 */
export function visitMappings(
  root: MutableNode,
  path: readonly string[],
  visit: (mapping: MutableMapping) => void,
  create?: Span,
  at = 0,
): void {
  if (root.kind === "sequence") for (const { value } of root.items) visitMappings(value, path, visit, create, at);
  if (root.kind !== "mapping") return;
  const segment = path[at];
  if (segment === undefined) {
    visit(root);
    return;
  }
  const name = segment.endsWith("[]") ? segment.slice(0, -2) : segment;
  let below = find(root, name)?.value;
  if (create && name === segment && (!below || (below.kind === "scalar" && below.value === null && !below.unknown))) {
    below = mappingOf(create);
    put(root, name, below);
  }
  if (below) visitMappings(below, path, visit, create, at + 1);
}

/** Calls `visit` with every node at the path and a function that replaces it; lists on the way are gone through item by item. */
export function visitNodes(
  root: MutableNode,
  path: readonly string[],
  visit: (node: MutableNode, parent: MutableMapping) => void,
): void {
  visitMappings(root, path.slice(0, -1), (parent) => {
    const node = find(parent, path.at(-1) as string)?.value;
    if (node) visit(node, parent);
  });
}
