import { type Finding, rank } from "../rule/finding.ts";
import type { Active } from "./visits.ts";

/** Which reading of its rule a finding is of; only rules that run under several readings stand here. */
export type ReadingOf = ReadonlyMap<Pick<Finding, "rule">, Active>;

/**
 * Findings without those that a rule has at one place under several readings: there those of one reading stay, the one with the graver finding,
 * else the first. So several presets together report what any of them does, once.
 */
export function united<F extends Pick<Finding, "rule" | "severity" | "span" | "path">>(
  findings: readonly F[],
  readings: ReadingOf,
): readonly F[] {
  if (readings.size === 0) return findings;
  const best = new Map<string, F>();
  for (const finding of findings) {
    if (!readings.has(finding)) continue;
    const place = placeOf(finding);
    const known = best.get(place);
    if (!known || rank(finding.severity) > rank(known.severity)) best.set(place, finding);
  }
  return findings.filter((finding) => {
    const reading = readings.get(finding);
    return !reading || readings.get(best.get(placeOf(finding)) as F) === reading;
  });
}

function placeOf({ rule, span, path }: Pick<Finding, "rule" | "span" | "path">): string {
  return JSON.stringify([rule, span.start, path]);
}
