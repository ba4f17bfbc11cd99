import { oneLine } from "./plain.ts";
import type { Reporter } from "./report.ts";

/** One line for each finding, as compilers print them: `path:line:col: severity: message [rule-id]`. */
export const compact: Reporter = (report) =>
  report.files
    .flatMap((file) =>
      file.result.findings.map((finding) => {
        const { line, column } = file.range(finding.span).start;
        return `${oneLine(file.path)}:${line}:${column}: ${finding.severity}: ${oneLine(finding.message)} [${finding.rule}]\n`;
      }),
    )
    .join("");
