import { oneLine } from "./plain.ts";
import { counted, gravestFirst, type Reporter } from "./report.ts";
import { statistics, summarise } from "./summary.ts";

/** A job summary is read by people: as many findings as they look at. The counts say how many there are. */
const MOST_FINDINGS = 200;

/** For job summaries and comments: the verdict, the counts, the gravest findings first. */
export const markdown: Reporter = (report) => {
  const { files, resources, error, warning, info, fixable, suppressed, baselined, unchecked } = summarise(report);
  const findings = gravestFirst(report);
  const rows = findings.slice(0, MOST_FINDINGS).map(({ file, finding }) => {
    const { line, column } = file.range(finding.span).start;
    return `| ${finding.severity} | ${code(`${file.path}:${line}:${column}`)} | ${asText(finding.message)} | ${code(finding.rule)} |`;
  });
  const left = findings.length - rows.length;
  const perRule = report.statistics ? statistics(report).map(([rule, count]) => `| ${code(rule)} | ${count} |`) : [];
  const skipped = report.listUnchecked
    ? report.files.flatMap((file) => file.result.unchecked.map(({ reason }) => `| ${code(file.path)} | ${reason} |`))
    : [];
  return [
    `## Plimsoll: ${report.verdict.failed ? "failed" : "passed"}`,
    `${asText(report.verdict.reason)}`,
    `${counted(files, "file")}, ${counted(resources, "resource")}: **${counted(error, "error")}, ${counted(warning, "warning")}, ${info} info**; ${fixable} fixable, ${suppressed} suppressed, ${baselined} baselined, ${unchecked} unchecked.`,
    table(["Severity", "Place", "Message", "Rule"], rows),
    left > 0 ? `And ${counted(left, "finding")} more.` : "",
    table(["Rule", "Findings"], perRule),
    table(["Not, or not fully, checked", "Reason"], skipped),
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
};

function table(head: readonly string[], rows: readonly string[]): string {
  return rows.length > 0 ? [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n") : "";
}

/** Text that GitHub-flavoured Markdown shows as it is, also in a table. */
function asText(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#@~&]/g, (c) =>
    c === "<" ? "&lt;" : c === "&" ? "&amp;" : c === "@" ? "&#64;" : `\\${c}`,
  );
}

function code(text: string): string {
  const plain = oneLine(text).replaceAll("|", "\\|");
  return plain.includes("`") ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}
