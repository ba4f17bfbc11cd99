import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { DIALECTS } from "../../server/lint/analysis/dialect.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { corpus, describeCorpus, someRepositories } from "../support/corpus.ts";
import { resultsOf } from "../support/corpus-results.ts";
import { FULL } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";

// All rules over all real files: nobody's manifest makes them fail, and every finding stands at something.

const settings = presetSettings(rules, ["all"]);

/** What is wrong with the findings of a file. */
function problemsIn({ text, dialect, findings, crashes }: FileResult): readonly string[] {
  const slices = DIALECTS[dialect].cut(text);
  const problems = findings.flatMap(({ rule, span: { start, end }, slice, message }) => {
    const source = text.slice(start, end);
    const within = slices[slice];
    const wrong = [
      ...(end > start ? [] : ["is empty"]),
      ...(/[\r\n]/.test(source) ? ["spans lines"] : []),
      ...(source.trim() === source ? [] : ["begins or ends with white space"]),
      ...(within && within.start <= start && end <= within.end ? [] : ["lies outside its document"]),
      ...(message.trim() && !/undefined|\[object|NaN/.test(message) ? [] : [`says "${message}"`]),
    ];
    return wrong.map((what) => `${rule} at ${start}-${end} ${what}: ${JSON.stringify(source)}`);
  });
  return [...problems, ...crashes.map(({ rule, error }) => `${rule} crashed: ${error}`)];
}

function withRule(results: ReadonlyMap<string, FileResult>, rule: string): readonly string[] {
  return [...results].filter(([, { findings }]) => findings.some((finding) => finding.rule === rule)).map(([path]) => path);
}

describeCorpus("findings over the corpus", () => {
  it.each<readonly [string, number]>([
    ["plain", 1500],
    ["kustomize", 500],
    ["helm", 500],
    ["braces", 100],
    ["large", 3],
  ])("%s: no crash, exact places, no broken YAML", { timeout: 1_200_000 }, (part, least) => {
    const results = resultsOf(settings, someRepositories(part, 2));
    const atLeast = least / (FULL ? 1 : 3);
    expect(results.size).toBeGreaterThanOrEqual(atLeast);
    expect([...results.values()].flatMap(({ findings }) => findings).length).toBeGreaterThan(atLeast);
    expect([...results].flatMap(([path, result]) => problemsIn(result).map((problem) => `${path}: ${problem}`))).toEqual([]);
    expect(withRule(results, "invalid-yaml")).toEqual([]);
  });

  it("broken: what a strict parser refuses is told apart", { timeout: 120_000 }, () => {
    const results = resultsOf(settings, corpus("broken"));
    const below = (paths: readonly string[], folder: string) => paths.filter((path) => path.startsWith(`broken/${folder}/`));
    const all = [...results.keys()];
    expect([...results].flatMap(([path, result]) => problemsIn(result).map((problem) => `${path}: ${problem}`))).toEqual([]);
    expect(withRule(results, "invalid-yaml")).toEqual(below(all, "rejected"));
    expect(withRule(results, "duplicate-key").filter((path) => !path.startsWith("broken/rejected/"))).toEqual(
      below(all, "duplicate-keys"),
    );
    expect(below(all, "underindented-quotes").length).toBeGreaterThan(0);
  });
});
