import type { Content, Entry, Mapping, Node } from "./tree.ts";

// YAML 1.1 merge keys (https://yaml.org/type/merge.html), which Kubernetes' decoder follows.

const MAX_MERGE_DEPTH = 20; // `<<` in a cycle must end somewhere

/** What a look-up found. */
export interface Found {
  /** The entry that brings the value in: its own, or the `<<`. */
  readonly holder: Entry;
  readonly value: Node;
  readonly merged: boolean;
}

/** Own entries first (of duplicates the last, as decoders do), then what `<<` brings in, in its order. */
export function lookUp(mapping: Mapping, name: string, depth: number): Found | undefined {
  const entries = mapping.entries;
  let merges = false;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i] as Entry;
    if (entry.name === name) return { holder: entry, value: entry.value, merged: false };
    if (entry.name === "<<") merges = true;
  }
  if (!merges || depth > MAX_MERGE_DEPTH) return undefined;
  for (const entry of entries) {
    if (entry.name !== "<<") continue;
    for (const source of mergeSources(entry)) {
      const found = lookUp(source, name, depth + 1);
      if (found) return { holder: entry, value: found.value, merged: true };
    }
  }
  return undefined;
}

function mergeSources(entry: Entry): readonly Mapping[] {
  const nodes = contentOf(entry.value);
  if (nodes?.kind === "mapping") return [nodes];
  if (nodes?.kind !== "sequence") return [];
  return nodes.items.map((item) => contentOf(item.value)).filter((node): node is Mapping => node?.kind === "mapping");
}

function contentOf(node: Node): Content | undefined {
  return node.kind === "alias" ? node.target : node;
}

/** The names of the entries, each once, with those that `<<` brings in; those that a template action makes are none. */
export function namesOf(mapping: Mapping): readonly string[] {
  const names = new Set<string>();
  collectNames(mapping, names, 0);
  return [...names];
}

function collectNames(mapping: Mapping, names: Set<string>, depth: number): void {
  for (const entry of mapping.entries) if (entry.name !== "<<" && !entry.key.unknown) names.add(entry.name);
  if (depth > MAX_MERGE_DEPTH) return;
  for (const entry of mapping.entries)
    if (entry.name === "<<") for (const source of mergeSources(entry)) collectNames(source, names, depth + 1);
}
