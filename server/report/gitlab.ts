import type { Severity } from "../lint/finding.ts";
import { hash } from "../lint/fingerprint.ts";
import type { Reporter } from "./report.ts";

const SEVERITY: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", info: "info" };

/** GitLab's Code Quality report: a list, empty when there is nothing. No two fingerprints are equal, or GitLab would hide findings. */
export const gitlab: Reporter = (report) => {
  const counts = new Map<string, number>();
  const issues = report.files.flatMap((file) =>
    file.result.findings.map((finding) => {
      const key = `${file.repositoryPath}\n${finding.rule}\n${finding.fingerprint}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return {
        description: finding.message,
        check_name: finding.rule,
        fingerprint: hash(`${key}\n${count}`),
        severity: SEVERITY[finding.severity],
        location: { path: file.repositoryPath, lines: { begin: file.range(finding.span).start.line } },
      };
    }),
  );
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
