import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { describeFindings } from "../support/findings.ts";
import { fixAll } from "../support/fixing.ts";
import { foundLines, lintText, only } from "../support/linting.ts";
import { type Case, expectations, readSample, variantsOf } from "../support/sample.ts";

// Every rule against its own sample, and against the same in other dress.
const modules = import.meta.glob<{ default: Rule }>("../../rules/*/**/[!_]*.ts", { eager: true });

/**
 * By family, where the rules are tried that visit nothing: what they report is found by the engine itself while it renders a chart, builds a
 * kustomization or hides findings. It takes several files, or markers together with what they hide.
 */
const WITHOUT_SAMPLE: Readonly<Record<string, string>> = {
  helm: "test/lint/charts.test.ts",
  kustomize: "test/lint/overlay.test.ts",
  suppression: "test/lint/suppression/suppress.test.ts",
};

for (const [file, { default: rule }] of Object.entries(modules)) {
  const path = file.slice("../../rules/".length, -".ts".length);
  const sample = `samples/rules/${path}.yaml`;
  describe(`${rule.family}/${rule.id}`, () => {
    it("is where its name says", () => {
      expect(path.split("/")[0]).toBe(rule.family);
      expect(path.split("/").at(-1)).toBe(rule.id);
    });
    if (hasVisitor(rule)) it("has a sample", () => expect(existsSync(sample), sample).toBe(true));
    else
      it("is tried elsewhere, since no document alone has its findings", () => {
        expect(readFileSync(WITHOUT_SAMPLE[rule.family] ?? "", "utf8")).toContain(rule.id);
        expect(existsSync(sample), sample).toBe(false);
      });
    if (!existsSync(sample)) return;
    const cases = readSample(readFileSync(sample, "utf8"));
    it("has good and bad cases", () => {
      expect(cases.some((one) => one.good)).toBe(true);
      expect(cases.some((one) => !one.good)).toBe(true);
      for (const one of cases) expect(one.expected.length > 0, `"${one.title}"`).toBe(!one.good);
    });
    for (const one of cases) {
      it(`${one.good ? "good" : "bad"}: ${one.title}`, () => check(rule, one, one.text, one.expected));
      for (const { name, text } of variantsOf(one))
        it(`${one.good ? "good" : "bad"}: ${one.title} (${name})`, () => check(rule, one, text, expectations(text)));
    }
    it("says what it is known to say", async () => {
      const bad = cases.filter(({ good }) => !good);
      const found = bad.map((one) => describeFindings(one, lint(rule, one, one.text))).join("\n");
      await expect(found).toMatchFileSnapshot(`../../samples/rules/${path}.findings.txt`);
    });
    it("offers a fix just when it declares one", () => {
      const classes = new Set(
        cases.flatMap((one) => lint(rule, one, one.text).findings.flatMap(({ fixes }) => fixes.map((fix) => fix.class))),
      );
      if (rule.fix) expect([...classes]).toContain(rule.fix);
      else expect([...classes]).toEqual([]);
      if (rule.fix === "safe") return;
      expect([...classes]).not.toContain("safe");
    });
    it.runIf(rule.fix)("mends its sample", async () => {
      const fixed = cases.map((one) => fixAll(one.text, (text) => lint(rule, one, text))).join("");
      for (const comment of comments(cases.map((one) => one.text).join(""))) expect(fixed).toContain(comment);
      await expect(fixed).toMatchFileSnapshot(`../../samples/rules/${path}.fixed.yaml`);
    });
  });
}

function lint(rule: Rule, one: Case, text: string) {
  return lintText([rule], text, only([rule], one.options, one.kubernetes));
}

function check(rule: Rule, one: Case, text: string, expected: readonly string[]): void {
  const result = lint(rule, one, text);
  expect(foundLines(result)).toEqual(expected);
  for (const finding of result.findings) {
    const { start, end } = finding.span;
    expect(end, finding.message).toBeGreaterThan(start);
    expect(text.slice(start, end), finding.message).not.toMatch(/[\r\n]/);
  }
}

/** The comments that must survive a fix: all that are not on a line with a marker (such a line may go as a whole). */
function comments(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => (line.includes("expect:") ? [] : (/(?:^|\s)(#.*)$/.exec(line)?.[1] ?? [])));
}

function hasVisitor(rule: Rule): boolean {
  return Boolean(rule.document ?? rule.nonObject ?? rule.resource ?? rule.pod ?? rule.container ?? rule.workspace);
}
