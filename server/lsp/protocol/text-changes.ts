import { type Edit, trimEdit } from "../../text/edit.ts";
import { lineEdits } from "../../text/line-edits.ts";

/** The edits that make `after` of `before`: one for each run of changed lines, without what such a run has in common at its ends. */
export function textChanges(before: string, after: string): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let run: { start: number; end: number; newText: string } | undefined;
  const flush = () => {
    const edit = run && trimEdit(before, run);
    if (edit) edits.push(edit);
    run = undefined;
  };
  for (const { kind, line } of lineEdits(linesOf(before), linesOf(after))) {
    if (kind === " ") {
      flush();
      at += line.length;
      continue;
    }
    run ??= { start: at, end: at, newText: "" };
    if (kind === "+") run.newText += line;
    else run.end = at += line.length;
  }
  flush();
  return edits;
}

/** The lines of a text with their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
