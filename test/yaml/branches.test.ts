import { describe, expect, it } from "vitest";
import { branchesOf } from "../../server/yaml/template/branches.ts";
import { maskChoice } from "../../server/yaml/template/mask.ts";
import { renderedActions } from "../../server/yaml/template/scope.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";

// Which parts of a template are rendered together.

/** What is left of a template in each rendering, without blanks. */
function renderings(text: string): readonly string[] {
  const branches = branchesOf(text, renderedActions(text));
  return Array.from({ length: branches.count }, (_, index) => shown(text, branches.choice(index)));
}

/** What is always there, if that which begins with `first` is. */
function least(text: string, first = "a: 1"): string {
  return shown(text, branchesOf(text, renderedActions(text)).least(text.indexOf(first)));
}

function shown(text: string, one: Parameters<typeof maskChoice>[1]): string {
  return maskChoice(text, one)
    .text.replace(/\s+/g, " ")
    .replace(/\uE000+/g, "…")
    .trim();
}

describe("renderings of a template", () => {
  it("20,000 levels of branches are no reason to fail", () => {
    const nested = (word: string) => `{{ if .x }}\n`.repeat(20_000) + word + `\n{{ else }}\nb: 2\n{{ end }}`.repeat(20_000);
    expect(renderings(nested("a: 1")).length).toBeGreaterThan(0);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ["nothing to choose", "a: 1", ["a: 1"]],
    ["an if alone stays", "a: 1\n{{ if .x }}\nb: 2\n{{ end }}", ["a: 1 b: 2"]],
    ["if and else", "{{ if .x }}\na: 1\n{{- else }}\nb: 2\n{{ end }}", ["a: 1", "b: 2"]],
    ["a chain", "{{ if .x }}\na: 1\n{{ else if .y }}\nb: 2\n{{ else }}\nc: 3\n{{ end }}", ["a: 1", "b: 2", "c: 3"]],
    ["with and else", "{{ with .x }}\na: 1\n{{ else }}\nb: 2\n{{ end }}", ["a: 1", "b: 2"]],
    [
      "within a branch",
      "{{ if .x }}\n{{ if .y }}\na: 1\n{{ else }}\nb: 2\n{{ end }}\n{{ else }}\nc: 3\n{{ end }}",
      ["a: 1", "b: 2", "c: 3"],
    ],
    [
      "two side by side",
      "{{ if .x }}\na: 1\n{{ else }}\nb: 2\n{{ end }}\n{{ if .y }}\nc: 3\n{{ else }}\nd: 4\n{{ end }}",
      ["a: 1 c: 3", "b: 2 d: 4"],
    ],
    [
      "the same condition, negated",
      "{{ if .x }}\na: 1\n{{ else }}\nb: 2\n{{ end }}\n{{ if not .x }}\nc: 3\n{{ else }}\nd: 4\n{{ end }}",
      ["a: 1 d: 4", "b: 2 c: 3"],
    ],
    ["opposites without else", "{{ if .x }}\na: 1\n{{ end }}\n{{ if not .x }}\nb: 2\n{{ end }}", ["a: 1", "b: 2"]],
    [
      "a condition that a choice has answered",
      "{{ if .x }}\na: 1\n{{ else if .y }}\nb: 2\n{{ else }}\nc: 3\n{{ end }}\n{{ if .y }}\nd: 4\n{{ end }}\n{{ if not .x }}\ne: 5\n{{ end }}",
      ["a: 1 d: 4", "b: 2 d: 4 e: 5", "c: 3 e: 5"],
    ],
    [
      "a name within a loop may mean something else",
      "{{ if .x }}\na: 1\n{{ else }}\nb: 2\n{{ end }}\n{{ range .z }}{{ if .x }}\nc: 3\n{{ end }}{{ end }}",
      ["a: 1 c: 3", "b: 2 c: 3"],
    ],
    ["an else without content is none", "{{ if .x }}\na: 1\n{{ else }}\n{{ end }}", ["a: 1"]],
    ["the value of a key", "a: {{ if .x }}1{{ else }}2{{ end }}", ["a: 1", "a: 2"]],
    ["part of a value is unknown", "a: b{{ if .x }}1{{ else }}2{{ end }}", ["a: b…"]],
    ["the branches of a loop do not exclude each other", "{{ range .x }}\na: 1\n{{ else }}\nb: 2\n{{ end }}", ["a: 1 b: 2"]],
    ["an if that another document ends", "a: 1\n{{ if .x }}\nb: 2", ["a: 1 b: 2"]],
    ["what another document begins", "a: 1\n{{ else }}\nb: 2\n{{ end }}", ["a: 1 b: 2"]],
  ])("%s", (_, text, expected) => expect(renderings(text)).toEqual(expected));

  it("leaves out what need not be there, but not the object itself", () => {
    expect(least("a: 1\n{{ if .x }}\nb: 2\n{{ end }}")).toBe("a: 1");
    expect(least("a: 1\n{{ range .x }}\nb: 2\n{{ end }}")).toBe("a: 1");
    expect(least("{{ if .x }}\na: 1\n{{ with .y }}\nb: 2\n{{ end }}\n{{ end }}")).toBe("a: 1");
    expect(least("{{ if .x }}\nb: 2\n{{ else }}\na: 1\n{{ end }}")).toBe("a: 1");
    expect(least("a: 1\n{{ if .x }}\nb: 2\n{{ else }}\nc: 3\n{{ end }}")).toBe("a: 1 b: 2");
  });

  it("ends with a few, however long a chain is", () => {
    const chain = Array.from({ length: 40 }, (_, i) => `{{ else if .x${i} }}\na: ${i}\n`).join("");
    expect(renderings(`{{ if .x }}\na: 0\n${chain}{{ end }}`).length).toBe(8);
  });
});

describeCorpus("renderings over the corpus", () => {
  it("keep every offset", { timeout: 240_000 }, () => {
    for (const { path, text } of corpus("helm")) {
      const branches = branchesOf(text, renderedActions(text));
      for (const one of [...Array.from({ length: branches.count }, (_, i) => branches.choice(i)), branches.least(0)]) {
        const mask = maskChoice(text, one);
        expect(mask.text.length, path).toBe(text.length);
        expect(mask.text.split("\n").length, path).toBe(text.split("\n").length);
        for (const [i, { start }] of one.left.entries()) expect(start, path).toBeGreaterThanOrEqual(one.left[i - 1]?.end ?? 0);
      }
    }
  });
});
