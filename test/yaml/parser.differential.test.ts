import { describe, expect, it } from "vitest";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { FULL, share } from "../support/effort.ts";
import { compareParsers, type Verdict } from "../support/parser.oracle.ts";
import { describeTree } from "../support/tree.ts";

function compareAll(...folders: readonly string[]): {
  readonly counts: Record<Verdict, number>;
  readonly wrong: readonly string[];
} {
  const counts: Record<Verdict, number> = {
    same: 0,
    declined: 0,
    "both refuse": 0,
    "kubectl decides": 0,
    differ: 0,
    disagree: 0,
  };
  const wrong: string[] = [];
  for (const { path, text } of share(corpus(...folders), 3))
    for (const { start, end } of cut(text)) {
      const { verdict, detail } = compareParsers(text, start, end);
      counts[verdict]++;
      if (verdict === "differ" || verdict === "disagree") wrong.push(`${path} at ${start}: ${verdict}\n${detail}`);
    }
  return { counts, wrong };
}

describeCorpus("the own parser and yaml over the corpus", () => {
  it("agree on every node of the plain, kustomize and large files, and nothing is declined", () => {
    const { counts, wrong } = compareAll("plain", "kustomize", "large", "braces/inside-scalars");
    expect(wrong).toEqual([]);
    expect(counts.same).toBeGreaterThan(FULL ? 4_900 : 1_600);
    expect(counts.declined).toBeLessThan(counts.same / 1000);
    expect(counts["kubectl decides"]).toBe(0);
  });

  it("agree on what is sound in templates and broken files", () => {
    const { counts, wrong } = compareAll("helm", "broken", "braces/template-actions");
    expect(wrong).toEqual([]);
    expect(counts.same).toBeGreaterThan(FULL ? 150 : 50);
  });

  it("agree on the same documents with CRLF", () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { path, text } of share(corpus("kustomize"), 3)) {
      const windows = text.replaceAll(/\r?\n/g, "\r\n");
      for (const { start, end } of cut(windows)) {
        const { verdict, detail } = compareParsers(windows, start, end);
        if (verdict !== "same") wrong.push(`${path} at ${start}: ${verdict}\n${detail}`);
        compared++;
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(FULL ? 1_000 : 300);
  });
});

describe("a document within a text", () => {
  it("is read the same as on its own", () => {
    const documents = ["a: &x [b, c]\nd: *x # e\n", "- |\n  x\n\n- y\n", "a: 'x\n  y'\nb: {c: d}\n", "a: b: c\n"];
    const text = documents.map((document) => `---\n${document}`).join("");
    cut(text).forEach(({ start, end }, i) => {
      const alone = text.slice(start, end);
      expect(describeTree(parse(text, start, end))).toEqual(describeTree(parse(alone)));
      expect([i, parse(text, start, end).problems]).toEqual([i, parse(alone).problems]);
    });
  });
});
