import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { SEVERITIES, type Severity } from "../../lint/rule/finding.ts";
import { counted, type Format, type Report, type ReportFile, type RunSummary } from "../report.ts";
import { asText, code, table } from "./markdown-table.ts";

/** A job summary is read by people: as many findings as they look at. The counts say how many there are. */
const MOST_FINDINGS = 200;

/** For job summaries and comments: the verdict, the counts, the gravest findings first. */
export const markdown: Format = (report) => {
  const gravest: Readonly<Record<Severity, string[]>> = { error: [], warning: [], info: [] };
  const skipped: string[] = [];
  return {
    file(file) {
      for (const finding of file.result.findings) {
        const rows = gravest[finding.severity];
        if (rows.length < MOST_FINDINGS) rows.push(rowOf(file, finding));
      }
      if (report.listUnchecked)
        for (const { reason } of file.result.unchecked) skipped.push(`| ${code(file.path)} | ${reason} |`);
      return [];
    },
    end(summary) {
      const rows = SEVERITIES.flatMap((severity) => gravest[severity]).slice(0, MOST_FINDINGS);
      return [page(report, summary, rows, skipped)];
    },
  };
};

function page(report: Report, summary: RunSummary, rows: readonly string[], skipped: readonly string[]): string {
  const { counts, statistics, verdict } = summary;
  const { files, resources, error, warning, info, fixable, suppressed, baselined, unchecked } = counts;
  const left = error + warning + info - rows.length;
  const perRule = report.statistics ? statistics.rows.map(([rule, count]) => `| ${code(rule)} | ${count} |`) : [];
  const { failed, reason } = verdict;
  const paragraphs = [
    `## Plimsoll: ${failed ? "failed" : "passed"}`,
    asText(reason),
    `${counted(files, "file")}, ${counted(resources, "resource")}: **${counted(error, "error")}, ${counted(warning, "warning")}, ${info} info**; ${fixable} fixable, ${suppressed} suppressed, ${baselined} baselined, ${unchecked} unchecked.`,
    table(["Severity", "Place", "Message", "Rule"], rows),
    left > 0 ? `And ${counted(left, "finding")} more.` : "",
    table(["Rule", "Findings"], perRule),
    table(["Not, or not fully, checked", "Reason"], skipped),
  ];
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

function rowOf(file: ReportFile, { span, severity, message, rule }: PlacedFinding): string {
  const { line, column } = file.point(span.start);
  return `| ${severity} | ${code(`${file.path}:${line}:${column}`)} | ${asText(message)} | ${code(rule)} |`;
}
