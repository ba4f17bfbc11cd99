import { lineEnd, lineStart } from "../../text/line.ts";
import type { Span } from "../../text/span.ts";
import type { Node, Tree } from "../../yaml/tree/tree.ts";

/** The line of an offset, without its break. Offsets count from the start of the source, which is that of one slice. */
export function lineOf(source: string, at: number): Span {
  return { start: lineStart(source, at), end: lineEnd(source, at) };
}

/**
 * What a comment that ends at `from` speaks of when it stands above something: the next line, and all of the node that begins there (a key
 * with its value, an item of a sequence). Undefined if nothing follows.
 */
export function targetBelow(tree: Tree, source: string, from: number): Span | undefined {
  const node = tree.root && firstNodeFrom(tree.root, from);
  const start = node?.start ?? nextContent(source, from);
  if (start === undefined) return undefined;
  const line = lineOf(source, start);
  return { start: Math.max(line.start, from), end: Math.max(line.end, node?.end ?? 0) };
}

/** The first node that begins at the offset or behind it, the outermost of those that begin there. */
export function firstNodeFrom(node: Node, from: number): Span | undefined {
  if (node.start >= from && (node.kind === "scalar" || node.kind === "alias" || node.style === "flow")) return node;
  if (node.kind === "mapping")
    for (const { key, value } of node.entries) {
      if (key.start >= from) return { start: key.start, end: Math.max(key.end, value.end) };
      const found = value.end > from ? firstNodeFrom(value, from) : undefined;
      if (found) return found;
    }
  if (node.kind === "sequence")
    for (const { dash, value } of node.items) {
      const start = dash < 0 ? value.start : dash;
      if (start >= from) return { start, end: Math.max(start + 1, value.end) };
      const found = value.end > from ? firstNodeFrom(value, from) : undefined;
      if (found) return found;
    }
  return undefined;
}

/** The next line below that has more than a comment, for what could not be read as YAML. */
function nextContent(source: string, from: number): number | undefined {
  for (let at = source.indexOf("\n", from); at >= 0; at = source.indexOf("\n", at + 1)) {
    const text = source.slice(at + 1, lineEnd(source, at + 1));
    const content = text.search(/\S/);
    if (content >= 0 && text[content] !== "#") return at + 1 + content;
  }
  return undefined;
}
