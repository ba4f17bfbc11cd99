import { isMergeKey } from "./scalar.ts";
import type { Content, Entry, Mapping, Node } from "./tree.ts";

// YAML 1.1 merge keys (https://yaml.org/type/merge.html), as Kubernetes' decoder reads them: entries count in their order, `<<` among them, so what a
// `<<` brings in replaces what stands above it. (kustomize, whose decoder is a newer one, lets the mapping's own entries win wherever they stand.)

/** What a look-up found. */
export interface Found {
  /** The entry that brings the value in: its own, or the `<<`. */
  readonly holder: Entry;
  readonly value: Node;
  readonly merged: boolean;
}

/** The entry of this name that counts: of several the last, with those that `<<` brings in. */
export function lookUp(mapping: Mapping, name: string): Found | undefined {
  const { entries } = mapping;
  if (entries.length > FEW) return indexOf(mapping).get(name);
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i] as Entry;
    if (entry.name === "<<" && isMergeKey(entry.key)) return indexOf(mapping).get(name);
    if (entry.name === name) return { holder: entry, value: entry.value, merged: false };
  }
  return undefined;
}

/** The names of the entries, each once, with those that `<<` brings in; those that a template action makes are none. */
export function namesOf(mapping: Mapping): readonly string[] {
  const { entries } = mapping;
  if (entries.length > FEW) return [...indexOf(mapping).keys()];
  const names: string[] = [];
  for (const { name, key } of entries) {
    if (name === "<<" && isMergeKey(key)) return [...indexOf(mapping).keys()];
    if (!key.unknown && !names.includes(name)) names.push(name);
  }
  return names;
}

/** The names of what the value of a `<<` brings in. */
export function namesBroughtBy(value: Node): readonly string[] {
  return mergeSources(value).flatMap(namesOf);
}

/** Up to so many entries, a look-up goes through them. */
const FEW = 16;

type Index = ReadonlyMap<string, Found>;

/** Made once for a mapping, so that neither many entries nor mappings that merge each other are gone through for each name. */
const indexes = new WeakMap<Mapping, Index>();

function indexOf(mapping: Mapping): Index {
  const known = indexes.get(mapping);
  if (known) return known;
  const index = new Map<string, Found>();
  indexes.set(mapping, index); // of a mapping that merges itself what stands above
  for (const entry of mapping.entries) {
    if (entry.name === "<<" && isMergeKey(entry.key)) addMerged(index, entry);
    else if (!entry.key.unknown) index.set(entry.name, { holder: entry, value: entry.value, merged: false });
  }
  return index;
}

function addMerged(index: Map<string, Found>, holder: Entry): void {
  const sources = mergeSources(holder.value);
  // Of several mappings in a list the first counts.
  for (let i = sources.length - 1; i >= 0; i--)
    for (const [name, { value }] of indexOf(sources[i] as Mapping)) index.set(name, { holder, value, merged: true });
}

/** The mappings that the value of a `<<` brings in, the one that counts most first. */
export function mergeSources(value: Node): readonly Mapping[] {
  const node = contentOf(value);
  if (node?.kind === "mapping") return [node];
  if (node?.kind !== "sequence") return [];
  return node.items.map((item) => contentOf(item.value)).filter((child): child is Mapping => child?.kind === "mapping");
}

function contentOf(node: Node): Content | undefined {
  return node.kind === "alias" ? node.target : node;
}
