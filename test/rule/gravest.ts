import type { FileResult } from "../../server/lint/analysis/result.ts";
import { rank } from "../../server/lint/rule/finding.ts";

/** Rules that give way to their parts, each of which larger presets report by itself. */
export const SUMMARIES: ReadonlySet<string> = new Set(["unhardened-pod"]);

/** The gravest severity of each rule at each place: `RULE at OFFSET`. */
export function gravestByPlace({ findings }: FileResult): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { rule, span, severity } of findings) {
    const place = `${rule} at ${span.start}`;
    places.set(place, Math.max(places.get(place) ?? 0, rank(severity)));
  }
  return places;
}
