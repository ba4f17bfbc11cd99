import { isDeepStrictEqual } from "node:util";
import type { Op } from "../../server/yaml/edit/op.ts";
import { Field } from "../../server/yaml/tree/field.ts";
import type { Json } from "../../server/yaml/tree/json.ts";
import type { Tree } from "../../server/yaml/tree/tree.ts";

/** What a document holds. */
export type Data = Json | undefined;

/** What a document holds, aliases and merges resolved. */
export function dataOf(tree: Tree): Data {
  const read = (field: Field): Data => {
    const { node } = field;
    if (node?.kind === "mapping") return Object.fromEntries(field.entries().map(([name, child]) => [name, read(child) ?? null]));
    if (node?.kind === "sequence") return field.items().map((item) => read(item) ?? null);
    return node?.value ?? null;
  };
  return read(Field.root(tree));
}

/** Whether the data could be changed so, whatever stands in the text. */
export function isPossible(data: Data, op: Op): boolean {
  try {
    const after = changed(data, op);
    return op.op === "rename" ? !isDeepStrictEqual(after, data) : op.op !== "remove" || Object.keys(after as object).length > 0;
  } catch {
    return false;
  }
}

type Mutable = { [key: string]: Mutable } | Mutable[] | string | number | boolean | null;

/** The data after the operation: what it means, without any text. Throws where it cannot be. */
export function changed(data: Data, op: Op): Data {
  const root = structuredClone(data) as Mutable;
  if (op.op === "order") return root as Data; // the same data
  const parents: Mutable[] = [root];
  for (const segment of op.path.slice(0, -1)) {
    let next = child(parents.at(-1), segment);
    if (next === undefined || next === null) {
      if (op.op === "remove" || op.op === "rename") return root;
      next = {};
      put(parents.at(-1), segment, next);
    }
    parents.push(next);
  }
  const last = op.path.at(-1) as string | number;
  const parent = parents.at(-1);
  const old = child(parent, last);
  if (op.op === "set") put(parent, last, op.value as Mutable);
  else if (op.op === "append") {
    const items = old ?? [];
    if (!Array.isArray(items)) throw new Error("an operation was not declined although nothing can be appended there");
    if (!items.some((item) => isDeepStrictEqual(item, op.value))) put(parent, last, [...items, op.value as Mutable]);
  } else if (op.op === "rename" && op.key !== last) {
    if (old !== undefined && child(parent, op.key) !== undefined) throw new Error("a name is taken");
    if (old !== undefined && !Array.isArray(parent)) {
      drop(parent, last);
      put(parent, op.key, old);
    }
  } else if (op.op === "remove" && old !== undefined) {
    for (let depth = op.path.length - 1; depth >= 0; depth--) {
      drop(parents[depth], op.path[depth] as string | number);
      if (Object.keys(parents[depth] as object).length > 0) break;
    }
  }
  return root as Data;
}

function child(node: Mutable | undefined, segment: string | number): Mutable | undefined {
  if (Array.isArray(node)) return typeof segment === "number" ? node[segment] : undefined;
  return typeof node === "object" && node !== null && Object.hasOwn(node, segment) ? node[segment] : undefined;
}

function put(node: Mutable | undefined, segment: string | number, value: Mutable): void {
  if (Array.isArray(node) && typeof segment === "number") node[segment] = value;
  else if (typeof node === "object" && node !== null && !Array.isArray(node)) node[segment] = value;
  else throw new Error("an operation was not declined although the place cannot be");
}

function drop(node: Mutable | undefined, segment: string | number): void {
  if (Array.isArray(node)) node.splice(Number(segment), 1);
  else delete (node as { [key: string]: Mutable })[segment];
}
