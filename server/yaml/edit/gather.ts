import type { Field, Path } from "../tree/field.ts";
import type { Json } from "../tree/json.ts";
import type { Op } from "./op.ts";

/**
 * The same operations, with those that set values below one missing key made one: each operation is rendered in the text that the one before
 * leaves, and reading that text is what takes long. Only where all of them set or append something, since others depend on their order.
 */
export function gatherSets(root: Field, ops: readonly Op[]): readonly Op[] {
  if (ops.length < 2) return ops;
  const gathered: (Op | { readonly path: Path; readonly made: Made })[] = [];
  const created = new Map<string, Made>();
  for (const op of ops) {
    if (op.op !== "set" && op.op !== "append") return ops;
    const missing = missingPart(root, op.path);
    if (!missing) {
      gathered.push(op);
      continue;
    }
    const key = JSON.stringify(missing.path);
    const made: Made = created.get(key) ?? new Map();
    if (!created.has(key)) gathered.push({ path: missing.path, made });
    created.set(key, made);
    if (!place(made, missing.below, op.op === "set" ? op.value : [op.value])) return ops;
  }
  // What another operation puts in the place of the missing key, or of something above it, is there before or after the rest.
  const others = gathered.filter((one) => "op" in one);
  const isAbove = (path: Path, below: Path) => path.every((segment, i) => segment === below[i]);
  if (gathered.some((one) => "made" in one && others.some(({ path }) => isAbove(path, one.path)))) return ops;
  return gathered.map((one) => ("made" in one ? { op: "set", path: one.path, value: plain(one.made) } : one));
}

/** The path of the first missing key on the way, and the keys that stand below it. `undefined` where only the last one is missing. */
function missingPart(root: Field, path: Path): { readonly path: Path; readonly below: Path } | undefined {
  let field = root;
  for (let i = 0; i < path.length - 1; i++) {
    field = field.at(path[i] as string | number);
    if (field.absent) return { path: path.slice(0, i + 1), below: path.slice(i + 1) };
  }
  return undefined;
}

/** A mapping that is being put together, and what stands in it. */
type Made = Map<string, Made | { readonly set: Json }>;

/** Puts a value into nested mappings. False where something stands there already, or an index is on the way. */
function place(mapping: Made, [segment, ...below]: Path, value: Json): boolean {
  // `__proto__` is no key of a plain object, and keys that look like numbers would not stand in the order of the operations.
  if (typeof segment !== "string" || segment === "__proto__" || /^\d+$/.test(segment)) return false;
  const next = mapping.get(segment);
  if (below.length === 0) {
    mapping.set(segment, { set: value });
    return next === undefined;
  }
  if (next !== undefined && !(next instanceof Map)) return false;
  const inner: Made = next ?? new Map();
  mapping.set(segment, inner);
  return place(inner, below, value);
}

function plain(mapping: Made): Json {
  return Object.fromEntries([...mapping].map(([key, value]) => [key, value instanceof Map ? plain(value) : value.set]));
}
