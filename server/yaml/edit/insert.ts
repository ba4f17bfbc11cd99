import type { Edit } from "../../text/edit.ts";
import { indentation, lineEnd, lineStart } from "../../text/line.ts";
import type { Json } from "../tree/json.ts";
import type { Mapping, Sequence } from "../tree/tree.ts";
import {
  childEnd,
  childrenOf,
  childStart,
  commentsIn,
  type EditContext,
  endOfComments,
  isBlank,
  isSimple,
  isUnterminated,
  lastLineEnd,
  linesText,
  type Outcome,
  renderStyleAt,
} from "./context.ts";
import { isAlwaysWritten, isClosed } from "./holes.ts";
import { entryLines, flowEntry, flowText, itemLines, type RenderStyle } from "./render.ts";
import type { Collection } from "./resolved-path.ts";
import { isJson } from "./style.ts";

/** Adds an entry behind the last one. */
export function insertEntry(context: EditContext, mapping: Mapping, key: string, value: Json): Outcome {
  if (mapping.style === "block") return insertLines(context, mapping, (renderStyle) => entryLines(key, value, renderStyle));
  return insertInFlow(context, mapping, (renderStyle, margin) => flowEntry(key, value, renderStyle, margin));
}

/** Adds an item behind the last one. A string among strings in quotes gets the same. */
export function insertItem(context: EditContext, sequence: Sequence, value: Json): Outcome {
  const quotes = typeof value === "string" ? quotesOfItems(sequence) : undefined;
  if (sequence.style === "block")
    return insertLines(context, sequence, (style) => itemLines(value, { ...style, quotes }, itemOffset(sequence)));
  return insertInFlow(context, sequence, (style, margin) => flowText(value, { ...style, quotes }, true, margin));
}

/** The quotes that all items are in. */
function quotesOfItems({ items }: Sequence): RenderStyle["quotes"] {
  const styles = new Set(items.map(({ value }) => (value.kind === "scalar" ? value.style : undefined)));
  const [style] = styles;
  return styles.size === 1 && (style === "single" || style === "double") ? style : undefined;
}

/** How far behind its dash the last item's mapping begins. */
function itemOffset(sequence: Sequence): number {
  const last = sequence.items.at(-1);
  return last?.value.kind === "mapping" && last.value.style === "block" && last.value.column > sequence.column
    ? last.value.column - sequence.column
    : 2;
}

/** Below the last line of a block collection. */
function insertLines(
  context: EditContext,
  collection: Collection,
  lines: (renderStyle: RenderStyle) => readonly string[],
): Outcome {
  const { source } = context;
  const children = childrenOf(collection);
  const first = children[0];
  const last = children.at(-1);
  if (!first || !last || !isSimple(context, last) || isUnterminated(context, last.value)) return undefined;
  const start = childStart(first);
  if (source.slice(lineStart(source, start), start).includes("\t")) return undefined;
  const at = endOfComments(context, lastLineEnd(context, last.value), collection.column);
  if (!isClosed(context, collection, at)) return insertAbove(context, collection, lines);
  return [insertion(at, linesText(context, lines(renderStyleAt(context, at, collection.column)), collection.column))];
}

/**
 * Above the last key of a template's mapping that is written in any case, where an action may add to what stands behind it. Comments above the key
 * stay with it.
 */
function insertAbove(
  context: EditContext,
  collection: Collection,
  lines: (renderStyle: RenderStyle) => readonly string[],
): Outcome {
  const { tree, source } = context;
  if (!tree.holes?.length || collection.open || collection.kind !== "mapping") return undefined;
  const last = collection.entries.findLast((entry) => {
    const { key } = entry;
    return isBlank(source.slice(lineStart(source, key.start), key.start)) && isAlwaysWritten(context, collection, entry);
  });
  if (!last) return undefined;
  let line = lineStart(source, last.key.start);
  for (let above = lineStart(source, line - 1); /^ *#/.test(source.slice(above, line)) && above < line; ) {
    line = above;
    above = lineStart(source, line - 1);
  }
  const at = lineEnd(source, lineStart(source, line - 1));
  if (line === 0 || (at < collection.start && collection.column === 0)) return undefined;
  return [insertion(at, linesText(context, lines({ ...context.style, literals: false }), collection.column))];
}

type FlowChild = (renderStyle: RenderStyle, margin: string | undefined) => string;

/** Before the closing brace or bracket, in the renderStyle of the last child. */
function insertInFlow(context: EditContext, collection: Collection, render: FlowChild): Outcome {
  const { source, style } = context;
  const close = collection.end - 1;
  const brackets = source.charAt(collection.start) + source.charAt(close);
  if (brackets !== "{}" && brackets !== "[]") return undefined; // `[a: 1]`, a mapping without braces
  if (!isClosed(context, collection, close)) return undefined;
  const renderStyle: RenderStyle = { ...style, json: style.json || (isJson(collection) && "line"), literals: false };
  const children = childrenOf(collection);
  const last = children.at(-1);
  if (!last) return fill(context, collection, renderStyle, render);
  if (last.value.kind === "scalar" && last.value.style === "empty") return undefined;
  const end = childEnd(last);
  const before = children.length > 1 ? childEnd(children.at(-2) as typeof last) : collection.start + 1;
  const comma = findComma(context, end, close);
  if (!source.slice(before, childStart(last)).includes("\n")) {
    const text = render(renderStyle, undefined);
    return comma < 0 ? [insertion(end, `, ${text}`)] : [insertion(comma + 1, ` ${text},`)];
  }
  const margin = source.slice(lineStart(source, childStart(last)), childStart(last));
  if (!isBlank(margin)) return undefined;
  const line = style.lineBreak + margin + render(renderStyle, margin);
  if (comma >= 0) return [insertion(Math.min(lineEnd(source, comma), close), `${line},`)];
  const at = close <= lineEnd(source, end) ? end : lineEnd(source, end);
  return at === end ? [insertion(end, `,${line}`)] : [insertion(end, ","), insertion(at, line)];
}

/** The first child of an empty flow collection. */
function fill(
  { source, style }: EditContext,
  { start, end, kind }: Collection,
  renderStyle: RenderStyle,
  render: FlowChild,
): Outcome {
  const inside = source.slice(start + 1, end - 1);
  if (!/^ *$/.test(inside)) return undefined;
  if (style.json === "lines") {
    const margin = indentation(source, start);
    const deeper = margin + " ".repeat(style.step);
    const newText = `${style.lineBreak}${deeper}${render(renderStyle, deeper)}${style.lineBreak}${margin}`;
    return [{ start: start + 1, end: end - 1, newText }];
  }
  const padding = inside === "" && kind === "mapping" ? style.padding : inside && " ";
  return [{ start: start + 1, end: end - 1, newText: padding + render(renderStyle, undefined) + padding }];
}

/** The comma behind the last child; -1 if there is none. */
function findComma(context: EditContext, from: number, to: number): number {
  let text = context.source.slice(from, to);
  for (const { start, end } of commentsIn(context, { start: from, end: to }))
    text = text.slice(0, start - from) + " ".repeat(end - start) + text.slice(end - from);
  const comma = text.indexOf(",");
  return comma < 0 ? -1 : from + comma;
}

function insertion(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}
