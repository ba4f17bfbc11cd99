import type { PlacedFinding } from "../lint/result.ts";
import type { Report, Reporter, ReportFile } from "./report.ts";
import { ruleUrl } from "./rule-url.ts";
import { summarise } from "./summary.ts";

/** The version of the format: it grows when a field changes its meaning or goes away. */
const VERSION = 1;

/** For programs: the documented contract, with fixes as edits in the file's original offsets. */
export const json: Reporter = (report) => {
  const url = ruleUrl(report.rules);
  const finding = (file: ReportFile, found: PlacedFinding) => findingJson(report, file, found, url(found.rule));
  const findings = report.files.flatMap((file) => file.result.findings.map((found) => finding(file, found)));
  const value = {
    version: VERSION,
    summary: summarise(report), // after the findings, which say what can be fixed
    findings,
    suppressed: report.files.flatMap((file) =>
      file.result.suppressed.map(({ finding: found, by }) => ({
        ...finding(file, found),
        by: { kind: by.kind, reason: by.reason ?? null },
      })),
    ),
    unchecked: report.files.flatMap(({ path, result }) => result.unchecked.map(({ reason }) => ({ file: path, reason }))),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
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
    })),
    fingerprint: finding.fingerprint,
  };
}
