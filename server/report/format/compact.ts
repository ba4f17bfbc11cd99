import { oneLine } from "../plain.ts";
import type { Format } from "../report.ts";

/** One line for each finding, as compilers print them: `path:line:col: severity: message [rule-id]`. */
export const compact: Format = () => ({
  *file(file) {
    const path = oneLine(file.path);
    for (const { span, severity, message, rule } of file.result.findings) {
      const { line, column } = file.point(span.start);
      yield `${path}:${line}:${column}: ${severity}: ${oneLine(message)} [${rule}]\n`;
    }
  },
  end: () => [],
});
