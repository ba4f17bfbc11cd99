import type { Severity } from "../rule/finding.ts";
import type { Preset, Rule } from "../rule/rule.ts";
import { defaultOptions, inPreset, presetOptionsOf, type RuleSettings, readingsOf } from "../rule/settings.ts";
import type { SettingOrigin, WithOrigin } from "./file.ts";
import type { Layer } from "./layer.ts";

/** A rule under a configuration, every value with its origin. */
export interface ResolvedRule {
  readonly severity: WithOrigin<Severity | "off">;
  /** The user chose this very severity. */
  readonly pinned: boolean;
  /** The presets in force that have it on. */
  readonly presets: readonly Preset[];
  readonly options: Readonly<Record<string, WithOrigin<unknown>>>;
  /** The options under further presets that are in force and read the rule in another way. */
  readonly readings: readonly Readonly<Record<string, WithOrigin<unknown>>>[];
}

/** A rule under presets, whose order does not count, and layers, of which the last that says something about a value wins. */
export function resolveRule(rule: Rule, presets: readonly WithOrigin<Preset>[], layers: readonly Layer[]): ResolvedRule {
  const on = presets.map(({ value }) => value).filter((one) => inPreset(rule, one));
  const [preset, ...others] = readingsOf(rule, on).map((reading) => reading.preset);
  let severity: WithOrigin<Severity | "off"> = {
    value: preset ? rule.severity : "off",
    origin: preset ? { from: "preset", preset } : { from: "default" },
  };
  let pinned = false;
  const chosen = new Map<string, WithOrigin<unknown>>();
  for (const layer of layers) {
    const choice = layer.rules.get(rule.id);
    if (!choice) continue;
    if (choice.severity) {
      pinned = choice.severity.value !== "on";
      severity = { ...choice.severity, value: choice.severity.value === "on" ? rule.severity : choice.severity.value };
    }
    for (const [name, given] of choice.options) chosen.set(name, given);
  }
  const under = (one: Preset | undefined) => ({ ...presetValues(rule, one), ...Object.fromEntries(chosen) });
  return { severity, pinned, presets: on, options: under(preset), readings: others.map(under) };
}

/** The options of a rule under a preset, without any configuration. */
function presetValues(rule: Rule, preset: Preset | undefined): Readonly<Record<string, WithOrigin<unknown>>> {
  const special = presetOptionsOf(rule, preset);
  return Object.fromEntries(
    Object.entries(defaultOptions(rule, preset)).map(([name, value]): [string, WithOrigin<unknown>] => {
      const origin: SettingOrigin = preset && Object.hasOwn(special, name) ? { from: "preset", preset } : { from: "default" };
      return [name, { value, origin }];
    }),
  );
}

/** How the rule runs; undefined if it is off. */
export function ruleSettings({ severity, pinned, presets, options, readings }: ResolvedRule): RuleSettings | undefined {
  if (severity.value === "off") return undefined;
  return {
    severity: severity.value,
    pinned,
    options: valuesOf(options),
    ...(presets.length > 0 ? { presets } : {}),
    ...(readings.length > 0 ? { readings: readings.map(valuesOf) } : {}),
  };
}

function valuesOf(options: Readonly<Record<string, WithOrigin<unknown>>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value]));
}
