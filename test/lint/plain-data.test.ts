import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { analyzeText } from "../../server/lint/analysis/analyze.ts";
import type { Finding } from "../../server/lint/rule/finding.ts";
import { FULL } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";

// Analyses cross threads, go into the cache and stay in memory: they must not hold on to trees or texts.
describe("an analysis is plain data", () => {
  const all = readdirSync("samples", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  // What is fixed looks much like what is not.
  const files = all.filter((file) => FULL || !file.endsWith(".fixed.yaml"));
  const settings = presetSettings(rules, ["all"]);

  it.each(files)("%s, and without fixes it is the same without fixes", (file) => {
    const text = readFileSync(`samples/${file}`, "utf8");
    const analyses = analyzeText(rules, text, settings);
    for (const analysis of analyses) {
      expect(structuredClone(analysis)).toEqual(analysis);
      expect(odd(analysis)).toEqual([]);
    }
    const bare = (findings: readonly Finding[] | undefined) => findings?.map((finding) => ({ ...finding, fixes: [] }));
    const expected = analyses.map((analysis) => {
      return { ...analysis, findings: bare(analysis.findings), nonObject: bare(analysis.nonObject) };
    });
    expect(analyzeText(rules, text, { ...settings, withoutFixes: true })).toEqual(expected);
  });
});

/** Spans with more than a start and an end, and objects that are no plain records. */
function odd(value: unknown, path = ""): readonly string[] {
  if (typeof value === "function") return [path];
  if (typeof value !== "object" || value === null) return [];
  const prototype = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype) return [path];
  const extra = /\.(span|covers|removal)$/.test(path) && "start" in value && Object.keys(value).length !== 2 ? [path] : [];
  return [...extra, ...Object.entries(value).flatMap(([key, child]) => odd(child, `${path}.${key}`))];
}
