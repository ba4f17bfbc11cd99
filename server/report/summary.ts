import type { Report } from "./report.ts";

/** The counts at the end of every report. */
export interface Summary {
  readonly files: number;
  readonly resources: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  /** Findings with a fix that can be carried out. */
  readonly fixable: number;
  /** Hidden by comments, annotations and configuration. */
  readonly suppressed: number;
  /** Hidden by the baseline. */
  readonly baselined: number;
  /** Documents and files that were not, or not fully, checked. */
  readonly unchecked: number;
}

export function summarise(report: Report): Summary {
  const sum = { files: report.files.length, resources: 0, error: 0, warning: 0, info: 0 };
  const hidden = { fixable: 0, suppressed: 0, baselined: 0, unchecked: 0 };
  for (const file of report.files) {
    const { result } = file;
    sum.resources += result.resources;
    hidden.unchecked += result.unchecked.length;
    for (const finding of result.findings) {
      sum[finding.severity]++;
      if (file.offers(finding).length > 0) hidden.fixable++;
    }
    for (const { by } of result.suppressed)
      if (by.kind === "baseline") hidden.baselined++;
      else hidden.suppressed++;
  }
  return { ...sum, ...hidden };
}

/** How many findings each rule has, most first, then by name. */
export function statistics(report: Report): readonly (readonly [rule: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { result } of report.files) for (const { rule } of result.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
