import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseDiff } from "../../server/cli/run/changed-lines.ts";
import { unifiedDiff } from "../../server/cli/run/unified-diff.ts";
import { fc } from "../support/property.ts";

describe("a unified diff", () => {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-diff-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const apply = (before: string, diff: string): string => {
    writeFileSync(join(folder, "a.yaml"), before);
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: folder, input: diff });
    return readFileSync(join(folder, "a.yaml"), "utf8");
  };

  it("is empty where nothing changes", () => expect(unifiedDiff("a", "x\n", "x\n")).toBe(""));

  it.each([
    ["a line", "a\nb\nc\n", "a\nB\nc\n"],
    ["without a final line break", "a\nb", "a\nB"],
    ["a final line break is added", "a", "a\n"],
    ["a final line break is removed", "a\n", "a"],
    ["CRLF", "a\r\nb\r\n", "a\r\nB\r\n"],
    ["two hunks", `x\n${"m\n".repeat(20)}y\n`, `X\n${"m\n".repeat(20)}Y\n`],
    ["all of it", "a\n", "b\nc\n"],
    ["a line is inserted at the start", "a\n", "0\na\n"],
  ])("of %s is applied by git", (_, before, after) => expect(apply(before, unifiedDiff("a.yaml", before, after))).toBe(after));

  it("of any texts is applied by git", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c: d\n", "\n", "e\r\n"), { minLength: 1, maxLength: 30 })
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(apply(before, unifiedDiff("a.yaml", before, after))).toBe(after);
      }),
      { numRuns: 60 },
    );
  });
});

describe("changed lines", () => {
  it("are read from git's own output, with names of all sorts", () => {
    const diff = [
      "diff --git a/a.yaml b/a.yaml",
      "--- a/a.yaml",
      "+++ b/a.yaml",
      "@@ -1 +1,2 @@",
      "-+++ b/trap.yaml",
      "++++ b/trap.yaml",
      "+@@ -1 +1 @@",
      "@@ -9,2 +10,0 @@",
      "-x",
      "-y",
      "--- a/my file.yaml\t",
      "+++ b/my file.yaml\t",
      "@@ -0,0 +5 @@",
      "+x",
      '--- "a/\\303\\244\\"\\t.yaml"',
      '+++ "b/\\303\\244\\"\\t.yaml"',
      "@@ -3 +3 @@",
      "-x",
      "+y",
      "--- a/gone.yaml",
      "+++ /dev/null",
      "@@ -1 +0,0 @@",
      "-x",
      "",
    ].join("\n");
    expect([...parseDiff(diff)]).toEqual([
      ["a.yaml", [[1, 2]]],
      ["my file.yaml", [[5, 5]]],
      ['ä"\t.yaml', [[3, 3]]],
    ]);
  });
});
