import type { Node, Scalar, Tree } from "../../server/yaml/tree/tree.ts";

/** The node below keys and indexes; throws where there is none, so that a test cannot pass over it. Aliases are followed. */
export function nodeAt(tree: Tree, ...path: readonly (string | number)[]): Node {
  let node: Node | undefined = tree.root;
  for (const segment of path) {
    if (node?.kind === "alias") node = node.target;
    if (node?.kind === "mapping") node = node.entries.findLast((entry) => entry.name === segment)?.value;
    else if (node?.kind === "sequence") node = node.items[Number(segment)]?.value;
    else node = undefined;
  }
  if (!node) throw new Error(`nothing stands at ${path.join(".")}`);
  return node;
}

/** The value of the scalar below keys and indexes. */
export function valueAt(tree: Tree, ...path: readonly (string | number)[]): Scalar["value"] {
  const node = nodeAt(tree, ...path);
  if (node.kind !== "scalar") throw new Error(`a ${node.kind} stands at ${path.join(".")}`);
  return node.value;
}

/** Every fact about a tree as one line for each node, comment and problem: what two parsers must agree on. */
export function describeTree(tree: Tree): readonly string[] {
  const lines: string[] = [];
  const visit = (node: Node | undefined, path: string): void => {
    if (!node) lines.push(`${path} nothing`);
    else if (node.kind === "alias") lines.push(`${path} ${node.start}-${node.end} *${node.name} -> ${node.target?.start}`);
    else {
      const head = `${path} ${node.start}-${node.end} ${node.style} ${node.kind} &${node.anchor} !${node.tag}`;
      if (node.kind === "scalar")
        lines.push(`${head} ${typeof node.value} ${JSON.stringify(node.value)} ${JSON.stringify(node.source)}`);
      else {
        lines.push(`${head} column ${node.column}`);
        if (node.kind === "sequence")
          node.items.forEach((item, i) => {
            lines.push(`${path}/${i} dash ${item.dash}`);
            visit(item.value, `${path}/${i}`);
          });
        else
          node.entries.forEach((entry, i) => {
            lines.push(`${path}/${i} name ${JSON.stringify(entry.name)} colon ${entry.colon}`);
            visit(entry.key, `${path}/${i}?`);
            visit(entry.value, `${path}/${i}`);
          });
      }
    }
  };
  visit(tree.root, "");
  for (const comment of tree.comments) lines.push(`comment ${comment.start}-${comment.end} ${comment.text}`);
  return lines;
}

/** What the tree means as JSON: aliases followed, of equal keys the last one. Merge keys are left as they are. */
export function jsonOf(node: Node | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case "alias":
      return jsonOf(node.target);
    case "scalar":
      return node.value;
    case "sequence":
      return node.items.map((item) => jsonOf(item.value));
    case "mapping":
      return Object.fromEntries(node.entries.map((entry) => [entry.name, jsonOf(entry.value)]));
  }
}
