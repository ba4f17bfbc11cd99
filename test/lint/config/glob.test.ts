import { describe, expect, it } from "vitest";
import { fileMatcher, globProblem, nameMatcher, prefixMatcher } from "../../../server/lint/config/glob.ts";

describe("file patterns", () => {
  it.each<readonly [patterns: readonly string[], path: string, expected: boolean]>([
    [["*.yaml"], "a/b/c.yaml", true],
    [["/*.yaml"], "a/c.yaml", false],
    [["/*.yaml"], "c.yaml", true],
    [["./a/*.yaml"], "a/c.yaml", true],
    [["./a"], "b/a/c.yaml", true],
    [["a/"], "a/b/c.yaml", true],
    [["a/b"], "x/a/b/c.yaml", false],
    [["a"], "ab/c.yaml", false],
    [["*", "!a"], "a/c.yaml", false],
    [["!a", "*"], "a/c.yaml", true],
    [["*", "!a", "a/c.yaml"], "a/c.yaml", true],
    [["!a"], "b.yaml", false],
    [[".*"], ".hidden/c.yaml", true],
    [["#a"], "#a", true],
    [[], "a", false],
  ])("%j chooses %s: %s", (patterns, path, expected) => expect(fileMatcher(patterns)(path)).toBe(expected));

  it.each<readonly [pattern: string, path: string, prefix: string | undefined]>([
    ["prod", "prod/a.yaml", "prod"],
    ["*", "prod/a/b.yaml", "prod"],
    ["**", "prod/a/b.yaml", "prod"],
    ["./*/apps/", "prod/apps/b.yaml", "prod/apps"],
    ["prod/*", "prod/b.yaml", "prod/b.yaml"],
    ["apps", "prod/apps/b.yaml", undefined],
  ])("of %s the folder above %s is %s", (pattern, path, prefix) => expect(prefixMatcher(pattern)(path)).toBe(prefix));
});

it.each<readonly [patterns: readonly string[], name: string, expected: boolean]>([
  [["web-*"], "web-1", true],
  [["web-?"], "web-12", false],
  [["a", "b"], "b", true],
  [["{a,b}"], "b", false],
  [["*"], "", false],
])("the names %j and %j: %s", (patterns, name, expected) => expect(nameMatcher(patterns)(name)).toBe(expected));

it.each<readonly [pattern: string, problem: RegExp | undefined]>([
  ["a/*.yaml", undefined],
  ["!", /empty pattern/],
  ["../a", /cannot leave/],
  ["a..b", undefined],
  ["a\\b", /forward slashes: "a\/b"/],
  ["a[b", /"\[" and "\]" do not match up/],
  ["a\\[b", undefined],
  ["{a,b", /"{" and "}"/],
  ["a".repeat(4096), undefined],
  ["a".repeat(4097), /more than 4096 characters/],
  ["{1..1000}", undefined],
  ["{1..1001}", /more than 1000 patterns/],
])("%# a pattern is told what is wrong with it", (pattern, problem) => {
  if (problem) expect(globProblem(pattern)).toMatch(problem);
  else expect(globProblem(pattern)).toBeUndefined();
});
