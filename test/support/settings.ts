import type { Preset, Rule } from "../../server/lint/rule/rule.ts";
import { inPreset, NEWEST_KUBERNETES, type RuleSettings, readingsOf, type Settings } from "../../server/lint/rule/settings.ts";

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
