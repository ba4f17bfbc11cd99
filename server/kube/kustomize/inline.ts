import type { Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";

/**
 * The documents of a patch that stands inside a kustomization, as a block scalar or as any other string. In a literal block they are read
 * where they stand, indented as they are: `tree.from` is then absolute in the file's text and every offset is true. In any other string
 * (quoted, folded) only the whole has a place: the trees are of the string's own text, and `at` is where the string stands.
 */
export interface Inline {
  readonly trees: readonly Tree[];
  /** The span of the string in the file, if the trees' offsets are not those of the file. */
  readonly at: Span | undefined;
}

export function inlineDocuments(field: Field): Inline {
  const node = field.node;
  const text = field.raw;
  if (node?.kind !== "scalar" || typeof text !== "string") return { trees: [], at: undefined };
  const { tree } = field;
  const start = tree.from + node.start;
  const end = tree.from + node.end;
  if (node.style !== "literal") {
    const trees = cutIndented(text, 0, text.length).map((part) => parse(text, part.start, part.end));
    return { trees, at: { start, end } };
  }
  const body = tree.text.indexOf("\n", start) + 1;
  if (body <= start || body > end) return { trees: [], at: undefined };
  // Where the outer block drops its last line break (`|-`), an inner one at its end has none either.
  const last = text.endsWith("\n") ? end : body + tree.text.slice(body, end).trimEnd().length;
  return { trees: cutIndented(tree.text, body, last).map((part) => parse(tree.text, part.start, part.end)), at: undefined };
}

/** Cuts at lines that hold nothing but `---`, wherever they are indented. The lines themselves belong to no part. */
function cutIndented(text: string, from: number, to: number): readonly Span[] {
  const parts: Span[] = [];
  let start = from;
  for (const { index, 0: line } of text.slice(from, to).matchAll(/^[ \t]*---[ \t\r]*$/gm)) {
    parts.push({ start, end: from + index });
    start = Math.min(to, from + index + line.length + 1);
  }
  parts.push({ start, end: to });
  return parts.filter((part) => text.slice(part.start, part.end).trim() !== "");
}
