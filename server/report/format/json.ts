import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { ruleUrl } from "../page/rule-url.ts";
import type { Format, Report, ReportFile } from "../report.ts";
import { indented, listed } from "./json-text.ts";

/** The version of the format: it grows when a field changes its meaning or goes away. */
const VERSION = 1;

/** For programs: the documented contract, with fixes as edits in the file's original offsets. */
export const json: Format = (report) => {
  const url = ruleUrl(report.rules);
  const findings: string[] = [];
  const suppressed: string[] = [];
  const unchecked: { readonly file: string; readonly reason: string }[] = [];
  return {
    file(file) {
      const finding = (found: PlacedFinding) => findingJson(report, file, found, url(found.rule));
      for (const found of file.result.findings) findings.push(indented(finding(found), 2));
      for (const { finding: found, by } of file.result.suppressed)
        suppressed.push(indented({ ...finding(found), by: { kind: by.kind, reason: by.reason ?? null } }, 2));
      for (const { reason } of file.result.unchecked) unchecked.push({ file: file.path, reason });
      return [];
    },
    *end({ counts }) {
      yield `{\n  "version": ${VERSION},\n  "summary": ${indented(counts, 1)},\n  "findings": `;
      yield* listed(findings, 1);
      yield ',\n  "suppressed": ';
      yield* listed(suppressed, 1);
      yield `,\n  "unchecked": ${indented(unchecked, 1)}\n}\n`;
    },
  };
};

function findingJson(report: Report, file: ReportFile, finding: PlacedFinding, url: string | null) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    url,
    file: file.path,
    range: file.range(finding.span),
    resource: finding.resource ?? null,
    container: finding.container ?? null,
    path: finding.path,
    related: finding.related.flatMap(({ uri, span, message }) => {
      const other = report.file(uri ?? finding.uri);
      return other ? [{ file: other.path, range: other.range(span), message }] : [];
    }),
    fixes: file.fixes(finding).map((fix) => ({
      title: fix.title,
      class: fix.class,
      edits: fix.edits.map(({ start, end, newText }) => ({ start, end, newText })),
      ...(fix.manual ? { manual: true } : {}),
      ...(fix.withheld ? { withheld: true } : {}),
    })),
    fingerprint: finding.fingerprint,
  };
}
