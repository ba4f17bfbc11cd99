import type { Severity } from "../../lint/rule/finding.ts";
import { hash } from "../../lint/rule/fingerprint.ts";
import type { Format } from "../report.ts";
import { JsonList } from "./json-text.ts";

const SEVERITY: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", info: "info" };

/** GitLab's Code Quality report: a list, empty when there is nothing. No two fingerprints are equal, or GitLab would hide findings. */
export const gitlab: Format = () => {
  const counts = new Map<string, number>();
  const issues = new JsonList();
  return {
    *file(file) {
      for (const finding of file.result.findings) {
        const key = `${file.repositoryPath}\n${finding.rule}\n${finding.fingerprint}`;
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        const issue = {
          description: finding.message,
          check_name: finding.rule,
          fingerprint: hash(`${key}\n${count}`),
          severity: SEVERITY[finding.severity],
          location: { path: file.repositoryPath, lines: { begin: file.point(finding.span.start).line } },
        };
        yield issues.next(issue);
      }
    },
    *end() {
      yield `${issues.end()}\n`;
    },
  };
};
