import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { UNCHECKED_WORDS, type Unchecked } from "../../lint/analysis/unchecked.ts";
import { ruleUrl } from "../page/rule-url.ts";
import { oneLine } from "../plain.ts";
import { counted, type Format, type Report, type ReportFile, type RunSummary } from "../report.ts";
import type { Statistics } from "../summary.ts";
import { type Paint, paint } from "./ansi.ts";
import { around, covered, frame } from "./frame.ts";
import { type ErrorLine, LongRun } from "./long-run.ts";

/** For people: findings by file, each with its line of source, related places and fixes; what helps with a long run; then the counts. */
export const text: Format = (report, style) => {
  const colors = paint(style);
  const url = ruleUrl(report.rules);
  const secrets = new Set(report.rules.filter((rule) => rule.confidential).map(({ id }) => id));
  const consequences = new Map(report.rules.map(({ id, why }) => [id, firstSentence(why)]));
  const told = new Set<string>(); // what follows is told once in a run, as a compiler's notes are
  const unchecked: UncheckedPlace[] = [];
  const longRun = new LongRun();
  return {
    *file(file) {
      const { findings } = file.result;
      if (findings.length > 0) yield `${colors.bold(oneLine(file.path))}\n`;
      for (const finding of findings) {
        const consequence = told.has(finding.rule) ? undefined : consequences.get(finding.rule);
        told.add(finding.rule);
        const text = findingText(
          report,
          file,
          finding,
          { isSecret: secrets.has(finding.rule), consequence, url: url(finding.rule) },
          colors,
        );
        longRun.add(finding.severity, finding.rule, text.split("\n").length - 1, () => errorLine(file, finding));
        yield text;
      }
      if (findings.length > 0) yield "\n";
      for (const { reason, span } of file.result.unchecked)
        unchecked.push({ path: file.path, line: file.point(span.start).line, reason });
    },
    *end(summary) {
      if (report.statistics) yield* block(statisticsLines(summary.statistics));
      if (report.listUnchecked) yield* block(uncheckedLines(unchecked, colors));
      yield* block(longRun.errors(colors));
      yield* block(longRun.advice(colors));
      yield `${summaryLines(summary, unchecked, colors).join("\n")}\n`;
    },
  };
};

/** A document, or a file, that was not, or not fully, checked. */
interface UncheckedPlace {
  readonly path: string;
  readonly line: number;
  readonly reason: Unchecked;
}

/** Lines and what separates them from the next block. */
function block(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [`${lines.join("\n")}\n\n`] : [];
}

/** What the rule of a finding says about it: whether the source line may be shown, and what follows, where that is to be told. */
interface RuleFacts {
  readonly isSecret: boolean;
  readonly consequence: string | undefined;
  readonly url: string | null;
}

/** The first sentence of a text: up to a full stop before a space and a capital letter, a digit or code. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s+[A-Z0-9`]|$)/s.exec(text)?.[0] ?? text;
}

function findingText(
  report: Report,
  file: ReportFile,
  finding: PlacedFinding,
  { isSecret, consequence, url }: RuleFacts,
  colors: Paint,
): string {
  const { start, end } = file.range(finding.span);
  const { piece, from } = around(file.line(start.line), start.column - 1);
  const [first, last] = [start.column - 1 - from, end.column - 1 - from];
  const { source, marks } = frame(isSecret ? covered(piece, first, last) : piece, first, last);
  const gutter = " ".repeat(Math.max(6, String(start.line).length + 2));
  const place = `${start.line}:${start.column}`.padEnd(7);
  const severity = colors.severity(finding.severity, finding.severity.padEnd(7));
  let text = `  ${place} ${severity}  ${oneLine(finding.message)}  ${colors.dim(colors.link(finding.rule, url))}\n`;
  if (consequence) text += `${gutter}   ${colors.dim(oneLine(consequence))}\n`;
  text += `${colors.dim(`${String(start.line).padStart(gutter.length)} |`)} ${source}\n`;
  text += `${gutter} ${colors.dim("|")} ${colors.severity(finding.severity, marks)}\n`;
  for (const related of finding.related) {
    const other = report.file(related.uri ?? finding.uri);
    const at = other?.point(related.span.start);
    const where = other && at ? `${oneLine(other.path)}:${at.line}:${at.column}` : report.path(related.uri ?? finding.uri);
    text += `${gutter} ${colors.dim(`= see ${where}:`)} ${oneLine(related.message)}\n`;
  }
  for (const fix of file.offers(finding)) {
    const how = fix.manual ? "one at a time, in an editor" : fix.class === "safe" ? "--fix" : "--fix-suggestions";
    text += `${gutter} ${colors.dim("= fix:")} ${oneLine(fix.title)} ${colors.dim(`(${how})`)}\n`;
  }
  return text;
}

function errorLine(file: ReportFile, { span, message, rule }: PlacedFinding): ErrorLine {
  const { line, column } = file.point(span.start);
  return { place: `${oneLine(file.path)}:${line}:${column}`, message: oneLine(message), rule };
}

function statisticsLines({ rows }: Statistics): readonly string[] {
  const digits = String(rows[0]?.[1] ?? 0).length;
  return rows.map(([rule, count]) => `${String(count).padStart(digits + 2)}  ${rule}`);
}

function uncheckedLines(unchecked: readonly UncheckedPlace[], colors: Paint): readonly string[] {
  const lines = unchecked.map(({ path, line, reason }) => `  ${oneLine(path)}:${line}  ${reason}: ${UNCHECKED_WORDS[reason][0]}`);
  return lines.length > 0 ? [colors.bold("Not, or not fully, checked"), ...lines] : [];
}

function summaryLines(
  { counts: { files, resources, error, warning, info, fixable, suppressed, baselined, unchecked }, verdict }: RunSummary,
  places: readonly UncheckedPlace[],
  colors: Paint,
): readonly string[] {
  const { failed, reason } = verdict;
  const counts = `${counted(error, "error")}, ${counted(warning, "warning")}, ${info} info`;
  return [
    `${counted(files, "file")}, ${counted(resources, "resource")}: ${counts}`,
    `${fixable} fixable, ${suppressed} suppressed, ${baselined} baselined, ${unchecked} unchecked${unchecked > 0 ? reasons(places) : ""}`,
    `${failed ? colors.red("Failed:") : colors.green("Passed:")} ${reason}`,
  ];
}

/** Why documents were not checked: " (2 templates checked only as far as they are literal, 3 without a Kubernetes object)". */
function reasons(unchecked: readonly UncheckedPlace[]): string {
  const counts = new Map<Unchecked, number>();
  for (const { reason } of unchecked) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return ` (${[...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => `${count} ${UNCHECKED_WORDS[reason][count === 1 ? 0 : 1]}`)
    .join(", ")})`;
}
