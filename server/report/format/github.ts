import type { PlacedFinding } from "../../lint/analysis/result.ts";
import type { Severity } from "../../lint/rule/finding.ts";
import { oneLine } from "../plain.ts";
import { type Format, type Graded, gravestFirst, type ReportFile } from "../report.ts";

const COMMAND: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/**
 * GitHub's workflow commands, which annotate the changed files. The gravest come first, since GitHub shows ten of a kind for each
 * step; paths count from the repository's root, since it finds no others.
 */
export const github: Format = () => {
  const commands: Graded[] = [];
  return {
    file(file) {
      for (const finding of file.result.findings) commands.push({ severity: finding.severity, text: commandOf(file, finding) });
      return [];
    },
    end: () => gravestFirst(commands).map(({ text }) => text),
  };
};

function commandOf(file: ReportFile, finding: PlacedFinding): string {
  const { start, end } = file.range(finding.span);
  const properties = {
    file: oneLine(file.repositoryPath),
    line: start.line,
    endLine: end.line,
    col: start.column,
    endColumn: end.column,
    title: finding.rule,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMAND[finding.severity]} ${list.join(",")}::${escapeData(oneLine(finding.message))}\n`;
}

/** As the runner decodes it (actions/toolkit, core/src/command.ts). */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
