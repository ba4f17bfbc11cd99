import type { Path } from "./field.ts";
import type { Node, Tree } from "./tree.ts";

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
