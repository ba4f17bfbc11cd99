import type { Path, Segment } from "./field.ts";
import type { Content, Node, Tree } from "./tree.ts";

/** The path of the entry whose key stands at an offset of the tree; `undefined` where no key does. */
export function keyAt({ root }: Tree, offset: number): Path | undefined {
  const path: (string | number)[] = [];
  for (let node: Node | undefined = root; node; ) {
    let next: Node | undefined;
    if (node.kind === "mapping")
      for (const { key, name, value } of node.entries) {
        if (key.start <= offset && offset <= key.end) return [...path, name];
        if (value.start > offset || offset > value.end) continue;
        path.push(name);
        next = value;
        break;
      }
    else if (node.kind === "sequence") {
      const items: readonly { readonly value: Node }[] = node.items;
      const i = items.findIndex(({ value }) => value.start <= offset && offset <= value.end);
      if (i >= 0) path.push(i);
      next = items[i]?.value;
    }
    node = next;
  }
  return undefined;
}

/** The innermost scalar or collection that stands at an offset of the tree, with its path; `undefined` where none does. */
export function nodeAt({ root }: Tree, offset: number): { readonly node: Content; readonly path: Path } | undefined {
  return nodeBelow(root, offset, []);
}

function nodeBelow(
  node: Node | undefined,
  offset: number,
  path: Path,
): { readonly node: Content; readonly path: Path } | undefined {
  if (!node || node.kind === "alias" || offset < node.start || offset > node.end) return undefined;
  for (const [segment, value] of valuesIn(node)) {
    const found = nodeBelow(value, offset, [...path, segment]);
    if (found) return found;
  }
  return { node, path };
}

/** What stands in a mapping or a list, by its key or number; nothing in a scalar or an alias. */
export function valuesIn(node: Node): readonly (readonly [Segment, Node])[] {
  if (node.kind === "mapping") return node.entries.map(({ name, value }) => [name, value]);
  return node.kind === "sequence" ? node.items.map(({ value }, i) => [i, value]) : [];
}
