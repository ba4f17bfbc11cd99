import type { Entry, Node, Problem } from "./tree.ts";

const FEW = 12; // up to here comparing pairs is faster than a map
const NINE = 57; // as a character

/**
 * Adds a problem for every key that stands a second time among the entries of one mapping. Keys are compared as the decoder makes them
 * (`1:` and `"1":` collide), and the last one wins there. `<<` may stand more than once.
 */
export function findDuplicateKeys(entries: readonly Entry[], problems: Problem[]): void {
  if (entries.length <= FEW) {
    for (let i = 1; i < entries.length; i++) {
      const entry = entries[i] as Entry;
      for (let k = 0; k < i; k++)
        if ((entries[k] as Entry).name === entry.name) {
          report(entry, entries[k] as Entry, problems);
          break;
        }
    }
    return;
  }
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const before = first.get(entry.name);
    if (before) report(entry, before, problems);
    else first.set(entry.name, entry);
  }
}

/** Whether the decoder may refuse one of these keys, or what stands behind it: `<<`, null, and numbers that are too large. */
export function hasUndecided(entries: readonly Entry[]): boolean {
  for (let i = 0; i < entries.length; i++) {
    const { name } = entries[i] as Entry;
    const { length } = name;
    if (length === 2 ? name === "<<" : length === 4 ? name === "null" : length > 18 && name.charCodeAt(0) <= NINE) return true;
  }
  return false;
}

/** The same for all mappings of a document. */
export function findDuplicates(root: Node | undefined): Problem[] {
  const problems: Problem[] = [];
  const visit = (node: Node | undefined): void => {
    if (node?.kind === "sequence") for (const item of node.items) visit(item.value);
    if (node?.kind !== "mapping") return;
    findDuplicateKeys(node.entries, problems);
    for (const entry of node.entries) visit(entry.value);
  };
  visit(root);
  return problems;
}

function report(entry: Entry, first: Entry, problems: Problem[]): void {
  if (entry.name === "<<") return;
  const { start, end, source } = entry.key;
  const lineBreak = source.search(/[\r\n]/);
  problems.push({
    code: "duplicate-key",
    message: `The key "${entry.name}" is set twice in this mapping: only the last one counts.`,
    start,
    end: lineBreak < 0 ? end : start + lineBreak,
    related: { start: first.key.start, end: first.key.end },
  });
}
