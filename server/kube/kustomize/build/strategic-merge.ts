import {
  clone,
  drop,
  isNull,
  type MutableItem,
  type MutableMapping,
  type MutableNode,
  type MutableScalar,
  type MutableSequence,
  noteRemoval,
  textAt,
} from "./mutable.ts";

/** By which keys the items of the list at a path (names only) are merged; `undefined` for a list that is replaced. */
export type MergeKeys = (path: readonly string[]) => readonly string[] | undefined;

/**
 * Applies a strategic merge patch (kyaml, yaml/merge2 and yaml/walk): mappings are merged, null removes, lists are replaced unless they
 * have merge keys; `$patch: delete`, `replace` and `merge` in a mapping or a list's item. What is merged in comes first in a list. Returns
 * the result, which shares nodes with the target; `undefined` if nothing is left.
 */
export function mergeStrategic(target: MutableNode | undefined, patch: MutableNode, keys: MergeKeys): MutableNode | undefined {
  const result = merge(target, clone(patch), keys, []);
  if (result) dropEmpty(result, keys, []);
  return result;
}

/** Keys without a value go too, wherever a patch would have been merged in; a null that is written out stays. */
function dropEmpty(node: MutableNode, keys: MergeKeys, path: readonly string[]): void {
  if (node.kind === "sequence" && keys(path)) for (const { value } of node.items) dropEmpty(value, keys, path);
  if (node.kind !== "mapping") return;
  node.entries = node.entries.filter(({ value }) => value.kind !== "scalar" || value.style !== "empty" || value.unknown);
  for (const { name, value } of node.entries) dropEmpty(value, keys, [...path, name]);
}

function merge(
  target: MutableNode | undefined,
  patch: MutableNode,
  keys: MergeKeys,
  path: readonly string[],
): MutableNode | undefined {
  if (isNull(patch)) return undefined;
  if (patch.kind === "mapping") return mergeMapping(target?.kind === "mapping" ? target : undefined, patch, keys, path);
  if (patch.kind === "sequence") return mergeSequence(target?.kind === "sequence" ? target : undefined, patch, keys, path);
  // A value that the patch only repeats stays where it was written first.
  return target?.kind === "scalar" && patch.kind === "scalar" && isSame(target, patch) ? target : patch;
}

function isSame(a: MutableScalar, b: MutableScalar): boolean {
  return a.value === b.value && !a.unknown && !b.unknown;
}

function mergeMapping(
  target: MutableMapping | undefined,
  patch: MutableMapping,
  keys: MergeKeys,
  path: readonly string[],
): MutableMapping | undefined {
  const directive = textAt(patch, "$patch");
  drop(patch, "$patch");
  if (directive === "delete") return undefined;
  const result = directive === "replace" || !target ? { ...patch, entries: [] } : target;
  const entries = new Map(result.entries.map((entry) => [entry.name, entry]));
  for (const entry of patch.entries) {
    if (/^\$(setElementOrder|retainKeys)\b/.test(entry.name)) continue;
    const own = entries.get(entry.name);
    const value = merge(own?.value, entry.value, keys, [...path, entry.name]);
    if (!value) {
      if (entries.delete(entry.name)) noteRemoval(result, entry.name, entry.key);
    } else if (own) {
      // A key whose value comes from the patch stands there too.
      if (value !== own.value) Object.assign(own, { key: entry.key, replaces: true });
      own.value = value;
    } else entries.set(entry.name, { ...entry, value });
  }
  result.entries = [...entries.values()];
  return result;
}

function mergeSequence(
  target: MutableSequence | undefined,
  patch: MutableSequence,
  keys: MergeKeys,
  path: readonly string[],
): MutableSequence | undefined {
  const by = keys(path);
  const directive = patch.items.findIndex(({ value }) => value.kind === "mapping" && isDirective(value));
  const verb = directive < 0 ? "" : textAt(patch.items[directive]?.value, "$patch");
  if (directive >= 0) patch.items.splice(directive, 1);
  if (verb === "delete") return undefined;
  if (!by || !target || verb === "replace") return { ...patch, items: patch.items.flatMap((item) => fresh(item, keys, path)) };
  return by.length === 0 ? union(target, patch) : mergeItems(target, patch, by, keys, path);
}

function isDirective(mapping: MutableMapping): boolean {
  return mapping.entries.length === 1 && mapping.entries[0]?.name === "$patch";
}

/** An item that nothing stands against, without directives and nulls. */
function fresh(item: MutableItem, keys: MergeKeys, path: readonly string[]): readonly MutableItem[] {
  if (item.value.kind === "scalar") return [item];
  const value = merge(undefined, item.value, keys, path);
  return value ? [{ ...item, value }] : [];
}

function union(target: MutableSequence, patch: MutableSequence): MutableSequence {
  const texts = new Set(patch.items.map(({ value }) => textAt(value)));
  return { ...target, items: [...patch.items, ...target.items.filter(({ value }) => !texts.has(textAt(value)))] };
}

function mergeItems(
  target: MutableSequence,
  patch: MutableSequence,
  by: readonly string[],
  keys: MergeKeys,
  path: readonly string[],
): MutableSequence {
  const rest = new Unmatched(target.items);
  const merged: MutableItem[] = [];
  for (const item of patch.items) {
    // A key that the patch's item lacks does not count: `containerPort: 80` is also the port with `protocol: TCP`.
    const present = by.filter((key) => textAt(item.value, key) !== "");
    const own = present.length > 0 ? rest.take(present, item.value) : undefined;
    const value = merge(own?.value, item.value, keys, path);
    if (value && !(value.kind === "mapping" && value.entries.length === 0)) merged.push({ dash: item.dash, ...own, value });
  }
  return { ...target, items: [...merged, ...rest.left()] };
}

/** The items of a list against which nothing of a patch has been held yet. */
class Unmatched {
  readonly #items: readonly MutableItem[];
  readonly #taken = new Set<MutableItem>();
  readonly #indexes = new Map<string, Map<string, MutableItem[]>>(); // by the names of keys, then by their values; the first comes last

  constructor(items: readonly MutableItem[]) {
    this.#items = items;
  }

  /** Takes the first item that has the same values as another at some keys. */
  take(keys: readonly string[], like: MutableNode): MutableItem | undefined {
    const same = this.#indexOf(keys).get(valuesAt(keys, like));
    for (let item = same?.pop(); item; item = same?.pop()) {
      if (this.#taken.has(item)) continue;
      this.#taken.add(item);
      return item;
    }
    return undefined;
  }

  left(): readonly MutableItem[] {
    return this.#items.filter((item) => !this.#taken.has(item));
  }

  #indexOf(keys: readonly string[]): Map<string, MutableItem[]> {
    const name = keys.join("\n");
    let index = this.#indexes.get(name);
    if (!index) {
      index = new Map();
      for (const item of this.#items.toReversed()) {
        const values = valuesAt(keys, item.value);
        const same = index.get(values);
        if (same) same.push(item);
        else index.set(values, [item]);
      }
      this.#indexes.set(name, index);
    }
    return index;
  }
}

function valuesAt(keys: readonly string[], node: MutableNode): string {
  return JSON.stringify(keys.map((key) => textAt(node, key)));
}
