import type { Severity } from "../rule/finding.ts";
import type { Preset, Rule } from "../rule/rule.ts";
import { defaultOptions, inPreset, type RuleSettings } from "../rule/settings.ts";
import type { Given, Origin } from "./file.ts";
import type { Layer } from "./layer.ts";

/** A rule under a configuration, every value with its origin. */
export interface ResolvedRule {
  readonly severity: Given<Severity | "off">;
  /** The user chose this very severity. */
  readonly pinned: boolean;
  readonly options: Readonly<Record<string, Given<unknown>>>;
}

/** A rule under presets and layers, of which the last that says something about a value wins. */
export function resolveRule(rule: Rule, presets: readonly Given<Preset>[], layers: readonly Layer[]): ResolvedRule {
  const preset = presets.findLast(({ value }) => inPreset(rule, value))?.value;
  const start: Origin = preset ? { from: "preset", preset } : { from: "default" };
  let severity: Given<Severity | "off"> = { value: preset ? rule.severity : "off", origin: start };
  let pinned = false;
  const options: Record<string, Given<unknown>> = {};
  const special = preset && rule.presetOptions?.[preset];
  for (const [name, value] of Object.entries(defaultOptions(rule, preset)))
    options[name] = { value, origin: special && Object.hasOwn(special, name) ? start : { from: "default" } };
  for (const layer of layers) {
    const choice = layer.rules.get(rule.id);
    if (!choice) continue;
    if (choice.severity) {
      pinned = choice.severity.value !== "on";
      severity = { ...choice.severity, value: choice.severity.value === "on" ? rule.severity : choice.severity.value };
    }
    for (const [name, given] of choice.options) options[name] = given;
  }
  return { severity, pinned, options };
}

/** How the rule runs; undefined if it is off. */
export function ruleSettings({ severity, pinned, options }: ResolvedRule): RuleSettings | undefined {
  if (severity.value === "off") return undefined;
  return {
    severity: severity.value,
    pinned,
    options: Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value])),
  };
}
