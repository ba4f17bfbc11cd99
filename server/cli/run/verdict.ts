import type { FileResult } from "../../lint/analysis/result.ts";
import type { Crash } from "../../lint/rule/crash.ts";
import { SEVERITIES, type Severity } from "../../lint/rule/finding.ts";
import { counted, type Verdict } from "../../report/report.ts";
import { fails, type Threshold } from "../option/lint-options.ts";

/** What decides the exit code, gathered from one result after the other. */
export class Tally {
  readonly findings: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  resources = 0;
  readonly crashes: (Pick<Crash, "rule" | "error"> & { readonly uri: string })[] = [];

  add({ uri, findings, resources, crashes }: FileResult): void {
    for (const { severity } of findings) this.findings[severity]++;
    this.resources += resources;
    for (const { rule, error } of crashes) this.crashes.push({ uri, rule, error });
  }
}

/** Whether the findings cross the threshold, and why, in words. */
export function verdictOf({ findings }: Tally, threshold: Threshold): Verdict {
  const failing = SEVERITIES.reduce((sum, severity) => sum + (fails(threshold, severity) ? findings[severity] : 0), 0);
  const warnings = findings.warning;
  const { failOn, maxWarnings, exitZero } = threshold;
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (failing === 0 && !tooMany)
    return {
      failed: false,
      reason: failOn === "never" ? "no finding fails the run (--fail-on never)" : `nothing at or above ${failOn}`,
    };
  const reason =
    failing > 0
      ? `${counted(failing, "finding")} at or above ${failOn}`
      : `${counted(warnings, "warning")}, more than ${maxWarnings} (--max-warnings)`;
  return exitZero ? { failed: false, reason: `${reason}, but --exit-zero` } : { failed: true, reason };
}
