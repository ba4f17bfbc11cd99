import type { FileResult } from "../../server/lint/analysis/result.ts";
import type { Preset, Rule } from "../../server/lint/rule/rule.ts";
import {
  defaultOptions,
  inPreset,
  NEWEST_KUBERNETES,
  type RuleSettings,
  readingsOf,
  type Settings,
} from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { lineStarts, positionAt } from "../../server/text/lines.ts";

/** Settings with just these rules on. */
export function only(
  rules: readonly Rule[],
  options: Readonly<Record<string, unknown>> = {},
  kubernetes = NEWEST_KUBERNETES,
): Settings {
  const on = rules.map((rule) => [
    rule.id,
    { severity: rule.severity, pinned: false, options: { ...defaultOptions(rule, undefined), ...options } },
  ]);
  return { kubernetes, rules: new Map(on as []), podSources: new Map() };
}

/** Settings of presets alone, without any configuration file. In which order they are named does not count. */
export function presetSettings(rules: readonly Rule[], presets: readonly Preset[], kubernetes = NEWEST_KUBERNETES): Settings {
  const on = new Map<string, RuleSettings>();
  for (const rule of rules) {
    const [own, ...others] = readingsOf(rule, presets).map(({ options }) => options);
    if (own)
      on.set(rule.id, {
        severity: rule.severity,
        pinned: false,
        options: own,
        presets: presets.filter((preset) => inPreset(rule, preset)),
        ...(others.length > 0 ? { readings: others } : {}),
      });
  }
  return { kubernetes, rules: on, podSources: new Map() };
}

/** Lints one text as a file of its own. A rule that throws fails the test. */
export function lintText(rules: readonly Rule[], text: string, settings = only(rules), uri = "file:///sample.yaml"): FileResult {
  return lintingTexts(rules, settings, uri)(text);
}

/** The same for one text after the other in the place of the one before, as a user types them: what stays is not read again. */
export function lintingTexts(
  rules: readonly Rule[],
  settings: Settings,
  uri = "file:///sample.yaml",
): (text: string) => FileResult {
  const exists = (_: string, name: string) => !name.includes("missing"); // what samples name, they have
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", exists });
  return (text) => {
    linter.update(uri, text);
    linter.settle();
    const result = linter.result(uri);
    const [crash] = result.crashes;
    if (crash) throw new Error(`${crash.rule} crashed: ${crash.error}`);
    return result;
  };
}

/** The findings as `line rule` (lines from 0), sorted. */
export function foundLines(result: FileResult): readonly string[] {
  const starts = lineStarts(result.text);
  return result.findings.map((finding) => `${positionAt(starts, finding.span.start).line} ${finding.rule}`).sort();
}
