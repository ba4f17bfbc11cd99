import type { FileResult } from "../../server/lint/analysis/result.ts";
import { renderFix } from "../../server/lint/fix/fix.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";

/**
 * Applies the first fix of the first finding that has one; undefined if none has. Throws where a fix that a rule offers cannot be
 * rendered or changes nothing.
 */
export function fixFirst({ text, findings }: FileResult): string | undefined {
  for (const finding of findings) {
    const span = cut(text)[finding.slice];
    const [fix] = finding.fixes;
    if (!span || !fix) continue;
    const edits = renderFix(parse(text, span.start, span.end), fix);
    if (!edits) throw new Error(`"${fix.title}" cannot be rendered: ${finding.message}`);
    const next = text.slice(0, span.start) + applyEdits(text.slice(span.start, span.end), edits) + text.slice(span.end);
    if (next === text) throw new Error(`"${fix.title}" changes nothing: ${finding.message}`);
    return next;
  }
  return undefined;
}

/** Applies first fixes one after the other until no finding has one. Throws if that does not come to an end. */
export function fixAll(text: string, lint: (text: string) => FileResult): string {
  let current = text;
  for (let round = 0; round < 200; round++) {
    const next = fixFirst(lint(current));
    if (next === undefined) return current;
    current = next;
  }
  throw new Error("fixing does not come to an end");
}
