import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { oneLine } from "../../server/report/plain.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { share } from "../support/effort.ts";
import { lintText, presetSettings } from "../support/linting.ts";
import { rendered } from "../support/reporting.ts";

// What the text report says can be fixed is what JSON has edits for, or withholds them of because they would show a secret.

const settings = presetSettings(rules, ["all"]);
const samples = fileURLToPath(new URL("../../samples", import.meta.url));

interface JsonReport {
  readonly summary: { readonly fixable: number };
  readonly findings: readonly {
    readonly fixes: readonly { readonly title: string; readonly edits: readonly unknown[]; readonly withheld?: true }[];
  }[];
}

function linted(files: readonly { readonly path: string; readonly text: string }[]): readonly FileResult[] {
  return files.map(({ path, text }) => lintText(rules, text, settings, `file:///repo/k8s/${path}`));
}

async function expectSame(results: readonly FileResult[]): Promise<void> {
  const report: JsonReport = JSON.parse(await rendered("json", results));
  const fixes = report.findings.flatMap((finding) => finding.fixes);
  expect(fixes.length).toBeGreaterThan(10);
  expect(fixes.filter(({ edits, withheld = false }) => (edits.length === 0) !== withheld)).toEqual([]);
  const text = await rendered("text", results);
  const shown = [...text.matchAll(/^ +(?:= fix: )(.*) \((?:--fix(?:-suggestions)?|one at a time, in an editor)\)$/gm)].map(
    ([, title]) => title,
  );
  expect(shown).toEqual(fixes.map(({ title }) => oneLine(title)));
  expect(text).toContain(`\n${report.summary.fixable} fixable, `);
  expect(report.summary.fixable).toBe(report.findings.filter((finding) => finding.fixes.length > 0).length);
}

it("text offers the fixes that JSON has: samples", () => {
  const paths = readdirSync(samples, { recursive: true, encoding: "utf8" }).filter((path) => /\.ya?ml$/.test(path));
  return expectSame(linted(share(paths.sort(), 5).map((path) => ({ path, text: readFileSync(join(samples, path), "utf8") }))));
}, 120_000);

describeCorpus("offers over the corpus", () => {
  it.each([{ parts: ["broken", "helm"] }, { parts: ["kustomize"] }])(
    "text offers the fixes that JSON has: $parts",
    async ({ parts }) => {
      const files = share(corpus(...parts), 16);
      await expectSame(linted(files));
    },
    120_000,
  );
});
