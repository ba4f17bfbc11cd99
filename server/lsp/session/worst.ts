import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { type Finding, rank } from "../../lint/rule/finding.ts";
import { SOURCE } from "../protocol/convert.ts";
import { LEFT_OUT_CODE } from "../protocol/messages.ts";

/** Nobody reads more in one file, and editors grow slow. */
const MOST_FINDINGS = 1000;

/** The findings that are shown of a file: the gravest, in the order of the text. */
export function worst<F extends Finding>(findings: readonly F[]): readonly F[] {
  if (findings.length <= MOST_FINDINGS) return findings;
  const kept = new Set(findings.toSorted((a, b) => rank(b.severity) - rank(a.severity)).slice(0, MOST_FINDINGS));
  return findings.filter((finding) => kept.has(finding));
}

/** What says that there are more, in the first line of the file. */
export function leftOut(findings: readonly Finding[]): readonly Diagnostic[] {
  if (findings.length <= MOST_FINDINGS) return [];
  const start = { line: 0, character: 0 };
  return [
    {
      range: { start, end: start },
      severity: DiagnosticSeverity.Information,
      source: SOURCE,
      code: LEFT_OUT_CODE,
      message: `This file has ${findings.length} findings; the gravest ${MOST_FINDINGS} are shown. "plimsoll lint" lists them all.`,
    },
  ];
}
