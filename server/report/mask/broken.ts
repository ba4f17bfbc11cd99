import type { Span } from "../../text/span.ts";
import { isValueAsKey } from "./values.ts";

/** Keys whose values say what a document is. */
const STRUCTURE = /^["']?(?:apiVersion|kind|name|namespace|type|metadata|labels|spec|containers|image|data|stringData|env)["']?$/;
/** Indentation and dashes. */
const DASHES = /^\s*(?:-\s+)*/;
/** A key behind them, with its colon. No key is longer; each line is read once. */
const KEY = /([^\s#][^:\n]{0,1023}):(?=\s|$)/y;

/**
 * What stands in the lines of a document that cannot be read: everything but keys and what says what the document is. An unclosed quote, a tab or a
 * duplicate may have made a key, a comment or a name of what belongs to a value. Absolute.
 */
export function linesOfBroken(text: string, from: number, to: number): readonly Span[] {
  const spans: Span[] = [];
  let start = from;
  for (const line of text.slice(from, to).split("\n")) {
    const dashes = DASHES.exec(line)?.[0].length ?? 0;
    KEY.lastIndex = dashes;
    const found = KEY.exec(line);
    const key = found && isKey(found[1] ?? "") ? found : null;
    const begin = dashes + (key?.[0].length ?? 0);
    const end = line.trimEnd().length;
    const says = key !== null && STRUCTURE.test((key[1] ?? "").trimEnd()) && isWord(line.slice(begin, end));
    if (end > begin && !says && !/^\s*(?:---|\.\.\.)\s*$/.test(line)) spans.push({ start: start + begin, end: start + end });
    start += line.length + 1;
  }
  return spans;
}

/** Whether what stands before a colon is a key as people write one: it may be a value as well, or a piece of one. */
function isKey(text: string): boolean {
  return /^["']?[A-Za-z_$.<][\w./$<-]*["']?\s*$/.test(text) && !isValueAsKey(text.trim());
}

/** Whether a value is one plain word of a name: nothing that is quoted, generated, or goes on. */
function isWord(value: string): boolean {
  return /^\s*[a-z][a-z0-9./:-]{0,62}\s*$/i.test(value) && !/\d[a-z]+\d|[A-Z][a-z]*\d/.test(value);
}
