import type { FileResult } from "../lint/result.ts";
import { counted, type Verdict } from "../report/report.ts";
import { fails, type Threshold } from "./lint-options.ts";

/** Whether the findings cross the threshold, and why, in words. */
export function verdictOf(results: readonly FileResult[], threshold: Threshold): Verdict {
  const severities = results.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const failing = severities.filter((severity) => fails(threshold, severity)).length;
  const warnings = severities.filter((severity) => severity === "warning").length;
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
