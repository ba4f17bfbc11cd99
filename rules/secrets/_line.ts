import type { Field, Place } from "../../server/api.ts";

/** A line of a text and where it stands. */
export interface Line {
  readonly text: string;
  readonly at: Place;
}

/** Whether the field's lines stand in the text as they are: a literal or folded block of its own. */
function isBlock({ node, origin }: Field): boolean {
  return origin === "own" && node?.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}

/** The lines of a block scalar, each with its place; any other value as a whole, at itself. */
export function linesOf(field: Field): readonly Line[] {
  const { node, raw, path } = field;
  if (typeof raw !== "string" || node?.kind !== "scalar") return [];
  if (!isBlock(field)) return raw.split("\n").map((text) => ({ text: text.trim(), at: field }));
  const found: Line[] = [];
  let start = node.start;
  for (const line of node.source.split("\n")) {
    const text = line.trim();
    const from = start + (line.length - line.trimStart().length);
    if (start !== node.start && text !== "") found.push({ text, at: { path, site: { start: from, end: from + text.length } } });
    start += line.length + 1;
  }
  return found;
}

/** The place of an offset in the field's text: the line of a block scalar, any other value as a whole. */
export function placeAt(field: Field, index: number): Place {
  const { node, raw } = field;
  if (!isBlock(field) || node?.kind !== "scalar" || typeof raw !== "string") return field;
  const number = raw.slice(0, index).split("\n").length - 1;
  const text = raw.split("\n")[number]?.trim() ?? "";
  return linesOf(field).find((line) => line.text.includes(text))?.at ?? field;
}
