import type { Content, Mapping, Node, Sequence, Tree } from "./tree.ts";

/**
 * The same tree with every mapping and sequence open: what stands in it is judged, what does not stand in it is unknown. So is a patch
 * read, and any other part of an object.
 */
export function openTree(tree: Tree): Tree {
  return { ...tree, root: tree.root && openNode(tree.root, new Map()) };
}

function openNode(node: Node, copies: Map<Node, Content>): Node {
  if (node.kind === "scalar") return node;
  // A target stands before its aliases, unless it holds them: then they stay as they are.
  if (node.kind === "alias") return { ...node, target: node.target && (copies.get(node.target) ?? node.target) };
  const { kind, start, end, anchor, tag, style, column } = node;
  const common = { start, end, anchor, tag, style, column, open: true };
  const copy: Content =
    kind === "mapping"
      ? {
          kind,
          ...common,
          entries: node.entries.map(({ key, name, colon, value }) => ({ key, name, colon, value: openNode(value, copies) })),
        }
      : { kind, ...common, items: node.items.map((item) => ({ ...item, value: openNode(item.value, copies) })) };
  copies.set(node, copy);
  return copy;
}

/** The same collection, to which something elsewhere may add; what stands in it stays as it is. */
export function opened(node: Mapping | Sequence): Mapping | Sequence {
  const { start, end, anchor, tag, style, column } = node;
  const common = { start, end, anchor, tag, style, column, open: true };
  return node.kind === "mapping"
    ? { kind: "mapping", ...common, entries: node.entries }
    : { kind: "sequence", ...common, items: node.items };
}
