import type { Edit } from "../../text/edit.ts";
import { beforeBreak, lineEnd, lineStart, nextLine } from "../../text/line.ts";
import { recently } from "../../text/recent.ts";
import type { Span } from "../../text/span.ts";
import { Field } from "../tree/field.ts";
import type { Comment, Entry, Item, Node, Scalar, Tree } from "../tree/tree.ts";
import { indent, type RenderStyle } from "./render.ts";
import type { Collection } from "./resolved-path.ts";
import { type Style, styleOf } from "./style.ts";

/** A document that is about to be edited. Offsets are relative to the slice. */
export interface EditContext {
  readonly tree: Tree;
  /** The slice's own text. */
  readonly source: string;
  /** The document's root: what one operation looked up serves the next. */
  readonly root: Field;
  readonly style: Style;
  readonly hasHiddenBreak: boolean;
}

/** A line break that editors do not show (YAML 1.1: CR alone, NEL, LS, PS). Edits count lines as editors do, so none is made around one. */
const HIDDEN_BREAK = /\r(?!\n)|[\u0085\u2028\u2029]/;

/** The context of a tree: a document has many fixes. */
export const editContextOf = recently((tree: Tree): EditContext => {
  const source = tree.text.slice(tree.from, tree.to);
  return { tree, source, root: Field.root(tree), style: styleOf(tree), hasHiddenBreak: HIDDEN_BREAK.test(source) };
});

/** What an operation comes to: edits, or undefined where it cannot be done exactly. */
export type Outcome = readonly Edit[] | undefined;

/** The comments that touch the span. */
export function commentsIn({ tree }: EditContext, span: Span): readonly Comment[] {
  return tree.comments.filter((comment) => comment.start < span.end && comment.end > span.start);
}

/** Whether the comment has its line for itself. */
export function standsAlone({ source }: EditContext, comment: Comment): boolean {
  return isBlank(source.slice(lineStart(source, comment.start), comment.start));
}

/** Nothing but spaces (a byte order mark has no width). */
export function isBlank(text: string): boolean {
  return /^\uFEFF? *$/.test(text);
}

/** Whether nothing but the dashes of list items stands in this beginning of a line. */
export function isDashes(text: string): boolean {
  return /^\uFEFF? *(- +)+$/.test(text);
}

export function isBlockScalar(node: Node): node is Scalar {
  return node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}

/** The node in which a block node ends. */
export function lastLeaf(node: Node): Node {
  // A broken line may leave a collection without children.
  const last = node.kind === "mapping" ? node.entries.at(-1) : node.kind === "sequence" ? node.items.at(-1) : undefined;
  return last && "style" in node && node.style === "block" ? lastLeaf(last.value) : node;
}

/** Where a block node's last line ends, before its line break; a comment behind the node is on that line. */
export function lastLineEnd({ source }: EditContext, node: Node): number {
  const leaf = lastLeaf(node);
  return isBlockScalar(leaf) ? Math.max(lineEnd(source, leaf.start), beforeBreak(source, leaf.end)) : lineEnd(source, leaf.end);
}

/** Where the comments end that stand directly below and further to the right than a column: they are about what ends at `end`. */
export function endOfComments({ source }: EditContext, end: number, column: number): number {
  let last = end;
  for (let next = nextLine(source, last); next < source.length; next = nextLine(source, next)) {
    const line = source.slice(next, lineEnd(source, next));
    const at = line.search(/\S|$/);
    if (line[at] !== "#" || at <= column) break;
    last = beforeBreak(source, nextLine(source, next));
  }
  return last;
}

/** Whether new lines behind the node would change it: a block scalar keeps its last line break only where it has one. */
export function isUnterminated({ source }: EditContext, node: Node): boolean {
  const leaf = lastLeaf(node);
  if (!isBlockScalar(leaf) || leaf.end < source.length || source.endsWith("\n")) return false;
  return !/^[|>]\d*-/.test(source.slice(leaf.start));
}

/** Where the children of a collection begin: keys, dashes, or values between brackets. */
export function childStart(child: Entry | Item): number {
  if ("key" in child) return child.key.start;
  return child.dash < 0 ? child.value.start : child.dash;
}

/** Where a child of a flow collection ends. */
export function childEnd(child: Entry | Item): number {
  return "key" in child ? Math.max(child.key.end, child.value.end) : child.value.end;
}

export function childrenOf(collection: Collection): readonly (Entry | Item)[] {
  return collection.kind === "mapping" ? collection.entries : collection.items;
}

/** Whether a key and its `:` stand side by side; not so with `? key`. */
export function isSimple({ source }: EditContext, child: Entry | Item): boolean {
  if (!("key" in child)) return true;
  const before = source.slice(lineStart(source, child.key.start), child.key.start);
  return /^[ \t]*$/.test(source.slice(child.key.end, child.colon)) && child.colon >= 0 && !/(^|\s)\?\s/.test(before);
}

/** Lines to be put behind the end of a line, indented by `column`. */
export function linesText({ style }: EditContext, lines: readonly string[], column: number): string {
  return indent(lines, column)
    .map((line) => style.lineBreak + line)
    .join("");
}

/** How to write behind the end of a line, below a key or dash in `column`. */
export function renderStyleAt(context: EditContext, at: number, column: number): RenderStyle {
  // At the text's end a literal block would lose its last line break.
  const next = nextLine(context.source, at);
  return { ...context.style, literals: next > lineEnd(context.source, at) && !isSwallowed(context, next, column, false) };
}

/** Whether the lines at the offset would be read into a block scalar that ends above them and whose key stands in `column`. */
export function isSwallowed({ source }: EditContext, at: number, column: number, keepsBlankLines: boolean): boolean {
  for (let next = at; next < source.length; next = nextLine(source, next)) {
    const line = source.slice(next, lineEnd(source, next));
    if (line !== "") return line.trim() === "" || (/^ *#/.test(line) && line.indexOf("#") > column);
    if (keepsBlankLines) return true;
  }
  return false;
}
