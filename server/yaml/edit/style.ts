import { indentation } from "../../text/line.ts";
import { endOfLine } from "../../text/lines.ts";
import type { Mapping, Node, Sequence, Tree } from "../tree/tree.ts";

/** The habits of a document: what is added to it looks like the rest. */
export interface Style {
  /** By how much a mapping below a key is indented. */
  readonly step: number;
  /** By how much the dashes of a sequence are indented below their key; 0 puts them into the key's column. */
  readonly dash: number;
  /** How strings that need it are quoted. */
  readonly quote: "single" | "double";
  /** What stands inside the braces of a flow mapping: `{ a: 1 }` or `{a: 1}`. */
  readonly padding: "" | " ";
  readonly lineBreak: "\n" | "\r\n";
  /** JSON must stay JSON: `lines` where its collections are spread over lines. */
  readonly json: false | "line" | "lines";
}

/** The habits that prevail in the document; where it has none, those of most manifests: two columns, indented dashes, double quotes. */
export function styleOf(tree: Tree): Style {
  const source = tree.text.slice(tree.from, tree.to);
  const counts: Counts = { step: new Map(), dash: new Map(), quote: new Map(), padding: new Map() };
  if (tree.root) count(source, tree.root, counts);
  const step = prevailing(counts.step) ?? 2;
  return {
    step,
    dash: prevailing(counts.dash) ?? step,
    quote: prevailing(counts.quote) ?? "double",
    padding: prevailing(counts.padding) ?? "",
    lineBreak: endOfLine(source.includes("\n") ? source : tree.text),
    json:
      tree.root && isJson(tree.root) ? (source.slice(tree.root.start, tree.root.end).includes("\n") ? "lines" : "line") : false,
  };
}

/** Whether a collection is written as JSON: braces or brackets, and keys in double quotes. An empty one may be anything. */
export function isJson(node: Node): boolean {
  if (node.kind === "scalar" || node.kind === "alias" || node.style === "block") return false;
  if (node.kind === "sequence") return node.items.some((item) => isJson(item.value));
  return node.entries.length > 0 && node.entries.every((entry) => entry.key.style === "double");
}

interface Counts {
  readonly step: Map<number, number>;
  readonly dash: Map<number, number>;
  readonly quote: Map<"single" | "double", number>;
  readonly padding: Map<"" | " ", number>;
}

function add<T>(counts: Map<T, number>, value: T): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** The one that was counted most often; of several the first. */
function prevailing<T>(counts: ReadonlyMap<T, number>): T | undefined {
  let best: T | undefined;
  for (const [value, times] of counts) if (best === undefined || times > (counts.get(best) as number)) best = value;
  return best;
}

function count(source: string, node: Node, counts: Counts): void {
  if (node.kind === "alias") return;
  if (node.kind === "scalar") {
    if (node.style === "single" || node.style === "double") add(counts.quote, node.style);
    return;
  }
  if (node.style === "flow") countFlow(source, node, counts);
  else if (node.kind === "mapping") for (const entry of node.entries) countBelow(node.column, entry.value, counts);
  for (const child of node.kind === "mapping" ? node.entries : node.items) count(source, child.value, counts);
}

function countBelow(column: number, value: Node, counts: Counts): void {
  if ((value.kind !== "mapping" && value.kind !== "sequence") || value.style !== "block") return;
  const by = value.column - column;
  // A list may stand to the left of its key: `{{ if .x }}key:` with its items in column 0.
  if (value.kind === "sequence" && by >= 0) add(counts.dash, by);
  else if (value.kind === "mapping" && by > 0) add(counts.step, by);
}

function countFlow(source: string, node: Mapping | Sequence, counts: Counts): void {
  const first = node.kind === "mapping" ? node.entries[0]?.key : node.items[0]?.value;
  if (!first || first.start === node.start) return;
  const gap = source.slice(node.start + 1, first.start);
  if (gap.includes("\n")) {
    const by = indentation(source, first.start).length - indentation(source, node.start).length;
    if (by > 0) add(counts.step, by);
  } else if (node.kind === "mapping") add(counts.padding, gap === "" ? "" : " ");
}
