import type { PlacedFinding } from "../lint/result.ts";
import { type Paint, paint } from "./ansi.ts";
import { covered, frame } from "./frame.ts";
import { oneLine } from "./plain.ts";
import { counted, type Report, type Reporter, type ReportFile } from "./report.ts";
import { statistics, summarise } from "./summary.ts";

/** For people: findings by file, each with its line of source, related places and fixes, then the counts. */
export const text: Reporter = (report, style) => {
  const colors = paint(style.color);
  const secrets = new Set(report.rules.filter((rule) => rule.confidential).map(({ id }) => id));
  const blocks = report.files
    .filter((file) => file.result.findings.length > 0)
    .map((file) => [
      colors.bold(oneLine(file.path)),
      ...file.result.findings.flatMap((finding) => findingLines(report, file, finding, secrets.has(finding.rule), colors)),
    ]);
  if (report.statistics) blocks.push(statisticsLines(report));
  if (report.listUnchecked) blocks.push(uncheckedLines(report, colors));
  blocks.push(summaryLines(report, colors));
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
};

function findingLines(report: Report, file: ReportFile, finding: PlacedFinding, isSecret: boolean, colors: Paint): string[] {
  const { start, end } = file.range(finding.span);
  const place = `${start.line}:${start.column}`;
  const line = file.line(start.line);
  const shown = isSecret ? covered(line, start.column - 1, end.column - 1) : line;
  const { source, marks } = frame(shown, start.column - 1, end.column - 1);
  const gutter = " ".repeat(Math.max(6, String(start.line).length + 2));
  const severity = colors.severity(finding.severity, finding.severity.padEnd(7));
  return [
    `  ${place.padEnd(7)} ${severity}  ${oneLine(finding.message)}  ${colors.dim(finding.rule)}`,
    `${colors.dim(`${String(start.line).padStart(gutter.length)} |`)} ${source}`,
    `${gutter} ${colors.dim("|")} ${colors.severity(finding.severity, marks)}`,
    ...finding.related.map((related) => {
      const other = report.file(related.uri ?? finding.uri);
      const at = other?.range(related.span).start;
      const where = other && at ? `${oneLine(other.path)}:${at.line}:${at.column}` : report.path(related.uri ?? finding.uri);
      return `${gutter} ${colors.dim(`= see ${where}:`)} ${oneLine(related.message)}`;
    }),
    ...file.offers(finding).map((fix) => {
      const how = fix.class === "safe" ? "--fix" : "--fix-suggestions";
      return `${gutter} ${colors.dim("= fix:")} ${oneLine(fix.title)} ${colors.dim(`(${how})`)}`;
    }),
  ];
}

function statisticsLines(report: Report): string[] {
  const rows = statistics(report);
  const digits = String(rows[0]?.[1] ?? 0).length;
  return rows.map(([rule, count]) => `${String(count).padStart(digits + 2)}  ${rule}`);
}

function uncheckedLines(report: Report, colors: Paint): string[] {
  const lines = report.files.flatMap((file) =>
    file.result.unchecked.map(({ reason, span }) => `  ${oneLine(file.path)}:${file.range(span).start.line}  ${reason}`),
  );
  return lines.length > 0 ? [colors.bold("Not, or not fully, checked"), ...lines] : [];
}

function summaryLines(report: Report, colors: Paint): string[] {
  const { files, resources, error, warning, info, fixable, suppressed, baselined, unchecked } = summarise(report);
  const { failed, reason } = report.verdict;
  const counts = `${counted(error, "error")}, ${counted(warning, "warning")}, ${info} info`;
  return [
    `${counted(files, "file")}, ${counted(resources, "resource")}: ${counts}`,
    `${fixable} fixable, ${suppressed} suppressed, ${baselined} baselined, ${unchecked} unchecked${unchecked > 0 ? reasons(report) : ""}`,
    `${failed ? colors.red("Failed:") : colors.green("Passed:")} ${reason}`,
  ];
}

/** Why documents were not checked: "(3 not-kubernetes, 1 template)". */
function reasons(report: Report): string {
  const counts = new Map<string, number>();
  for (const { result } of report.files)
    for (const { reason } of result.unchecked) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return ` (${[...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => `${count} ${reason}`)
    .join(", ")})`;
}
