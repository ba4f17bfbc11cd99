import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { analyze } from "../../server/lint/analysis/analyze.ts";
import { dialectOf, type FileRole } from "../../server/lint/analysis/dialect.ts";
import { isLintable } from "../../server/lint/analysis/lintable.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { presetSettings } from "../support/linting.ts";

// What is not parsed must be what nothing would be said about.
const settings = presetSettings(rules, ["all"]);

function yields(text: string, role?: FileRole): boolean {
  const dialect = dialectOf(text, role);
  return dialect.cut(text).some(({ start, end }) => {
    const { findings, facts, directives } = analyze({ rules, settings, dialect, text, start, end });
    return findings.length + facts.length + directives.length > 0;
  });
}

describe("a file that is not linted", () => {
  it.each<[what: string, text: string, lintable: boolean, role?: FileRole]>([
    ["an object", "apiVersion: v1\nkind: Pod\n", true],
    ["one in JSON", '{"kind":"Pod","apiVersion":"v1"}', true],
    ["one whose key is written in numbers", '{"kind": "Pod", "api\\u0056ersion": "v1"}', true],
    ["one whose key goes over a line break", 'kind: Pod\n"apiVer\\\n  sion": v1\n', true],
    ["a kustomization that does not say so", "resources: [a.yaml]\n", true, "kustomization"],
    ["a marker", "# plimsoll-disable privileged-container -- of a note\n", true],
    ["another tool's marker", "# checkov:skip=CKV_K8S_1\n", true],
    ["values", "image: {tag: a}\n", false],
    ["data", "apiVersion: v1\nkind: Pod\n", false, "data"],
    ["a workflow", "on: push\njobs: {test: {runs-on: x}}\n", false],
    ["broken YAML", "a: [1\nb: 2\n", false],
    ["nothing", "", false],
  ])("%s", (_, text, lintable, role) => {
    expect(isLintable(text, role)).toBe(lintable);
    if (!lintable && role !== "data") expect(yields(text, role)).toBe(false);
  });

  it.each<[text: string, unchecked: number]>([
    ["a: 1\n---\nb: 2\n", 1],
    ["--- {a: 1}\n", 1],
    ["--- # one\n\n  # comment\r\n---\r\n...\n", 0],
    ["\ufeff# comment\n", 0],
    ["", 0],
  ])("counts as unchecked once, if it has content: %j", (text, unchecked) => {
    const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "" });
    linter.update("file:///a.yaml", text);
    linter.settle();
    expect(linter.result("file:///a.yaml").unchecked).toHaveLength(unchecked);
  });
});

describeCorpus("files of the corpus that are not linted", () => {
  it("hold nothing", { timeout: 120_000 }, () => {
    const roleOf = (path: string) => (path.includes("/templates/") ? "template" : undefined);
    const left = corpus().filter(({ path, text }) => !isLintable(text, roleOf(path)));
    expect(left.length).toBeGreaterThan(100);
    for (const { path, text } of left) expect(yields(text, roleOf(path)), path).toBe(false);
  });
});
