import { Minimatch } from "minimatch";
import { describe, expect, it } from "vitest";
import { externalMatcher } from "../../../server/lint/config/external-matcher.ts";
import { fileMatcher, globProblem, nameMatcher, prefixMatcher } from "../../../server/lint/config/glob.ts";
import { fc } from "../../support/property.ts";

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
  [["*a*b*"], "xaxbx", true],
  [["*a*b*"], "bxa", false],
  [["ab*ba"], "aba", false],
  [["a*b*c"], "abbc", true],
  [["a*bc*c"], "abc", false],
  [["a*"], "a/b", false],
])("the names %j and %j: %s", (patterns, name, expected) => expect(nameMatcher(patterns)(name)).toBe(expected));

it("names are matched as minimatch does", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", "-", "/", "?"), maxLength: 8 });
  fc.assert(
    fc.property(texts, texts, (pattern, name) => {
      const options = { dot: true, nocomment: true, nonegate: true, nobrace: true, noext: true, platform: "linux" } as const;
      expect(nameMatcher([pattern])(name)).toBe(new Minimatch(pattern, options).match(name));
    }),
    { numRuns: 500 },
  );
});

it("a pattern of many asterisks is matched in time that grows with the name", () => {
  expect(nameMatcher([`${"*a".repeat(1000)}*b`])("a".repeat(250))).toBe(false);
  expect(nameMatcher([`${"*a".repeat(30)}*b`])("a".repeat(250))).toBe(false);
});

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

it.each<
  readonly [
    ref: { kind: string; namespace?: string; name?: string },
    kind: string,
    namespace: string | undefined,
    expected: boolean,
  ]
>([
  [{ kind: "Secret" }, "Secret", undefined, true],
  [{ kind: "Secret", name: "web" }, "Secret", undefined, true],
  [{ kind: "Secret", name: "web" }, "Secret", "a", true],
  [{ kind: "Secret", namespace: "*", name: "w*" }, "Secret", undefined, true],
  [{ kind: "Secret", namespace: "a", name: "web" }, "Secret", undefined, false],
  [{ kind: "Secret", namespace: "a", name: "w*" }, "Secret", "b", false],
  [{ kind: "S*", namespace: "a*", name: "web" }, "Secret", "ab", true],
  [{ kind: "S*", name: "web" }, "ConfigMap", undefined, false],
  [{ kind: "Secret", name: "w?" }, "Secret", undefined, false],
])("externalRefs %j and a %s named web in %s: %s", (ref, kind, namespace, expected) =>
  expect(externalMatcher([ref])(kind, namespace, "web")).toBe(expected),
);
