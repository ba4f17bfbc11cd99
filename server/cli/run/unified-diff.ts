import { oneLine } from "../../report/plain.ts";
import { type LineEdit, lineEdits } from "../../text/line-edits.ts";

/** How many unchanged lines stand around a change. */
const CONTEXT = 3;

/** The change of a file as `git apply` and `patch -p1` read it; empty if there is none. The path has forward slashes. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const edits = lineEdits(linesOf(before), linesOf(after));
  const name = oneLine(path);
  return [`--- a/${name}\n`, `+++ b/${name}\n`, ...hunks(edits).map((hunk) => hunkText(edits, hunk))].join("");
}

/** Lines with their line breaks: the last one may lack it. */
function linesOf(text: string): readonly string[] {
  return text === "" ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

function hunks(edits: readonly LineEdit[]): readonly Hunk[] {
  const found: Hunk[] = [];
  edits.forEach(({ kind }, i) => {
    if (kind === " ") return;
    const last = found.at(-1);
    const end = Math.min(edits.length, i + 1 + CONTEXT);
    if (last && i - CONTEXT <= last.end) found[found.length - 1] = { start: last.start, end };
    else found.push({ start: Math.max(0, i - CONTEXT), end });
  });
  return found;
}

function hunkText(edits: readonly LineEdit[], { start, end }: Hunk): string {
  const count = (from: number, to: number, absent: LineEdit["kind"]) =>
    edits.slice(from, to).filter(({ kind }) => kind !== absent).length;
  const range = (absent: LineEdit["kind"]) => {
    const length = count(start, end, absent);
    return `${count(0, start, absent) + (length > 0 ? 1 : 0)},${length}`;
  };
  const lines = edits
    .slice(start, end)
    .map(({ kind, line }) => (line.endsWith("\n") ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`));
  return `@@ -${range("+")} +${range("-")} @@\n${lines.join("")}`;
}
