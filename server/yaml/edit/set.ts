import type { Edit } from "../../text/edit.ts";
import { beforeBreak, lineEnd } from "../../text/line.ts";
import type { Span } from "../../text/span.ts";
import { equals, isNull } from "../tree/equals.ts";
import type { Path } from "../tree/field.ts";
import type { Json } from "../tree/json.ts";
import type { Node } from "../tree/tree.ts";
import {
  childrenOf,
  childStart,
  commentsIn,
  type EditContext,
  isBlockScalar,
  isSimple,
  lastLineEnd,
  linesText,
  type Outcome,
  renderStyleAt,
} from "./context.ts";
import { insertEntry } from "./insert.ts";
import { entryValue, flowText, itemValue, type Rendered, type RenderStyle } from "./render.ts";
import { type Collection, follow, type Held, isBranched, isMerged, isRepeated, type Step } from "./resolved-path.ts";
import { isJson } from "./style.ts";

/** Sets the value at a place. What is missing on the way is created; an empty value (`key:`, `key: ~`) may become a mapping. */
export function setValue(context: EditContext, path: Path, value: Json): Outcome {
  const { tree } = context;
  if (equals(context.root.at(...path), value)) return [];
  const resolved = follow(tree, path);
  if (!resolved || isBranched(tree, resolved)) return undefined;
  const { steps, rest } = resolved;
  const { node, held } = steps.at(-1) as Step;
  const [key, ...below] = rest;
  if (key === undefined) return held && replace(context, node, held, value);
  const nested = nest(below, value);
  if (nested === undefined || !isKey(key)) return undefined;
  if (node.kind === "mapping") {
    // An own entry hides the whole merged one: no harm where it is the value itself, but not on the way.
    if (below.length > 0 && isMerged(node, key)) return undefined;
    if (held && isEmptyInBlock(context, node, held)) return replace(context, node, held, { [key]: nested });
    return insertEntry(context, node, key, nested);
  }
  return held && isNull(node) ? replace(context, node, held, { [key]: nested }) : undefined;
}

/** Whether a collection is a bare `{}` or `[]` in a block: what is put into it is written as the block around it is, and as those beside it. */
export function isEmptyInBlock({ source, style }: EditContext, { start, end }: Node, { owner }: Held): boolean {
  if (owner.style !== "block" || style.json || !/^(?:\{ *\}|\[ *\])$/.test(source.slice(start, end))) return false;
  return !childrenOf(owner).some(({ value }) => isFlow(value) && childrenOf(value).length > 0);
}

function isFlow(node: Node): node is Collection {
  return (node.kind === "mapping" || node.kind === "sequence") && node.style === "flow";
}

/** The value inside new mappings; undefined where the path has an index, which cannot be created. */
function nest(path: Path, value: Json): Json | undefined {
  return path.every(isKey) ? path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) : undefined;
}

/** A name that can stand before a `:` (at most 1024 characters, YAML 1.2.2, section 7.4.2) and means nothing else. */
function isKey(segment: string | number): segment is string {
  return typeof segment === "string" && segment !== "<<" && segment.length <= 1000;
}

/** Puts another value in the place of a node. */
export function replace(context: EditContext, old: Node, held: Held, value: Json): Outcome {
  if (old.kind !== "alias" && (old.tag !== undefined || isRepeated(context.tree, old))) return undefined;
  return held.owner.style === "flow" ? replaceInFlow(context, old, held, value) : replaceInBlock(context, old, held, value);
}

function replaceInFlow(context: EditContext, old: Node, { holder, owner }: Held, value: Json): Outcome {
  const { style, source } = context;
  if (commentsIn(context, old).length > 0) return undefined;
  const json = style.json || (isJson(owner) && "line");
  const renderStyle: RenderStyle = { ...style, json, quotes: quotesOf(old, value), literals: false };
  const text = flowText(value, renderStyle, true, lineMargin(source, "key" in holder ? holder.key.start : old.start));
  if (old.start < old.end) return [{ start: old.start, end: old.end, newText: text }];
  return [{ start: old.start, end: old.end, newText: "key" in holder && holder.colon < 0 ? `: ${text}` : ` ${text}` }];
}

