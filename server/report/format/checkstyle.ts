import type { Format, ReportFile } from "../report.ts";
import { element, XmlDocument } from "./xml.ts";

/** The result file of Checkstyle, which many servers read (Jenkins Warnings, SonarQube). */
export const checkstyle: Format = () => {
  const document = new XmlDocument("checkstyle", { version: "4.3" });
  return {
    file: (file) => (file.result.findings.length > 0 ? document.child(element("file", { name: file.path }, errorsIn(file))) : []),
    end: () => document.end(),
  };
};

function errorsIn(file: ReportFile): readonly string[] {
  return file.result.findings.map(({ rule, severity, message, span }) => {
    const { line, column } = file.point(span.start);
    return element("error", { line, column, severity, message, source: `plimsoll.${rule}` });
  });
}
