import { describe, expect, it } from "vitest";
import { goPattern, hasPattern, matchesWhole, ownPatterns, patternOf, patternProblem } from "../../server/text/pattern.ts";

/** Takes JavaScript's own engine longer than anyone waits. */
const EVIL = "^(a+)+$";
const TEXT = `${"a".repeat(200)}b`;

describe("expressions of files", () => {
  it("take time in proportion to the text", () => {
    expect(patternOf([EVIL])?.test(TEXT)).toBe(false);
    expect(patternOf([EVIL])?.search(TEXT)).toBeUndefined();
    expect(matchesWhole(EVIL, TEXT)).toBe(false);
    expect(hasPattern(EVIL)(TEXT)).toBe(false);
    expect(goPattern(EVIL)?.(TEXT)).toBe(false);
  });

  it("match without regard to case, or the whole text", () => {
    expect(patternOf(["key-[0-9]+", "x"])?.test("my KEY-12")).toBe(true);
    expect(matchesWhole("a|ab", "ab")).toBe(true);
    expect(matchesWhole("a|b", "ab")).toBe(false);
    expect(patternOf([])).toBeUndefined();
  });

  it("say where the first match begins, in a long text its line", () => {
    const pattern = patternOf(["c+d", "bc"]);
    expect(pattern?.search("abccd")).toBe(1);
    const lines = `${"é\n".repeat(4000)}abccd\n`;
    expect(pattern?.search(lines)).toBe(8000);
    expect(patternOf(["a\nb"])?.search(`${"x\n".repeat(4000)}a\nb`)).toBe(0);
  });

  it("are the same in JavaScript's engine where they are our own", () => {
    const sources = ["^x{4,}$", "todo"];
    for (const text of ["xxxx", "xxx", "a TODO"]) {
      expect(patternOf(ownPatterns([...sources]))?.test(text)).toBe(patternOf(sources)?.test(text));
      expect(patternOf(ownPatterns([...sources]))?.search(text)).toBe(patternOf(sources)?.search(text));
    }
  });

  it("may be written as in JavaScript", () => expect(matchesWhole("(?<year>\\d{4})\\/\\u0041\\-", "2026/A-")).toBe(true));

  it.each([
    ["a(", "missing closing ): `a(`"],
    ["(x{1000}){1000}", "invalid repeat count: `{1000}`"],
    ["a(?!b)", 'RE2 has no lookahead: "(?!"'],
    ["(?<=a)b", 'RE2 has no lookbehind: "(?<="'],
    ["(?>a)b", 'RE2 has no atomic groups: "(?>"'],
    ["(a)\\1", "RE2 has no references to groups"],
    ["(?<n>a)\\k<n>", "RE2 has no references to groups"],
    ["(".repeat(1001), "it has more than 1000 characters"],
    ["a++", "invalid nested repetition operator: `++`"],
  ])("%s cannot be used", (source, problem) => expect(patternProblem(source)).toBe(problem));

  it("of a schema that are none, or too long, match everything", () => {
    expect(hasPattern("a(?=b)")("x")).toBe(true);
    expect(hasPattern("a".repeat(30_000))("x")).toBe(true);
  });
});
