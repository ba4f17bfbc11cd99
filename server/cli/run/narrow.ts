import { pathOf } from "../../disk/paths.ts";
import type { FileResult } from "../../lint/analysis/result.ts";
import { lineStarts, positionAt } from "../../text/lines.ts";
import type { ChangedLines } from "./changed-lines.ts";

/** The result with the findings on changed lines. */
export function onlyChanged(result: FileResult, changed: ChangedLines): FileResult {
  const starts = lineStarts(result.text);
  const path = pathOf(result.uri);
  const isNew = (offset: number) => changed.has(path, positionAt(starts, offset).line + 1);
  return {
    ...result,
    findings: result.findings.filter(({ span }) => isNew(span.start)),
    suppressed: result.suppressed.filter(({ finding }) => isNew(finding.span.start)),
  };
}

/** The result without warnings and information. */
export function onlyErrors(result: FileResult): FileResult {
  return { ...result, findings: result.findings.filter(({ severity }) => severity === "error") };
}
