import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import type { Preset } from "../../server/lint/rule/rule.ts";
import { describeCorpus, someRepositories } from "../support/corpus.ts";
import { resultsOf } from "../support/corpus-results.ts";
import { FULL } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";
import { gravestByPlace, SUMMARIES } from "./gravest.ts";

// What a preset promises (docs/severity.md), over real files: a larger one reports all that a smaller one reports, at least as gravely.

type Results = ReadonlyMap<string, FileResult>;

const known = new Map<string, Results>();

function under(part: string, ...presets: Preset[]): Results {
  const key = [part, ...presets].join(" ");
  const results = known.get(key) ?? resultsOf(presetSettings(rules, presets), someRepositories(part, 3));
  known.set(key, results);
  return results;
}

/** What the second preset does not report, or as something milder, though the first does. */
function lost(less: Results, more: Results): readonly string[] {
  return [...less].flatMap(([path, result]) => {
    const places = gravestByPlace(more.get(path) as FileResult);
    return [...gravestByPlace(result)].flatMap(([place, severity]) => {
      const there = places.get(place) ?? 0;
      return there >= severity || SUMMARIES.has(place.split(" ")[0] as string)
        ? []
        : [`${path}: ${place}: ${severity} > ${there}`];
    });
  });
}

describeCorpus("presets over the corpus", () => {
  const parts = FULL ? ["plain", "kustomize", "helm"] : ["kustomize"];

  it.each(parts)("%s: strict reports what recommended reports, and all what strict reports", { timeout: 600_000 }, (part) => {
    expect(lost(under(part, "recommended"), under(part, "strict"))).toEqual([]);
    expect(lost(under(part, "strict"), under(part, "all"))).toEqual([]);
  });

  it.each(parts)("%s: presets together report what each of them reports", { timeout: 600_000 }, (part) => {
    const both = under(part, "recommended", "pss-restricted");
    expect(lost(under(part, "recommended"), both)).toEqual([]);
    expect(lost(under(part, "pss-restricted"), both)).toEqual([]);
  });
});
