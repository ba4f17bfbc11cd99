import { Refusal } from "../../server/yaml/goyaml/cursor.ts";
import { FORBIDDEN, readAsGoyaml } from "../../server/yaml/goyaml/read.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { lookUp, namesOf } from "../../server/yaml/tree/merge-key.ts";
import type { Node, Problem } from "../../server/yaml/tree/tree.ts";
import type { Decoded } from "../oracle/decode.ts";

export interface Reading extends Decoded {
  /** kubectl stops here too, but says nothing: it reads one document between two separators, and what stands behind it is dropped. */
  readonly dropped?: boolean;
}

/** What we read of a file, in the oracle's words: the documents up to the first that kubectl would refuse, and our message about that. */
export function readFile(text: string): Reading {
  const documents: unknown[] = [];
  for (const { start, end } of cut(text)) {
    const tree = parse(text, start, end);
    const problem = tree.problems.find(({ code }) => code === "syntax");
    if (problem) return { documents, error: problem.message, dropped: isDropped(text, start, end, problem) };
    const value = dataOf(tree.root);
    if (value !== null) documents.push(value);
  }
  return { documents };
}

function isDropped(text: string, start: number, end: number, { start: at, message }: Problem): boolean {
  if (/^\.\.\.(?:\s|$)/m.test(text.slice(start, start + at)) || /reads nothing behind/.test(message)) return true;
  const source = text.slice(start, end).replaceAll(new RegExp(FORBIDDEN, "g"), "x");
  const exact = readAsGoyaml(source, !(start === 0 && /^\ufeff?---/.test(source)));
  return !(exact instanceof Refusal) && exact.rest >= 0;
}

/** A node's data: aliases and merge keys followed. */
function dataOf(node: Node | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case "alias":
      return dataOf(node.target);
    case "scalar":
      return node.value;
    case "sequence":
      return node.items.map((item) => dataOf(item.value));
    case "mapping": {
      const value = Object.create(null);
      for (const name of namesOf(node)) value[name] = dataOf(lookUp(node, name)?.value);
      return value;
    }
  }
}

/** Whether two readings of a file are the same: the same values, and both or neither with an error. Keys count in any order. */
export function sameReading(ours: Decoded, theirs: Decoded): boolean {
  return !ours.error === !theirs.error && canonical(ours.documents) === canonical(theirs.documents);
}

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, child]) => `${JSON.stringify(name)}:${canonical(child)}`).join(",")}}`;
}
