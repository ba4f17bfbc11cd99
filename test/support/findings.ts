import type { FileResult, PlacedFinding } from "../../server/lint/analysis/result.ts";
import { renderFix } from "../../server/lint/fix/fix.ts";
import type { Fix } from "../../server/lint/rule/finding.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { lineEdits } from "../../server/text/line-edits.ts";
import { lineStarts, positionAt } from "../../server/text/lines.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import type { Case } from "./sample.ts";

/**
 * What a user sees of the findings of a case, to be read and compared: for each its place (line and column from 1), severity and message, the
 * other places that explain it, and every fix that is offered with the lines it takes and puts.
 */
export function describeFindings({ title }: Case, result: FileResult): string {
  const lines = result.findings.flatMap((finding) => [
    `${placeOf(finding.span.start, result)}-${placeOf(finding.span.end, result)} ${finding.severity}: ${finding.message}`,
    ...finding.related.map(
      ({ message, span, uri }) => `  ${uri && uri !== result.uri ? uri : placeOf(span.start, result)}: ${message}`,
    ),
    ...finding.fixes.flatMap((fix) => [
      `  ${fix.manual ? "manual" : fix.class}: ${fix.title}`,
      ...changedLines(fix, finding, result),
    ]),
  ]);
  return `${[title, ...lines.map((line) => `  ${line}`.trimEnd())].join("\n")}\n`;
}

function placeOf(offset: number, { text }: FileResult): string {
  const { line, character } = positionAt(lineStarts(text), offset);
  return `${line + 1}:${character + 1}`;
}

function changedLines(fix: Fix, { slice }: PlacedFinding, { text }: FileResult): readonly string[] {
  const span = cut(text)[slice];
  if (!span) return [];
  const before = text.slice(span.start, span.end);
  const edits = renderFix(parse(text, span.start, span.end), fix);
  if (!edits) return ["    cannot be rendered"];
  return lineEdits(before.split("\n"), applyEdits(before, edits).split("\n"))
    .filter(({ kind }) => kind !== " ")
    .map(({ kind, line }) => `    ${kind} ${line}`);
}
