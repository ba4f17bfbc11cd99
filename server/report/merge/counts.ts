import type { Severity } from "../../lint/rule/finding.ts";
import type { JsonReport } from "./json-report.ts";

/** What is counted of a report. */
export interface ReportCounts extends Readonly<Record<Severity, number>> {
  readonly files: number;
  readonly resources: number;
  readonly suppressed: number;
  /** Findings, and those of each rule. */
  readonly all: number;
  readonly byRule: ReadonlyMap<string, number>;
}

export function countsOf({ findings, suppressed, summary }: JsonReport): ReportCounts {
  const byRule = new Map<string, number>();
  const found: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { rule, severity } of findings) {
    byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    found[severity]++;
  }
  const { files, resources } = summary;
  return { ...found, files, resources, suppressed: suppressed.length, all: findings.length, byRule };
}
