import { NONE } from "../../text/none.ts";
import type { Span } from "../../text/span.ts";
import type { BuiltFinding } from "../overlay/built-finding.ts";
import { type ChartAnalysis, NOTHING } from "./analyze-chart.ts";

/** The files about which two analyses of a chart say something different: most of what they say is equal, as one file was edited. */
export function changedFiles(before: ChartAnalysis = NOTHING, now: ChartAnalysis = NOTHING): ReadonlySet<string> {
  const files = new Set<string>();
  // What a message may quote is another thing.
  const areSameValues = before.values.size === now.values.size && [...now.values].every((file) => before.values.has(file));
  const add = <T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>, areSame: (a: T, b: T) => boolean) => {
    for (const file of new Set([...before.keys(), ...now.keys()])) {
      const [a, b] = [before.get(file), now.get(file)];
      if (!areSameValues || a === undefined || b === undefined || !areSame(a, b)) files.add(file);
    }
  };
  add(before.findings, now.findings, areSameFindings);
  add(before.spans, now.spans, areSameSpans);
  add(before.reached, now.reached, areSameSpans);
  // A marker hides something in another file, or no longer.
  for (const file of [...files])
    for (const finding of [...(before.findings.get(file) ?? NONE), ...(now.findings.get(file) ?? NONE)])
      for (const { place } of finding.coveredBy ?? NONE) if (place) files.add(place.file);
  for (const file of [...before.foreign, ...now.foreign]) files.add(file);
  return files;
}

function areSameFindings(a: readonly BuiltFinding[], b: readonly BuiltFinding[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i] || JSON.stringify(one) === JSON.stringify(b[i]));
}

function areSameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return a === b || (a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end));
}
