import type { Entry, Problem } from "../tree/tree.ts";

const FEW = 12; // up to here comparing pairs is faster than a set

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
  const names = new Set<string>();
  for (const entry of entries) {
    if (names.has(entry.name)) report(entry, entries.find((other) => other.name === entry.name) as Entry, problems);
    else names.add(entry.name);
  }
}

function report(entry: Entry, first: Entry, problems: Problem[]): void {
  if (entry.name === "<<") return;
  const { start, end, source } = entry.key;
  const lineBreak = source.search(/[\r\n]/);
  problems.push({
    code: "duplicate-key",
    message: `The key "${entry.name}" stands twice in this mapping and only the last one counts. Remove or rename one of them.`,
    start,
    end: lineBreak < 0 ? end : start + lineBreak,
    related: { start: first.key.start, end: first.key.end },
  });
}