/** The indentation of a line whose first content stands at the offset. */
function lineMargin(source: string, at: number): string | undefined {
  return /(?:^|\n)( *)$/.exec(source.slice(0, at))?.[1];
}

function replaceInBlock(context: EditContext, old: Node, { holder, owner }: Held, value: Json): Outcome {
  if (!isSimple(context, holder)) return undefined;
  const extent = extentOf(context, old, "key" in holder ? holder.colon : holder.dash);
  if (!extent) return undefined;
  const { head, tail } = extent;
  const renderStyle: RenderStyle = { ...renderStyleAt(context, tail.end, owner.column), quotes: quotesOf(old, value) };
  const offset = head.start < head.end ? head.start - childStart(holder) : undefined;
  const rendered = "key" in holder ? entryValue(value, renderStyle) : itemValue(value, renderStyle, offset);
  // `- &x key: 1` would give the anchor to the key, and `- &x - 1` is no YAML.
  if (!("key" in holder) && isAnchored(old) && !isScalar(value)) return undefined;
  const edit = headEdit(context, head, rendered);
  return edit && [edit, { ...tail, newText: linesText(context, rendered.body, owner.column) }];
}

function isScalar(value: Json): boolean {
  return typeof value !== "object" || value === null || Object.keys(value).length === 0;
}

function isAnchored(node: Node): boolean {
  return node.kind !== "alias" && node.anchor !== undefined;
}

/** What of an old value is replaced on the line of its `:` or `-`, and which lines below. */
interface Extent {
  readonly head: Span;
  readonly tail: Span;
}

/** Undefined where a comment would be lost. */
function extentOf(context: EditContext, old: Node, mark: number): Extent | undefined {
  const { source } = context;
  if (isBlockScalar(old)) {
    const end = lineEnd(source, old.start);
    const head = { start: old.start, end: contentEnd(context, old.start) };
    return { head, tail: { start: end, end: Math.max(end, beforeBreak(source, old.end)) } };
  }
  const end = lastLineEnd(context, old);
  if (isBlockCollection(old) && source.slice(mark, old.start).includes("\n")) {
    const tail = { start: lineEnd(source, mark), end };
    const at = contentEnd(context, mark);
    return commentsIn(context, tail).length > 0 ? undefined : { head: { start: at, end: at }, tail };
  }
  const head = { start: old.start, end: beforeBreak(source, old.end) };
  return commentsIn(context, head).length > 0 ? undefined : { head, tail: { start: end, end } };
}

function isBlockCollection(node: Node): boolean {
  return (node.kind === "mapping" || node.kind === "sequence") && node.style === "block";
}

/** Where the content of the offset's line ends, before the blanks and the comment behind it. */
function contentEnd(context: EditContext, at: number): number {
  const end = lineEnd(context.source, at);
  const comment = commentsIn(context, { start: at, end })[0];
  return context.source.slice(0, comment?.start ?? end).trimEnd().length;
}

function headEdit({ source }: EditContext, head: Span, { head: text, body }: Rendered): Edit | undefined {
  const before = source.slice(0, head.start);
  const blanks = before.length - before.trimEnd().length;
  // A value on the line below its key stays there; but lines can only begin on the key's own line.
  if (body.length > 0 && before.slice(before.length - blanks).includes("\n")) return undefined;
  if (text === "") return { start: head.start - blanks, end: head.end, newText: "" };
  return { ...head, newText: head.start === head.end ? ` ${text}` : text };
}

/** A string keeps the quotes of the string that it replaces. */
function quotesOf(old: Node, value: Json): RenderStyle["quotes"] {
  if (typeof value !== "string" || old.kind !== "scalar") return undefined;
  return old.style === "single" || old.style === "double" ? old.style : undefined;
}
