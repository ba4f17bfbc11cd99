import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { PRESETS, type Preset } from "../../server/lint/rule/rule.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { corpus, corpusRoot } from "../support/corpus.ts";
import { FULL } from "../support/effort.ts";
import { lintText, presetSettings } from "../support/linting.ts";
import { ruleCases } from "../support/rule-samples.ts";
import { gravestByPlace, SUMMARIES } from "./gravest.ts";

// Two presets together (docs/severity.md): what each reports by itself, at least as gravely, and the same in either order. Each pair is tried on a share of the samples
// and of the corpus; together the pairs have half of them, in a full run all.

const PAIRS = PRESETS.flatMap((one, i) => PRESETS.slice(i + 1).map((other) => [one, other] as const));
const SAMPLES = FULL ? 6 : 42; // one of so many cases for each pair
const FILES = FULL ? 60 : 420;

const known = new Map<string, Settings>();

function settingsOf(...presets: readonly Preset[]): Settings {
  const key = presets.join(" ");
  const settings = known.get(key) ?? presetSettings(rules, presets);
  known.set(key, settings);
  return settings;
}

interface Subject {
  readonly name: string;
  readonly text: string;
}

const subjects: readonly Subject[] = ruleCases().map(({ name, text }) => ({ name, text }));
const files: readonly Subject[] = existsSync(corpusRoot) ? corpus("plain").map(({ path, text }) => ({ name: path, text })) : [];

function shareOf(all: readonly Subject[], parts: number, pair: number): readonly Subject[] {
  return all.filter((_, i) => i % parts === pair % parts);
}

function lost(alone: FileResult, together: FileResult): readonly string[] {
  const places = gravestByPlace(together);
  return [...gravestByPlace(alone)]
    .filter(([place, severity]) => (places.get(place) ?? 0) < severity && !SUMMARIES.has(place.split(" ")[0] as string))
    .map(([place, severity]) => `${place}: ${severity} > ${places.get(place) ?? 0}`);
}

const wordsOf = ({ findings }: FileResult) =>
  findings.map(({ rule, span, severity, message }) => `${rule} ${span.start} ${severity} ${message}`);

describe.each(PAIRS)("%s and %s", (one, other) => {
  const pair = PAIRS.findIndex(([a, b]) => a === one && b === other);

  it("report together what each reports, in either order", { timeout: 120_000 }, () => {
    const wrong: string[] = [];
    for (const { name, text } of [...shareOf(subjects, SAMPLES, pair), ...shareOf(files, FILES, pair)]) {
      const lint = (...presets: readonly Preset[]) => lintText(rules, text, settingsOf(...presets));
      const together = lint(one, other);
      for (const preset of [one, other])
        for (const place of lost(lint(preset), together)) wrong.push(`${name}: ${preset} alone: ${place}`);
      if (wordsOf(together).join("\n") !== wordsOf(lint(other, one)).join("\n")) wrong.push(`${name}: the order counts`);
    }
    expect(wrong).toEqual([]);
  });
});
