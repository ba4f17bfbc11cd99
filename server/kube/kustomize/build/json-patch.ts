import type { Span } from "../../../text/span.ts";
import type { PatchRoom } from "./level.ts";
import {
  clone,
  drop,
  find,
  type MutableMapping,
  type MutableNode,
  noteRemoval,
  plain,
  putAt,
  sizeOf,
  textAt,
} from "./mutable.ts";

/** One operation of RFC 6902. */
export interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: MutableNode | undefined;
  /** The mapping that states it. */
  readonly node: MutableMapping;
}

/** The operations of a patch; `undefined` if it is none (no sequence of mappings with `op` and `path`). */
export function operationsOf(patch: MutableNode): readonly Operation[] | undefined {
  if (patch.kind !== "sequence") return undefined;
  const operations: Operation[] = [];
  for (const { value: node } of patch.items) {
    if (node.kind !== "mapping" || !find(node, "op") || !find(node, "path")) return undefined;
    const value = find(node, "value")?.value;
    operations.push({
      op: textAt(node, "op"),
      path: pointer(textAt(node, "path")),
      from: pointer(textAt(node, "from")),
      value,
      node,
    });
  }
  return operations;
}

/** The segments of a JSON pointer (RFC 6901). */
function pointer(text: string): readonly string[] {
  return text
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Applies an operation to an object, which it changes. Returns what is wrong, if it cannot be done. `room` pays for what it copies and compares. */
export function applyOperation(
  root: MutableMapping,
  { op, path, from, value, node: stated }: Operation,
  room: PatchRoom,
): string | undefined {
  const at = find(stated, "path")?.value ?? stated;
  switch (op) {
    case "add":
      return value ? add(root, path, clone(value), at) : "it has no value";
    case "replace":
      if (!value) return "it has no value";
      return set(root, path, clone(value), at); // the library that kustomize uses also replaces a key that is not there
    case "remove":
      return remove(root, path, at) ? undefined : `nothing stands at ${show(path)}`;
    case "move":
    case "copy": {
      const node = nodeBelow(root, from);
      if (!node) return `nothing stands at ${show(from)}`;
      if (exceeds(node, MOST_NODES)) return `what stands at ${show(from)} is more than can be copied here`;
      room.left -= sizeOf(node);
      if (op === "move") remove(root, from, at);
      return add(root, path, clone(node), at);
    }
    case "test": {
      const node = nodeBelow(root, path);
      if (node) room.left -= sizeOf(node);
      const same = node && value && JSON.stringify(plain(node)) === JSON.stringify(plain(value));
      return same ? undefined : `${show(path)} has another value`;
    }
    default:
      return `there is no operation "${op}"`;
  }
}

/** How many nodes an operation may copy: copying an object into itself doubles it. */
const MOST_NODES = 100_000;

function exceeds(node: MutableNode, most: number): boolean {
  let left = most;
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (--left < 0) return true;
    if (next.kind === "sequence") for (const { value } of next.items) open.push(value);
    else if (next.kind === "mapping") for (const { value } of next.entries) open.push(value);
  }
  return false;
}

function show(path: readonly string[]): string {
  return path.length ? `/${path.join("/")}` : "the root";
}

function nodeBelow(root: MutableNode, path: readonly string[]): MutableNode | undefined {
  let node: MutableNode | undefined = root;
  for (const part of path) node = childOf(node, part);
  return node;
}

function childOf(node: MutableNode | undefined, part: string): MutableNode | undefined {
  if (node?.kind === "mapping") return find(node, part)?.value;
  return node?.kind === "sequence" ? node.items[indexOf(part, node.items.length)]?.value : undefined;
}

/** -1 for what is no index of the list. The end (`-`) is its length; a negative index counts from there, as kustomize has it. */
function indexOf(part: string, length: number): number {
  if (part === "-") return length;
  if (!/^-?\d+$/.test(part)) return -1;
  const index = Number(part);
  return index < 0 ? length + index : index;
}

/** `at`: where the operation says what it changes. */
function add(root: MutableMapping, path: readonly string[], value: MutableNode, at: Span): string | undefined {
  const parent = nodeBelow(root, path.slice(0, -1));
  if (parent?.kind !== "sequence") return set(root, path, value, at);
  const index = indexOf(path.at(-1) as string, parent.items.length);
  if (index < 0 || index > parent.items.length) return `the list at ${show(path.slice(0, -1))} has no place ${path.at(-1)}`;
  parent.items.splice(index, 0, { dash: value.start, value });
  return undefined;
}

function set(root: MutableMapping, path: readonly string[], value: MutableNode, at: Span): string | undefined {
  const name = path.at(-1);
  const parent = nodeBelow(root, path.slice(0, -1));
  if (name === undefined) return "the whole object cannot be replaced";
  if (parent?.kind === "mapping") putAt(parent, name, value, value.kind === "scalar" ? value : at);
  else if (parent?.kind === "sequence" && parent.items[indexOf(name, parent.items.length)])
    parent.items[indexOf(name, parent.items.length)] = { dash: value.start, value };
  else return `nothing stands at ${show(path.slice(0, -1))}`;
  return undefined;
}

function remove(root: MutableMapping, path: readonly string[], at: Span): boolean {
  const name = path.at(-1);
  const parent = nodeBelow(root, path.slice(0, -1));
  if (name === undefined || !childOf(parent, name)) return false;
  if (parent?.kind === "mapping") {
    drop(parent, name);
    noteRemoval(parent, name, at);
  } else if (parent?.kind === "sequence") parent.items.splice(indexOf(name, parent.items.length), 1);
  return true;
}
