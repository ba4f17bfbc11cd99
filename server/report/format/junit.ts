import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { describeCrash } from "../../lint/rule/crash.ts";
import { type Format, objectName, type Report, type ReportFile } from "../report.ts";
import { element, XmlDocument } from "./xml.ts";

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each file, a case for each finding. A finding below the threshold is a case
 * that passed and says so; a file without findings has one passed case, since an empty report counts as "no tests found".
 */
export const junit: Format = (report) => {
  const suites: string[] = [];
  const sum = { tests: 0, failures: 0, errors: 0 };
  return {
    file(file) {
      const { tests, failures, errors, xml } = suiteOf(report, file);
      sum.tests += tests;
      sum.failures += failures;
      sum.errors += errors;
      suites.push(xml);
      return [];
    },
    *end() {
      const document = new XmlDocument("testsuites", { name: "plimsoll", ...sum });
      for (const suite of suites) yield* document.child(suite);
      yield* document.end();
    },
  };
};

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly xml: string;
}

function suiteOf(report: Report, file: ReportFile): Suite {
  const { findings, crashes, unchecked } = file.result;
  const path = file.repositoryPath;
  const [first] = unchecked;
  const cases = [
    ...findings.map((finding) => caseOf(report, file, finding)),
    ...crashes.map((crash) =>
      element("testcase", { name: crash.rule ?? "internal error", classname: path }, [
        element("error", { type: "internal-error", message: describeCrash(crash) }),
      ]),
    ),
  ];
  if (cases.length === 0) {
    const skipped = first ? [element("skipped", {}, first.reason)] : [];
    cases.push(element("testcase", { name: first ? "not, or not fully, checked" : "no findings", classname: path }, skipped));
  }
  const failures = findings.filter(({ severity }) => report.fails(severity)).length;
  const skipped = findings.length + crashes.length === 0 && first ? 1 : 0;
  const counts = { tests: cases.length, failures, errors: crashes.length, skipped };
  return { ...counts, xml: element("testsuite", { name: path, ...counts }, cases) };
}

function caseOf(report: Report, file: ReportFile, finding: PlacedFinding): string {
  const { line, column } = file.point(finding.span.start);
  const details = `${file.repositoryPath}:${line}:${column}: ${finding.severity}: ${finding.message} [${finding.rule}]`;
  const name = finding.resource ? `${finding.rule}: ${objectName(finding.resource)}` : finding.rule;
  const outcome = report.fails(finding.severity)
    ? element("failure", { type: finding.severity, message: finding.message }, details)
    : element("system-out", {}, details);
  return element("testcase", { name, classname: file.repositoryPath }, [outcome]);
}
