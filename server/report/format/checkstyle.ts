import type { Report, Reporter, ReportFile } from "../report.ts";
import { element, xmlDocument } from "./xml.ts";

/** The result file of Checkstyle, which many servers read (Jenkins Warnings, SonarQube). */
export const checkstyle: Reporter = (report) => xmlDocument("checkstyle", { version: "4.3" }, elementsOf(report));

function* elementsOf(report: Report): Iterable<string> {
  for (const file of report.files())
    if (file.result.findings.length > 0) yield element("file", { name: file.path }, errorsIn(file));
}

function errorsIn(file: ReportFile): readonly string[] {
  return file.result.findings.map(({ rule, severity, message, span }) => {
    const { line, column } = file.point(span.start);
    return element("error", { line, column, severity, message, source: `plimsoll.${rule}` });
  });
}
