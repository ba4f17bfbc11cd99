import type { FileResult, PlacedFinding } from "../lint/analysis/result.ts";

/** What is counted of a file. */
interface Counted {
  readonly result: FileResult;
  /** The fixes of a finding that can be carried out. */
  offers(finding: PlacedFinding): readonly unknown[];
}

/** The counts at the end of every report, gathered file by file. */
export class Summary {
  files = 0;
  resources = 0;
  error = 0;
  warning = 0;
  info = 0;
  /** Findings with a fix that can be carried out. */
  fixable = 0;
  /** Hidden by comments, annotations and configuration. */
  suppressed = 0;
  /** Hidden by the baseline. */
  baselined = 0;
  /** Documents and files that were not, or not fully, checked. */
  unchecked = 0;

  /** `countsFixes`: whether fixes can be carried out is found by carrying them out, which nobody wants who does not say it. */
  add(file: Counted, countsFixes = true): void {
    const { findings, suppressed, unchecked, resources } = file.result;
    this.files++;
    this.resources += resources;
    this.unchecked += unchecked.length;
    for (const finding of findings) {
      this[finding.severity]++;
      if (countsFixes && file.offers(finding).length > 0) this.fixable++;
    }
    for (const { by } of suppressed)
      if (by.kind === "baseline") this.baselined++;
      else this.suppressed++;
  }
}

/** How many findings each rule has, gathered file by file. */
export class Statistics {
  readonly #counts = new Map<string, number>();

  add({ result }: Counted): void {
    for (const { rule } of result.findings) this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
  }

  /** Most first, then by name. */
  get rows(): readonly (readonly [rule: string, count: number])[] {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  }
}
