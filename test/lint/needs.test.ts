import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { analyzeText } from "../../server/lint/analysis/analyze.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { dictionaryOf, wordsIn } from "../../server/text/words.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { share } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";
import { ruleCases } from "../support/rule-samples.ts";
import { jsonOf } from "../support/tree.ts";

// What rules need (`needs`) is for speed alone: with it and without it, every rule says the same about every document.

const greedy: readonly Rule[] = rules.map(({ needs: _, ...rule }) => rule);

/** The same settings for the other rules: a plan is kept for each object. */
const copies = new Map<Settings, Settings>();

function expectSame(text: string, settings: Settings, name?: string): void {
  const copy = copies.get(settings) ?? { ...settings };
  copies.set(settings, copy);
  expect(found(rules, text, settings), name).toEqual(found(greedy, text, copy));
}

function found(all: readonly Rule[], text: string, settings: Settings): readonly string[] {
  return analyzeText(all, text, settings).flatMap(({ findings }) =>
    findings.map(({ rule, path }) => `${rule} ${path.join(".")}`),
  );
}

for (const { name, text, settings } of share(ruleCases(), 3, 1)) {
  it(`${name}: as it is and without its comments`, () => {
    expectSame(text, settings);
    for (const { start, end } of cut(text)) {
      const { root } = parse(text, start, end);
      if (root) expectSame(JSON.stringify(jsonOf(root)), settings);
    }
  });
}

it("an item of a typed list, whose kind stands in the name of the list only", () => {
  const list = "apiVersion: v1\nkind: EndpointsList\nitems:\n  - metadata: {name: web}\n    subsets: []\n";
  const settings = presetSettings(rules, ["all"]);
  expect(found(rules, list, settings)).toContain("deprecated-api-version items.0.apiVersion");
  expectSame(list, settings);
});

describeCorpus("what rules need, over the corpus", () => {
  const all = presetSettings(rules, ["all"]);
  for (const folder of ["plain", "kustomize", "helm", "broken"])
    it(folder, { timeout: 600_000 }, () => {
      for (const { path, text } of share(corpus(folder), 12, 1))
        expect(found(rules, text, all), path).toEqual(found(greedy, text, wholly));
    });
  const wholly = { ...all };
});

it.each([
  ["a run of letters and digits", "hostPID: true", ["hostPID", "true"]],
  ["not within another", "hostPIDs: xhostPID", []],
  ["between any other characters", "/usr/bin/kube-apiserver_etcd", ["apiserver", "etcd"]],
  ["an asterisk by itself", 'verbs: ["*"]', ["*"]],
  ["behind an escape, as YAML reads it in double quotes and elsewhere", '"\\netcd" \\apiserver', ["apiserver", "etcd"]],
  ["every word where a character is written by its number", '"host\\u0050ID"', "any"],
  ["every word where a text is base64", "!!binary aG9zdFBJRA==", "any"],
  ["every word where a line is continued within a word", '"host\\\nPID"', "any"],
])("words: %s", (_, text, expected) => {
  const dictionary = dictionaryOf(["hostPID", "true", "apiserver", "etcd", "*"]);
  const words = wordsIn(`etcd ${text} etcd`, 5, 5 + text.length, dictionary);
  expect(words === "any" ? words : [...dictionary.numbers].filter(([, n]) => words.includes(n)).map(([word]) => word)).toEqual(
    expected,
  );
});
