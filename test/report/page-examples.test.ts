import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../server/lint/config/config.ts";
import { readConfig } from "../../server/lint/config/read.ts";
import { indexRules } from "../../server/lint/rule/names.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { examplesOf, type PageExample } from "../../server/report/page/page-examples.ts";
import { lintText } from "../support/linting.ts";

// What a reader of a page sees when the example and the configuration beside it are copied into two files.
const index = indexRules(rules);
const pages = readdirSync("rules/docs").map(
  (file) => [file.replace(/\.md$/, ""), readFileSync(`rules/docs/${file}`, "utf8")] as const,
);

describe.each(pages)("the examples of %s", (id, page) => {
  const examples = examplesOf(page);

  it("are all there", () => {
    const fences = page.match(/^```yaml$/gm)?.length ?? 0;
    const read = examples.reduce((sum, { config }) => sum + (config === undefined ? 1 : 2), 0);
    const suppression = page.includes("\n## Suppress\n") ? 1 : 0;
    expect(read).toBe(fences - suppression);
  });

  it("report where they are bad and are silent where they are good", () => {
    const wrong = examples
      .filter((example) => found(example, presetOf(page)).includes(id) === example.good)
      .map(({ title }) => title);
    expect(wrong).toEqual([]);
  });
});

it("pages have examples", () => {
  const bare = pages.filter(([, page]) => !examplesOf(page).some(({ good }) => !good)).map(([id]) => id);
  expect(bare).toMatchInlineSnapshot(`
    [
      "broken-kustomization",
      "expired-suppression",
      "forbidden-suppression",
      "helm-missing-dependency",
      "helm-missing-value",
      "helm-schema-violation",
      "helm-template-error",
      "helm-unused-value",
      "helm-yaml-error",
      "missing-suppression-reason",
      "unknown-rule-in-suppression",
      "unsupported-kustomization-feature",
      "unused-suppression",
    ]
  `);
});

/** The first preset that has the rule on, as the page says. */
function presetOf(page: string): string {
  return /^\| Presets \| ([a-z-]+)/m.exec(page)?.[1] as string;
}

/** The rules that report an example under a preset, with the options that stand beside it. */
function found({ text, config = "" }: PageExample, preset: string): readonly string[] {
  return lintText(rules, text, settingsOf(`extends: [${preset}]\n${config}`)).findings.map(({ rule }) => rule);
}

const known = new Map<string, Settings>();

function settingsOf(config: string): Settings {
  const before = known.get(config);
  if (before) return before;
  const file = readConfig(config, "file:///plimsoll.yaml", index);
  expect(file.problems).toEqual([]);
  const settings = resolveConfig([file.config], rules).settingsFor("file:///sample.yaml");
  known.set(config, settings);
  return settings;
}
