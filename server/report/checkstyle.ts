import type { Reporter } from "./report.ts";
import { element, xmlDocument } from "./xml.ts";

/** The result file of Checkstyle, which many servers read (Jenkins Warnings, SonarQube). */
export const checkstyle: Reporter = (report) =>
  xmlDocument(
    element(
      "checkstyle",
      { version: "4.3" },
      report.files
        .filter((file) => file.result.findings.length > 0)
        .map((file) =>
          element(
            "file",
            { name: file.path },
            file.result.findings.map((finding) => {
              const { line, column } = file.range(finding.span).start;
              const { severity, message } = finding;
              return element("error", { line, column, severity, message, source: `plimsoll.${finding.rule}` });
            }),
          ),
        ),
    ),
  );
