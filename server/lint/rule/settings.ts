import type { ReferenceSettings } from "../../kube/facts/resolve.ts";
import type { PodSources } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import type { Json } from "../../yaml/tree/json.ts";
import type { Severity } from "./finding.ts";
import { PRESETS, type Preset, type Rule } from "./rule.ts";

/** How one rule runs. */
export interface RuleSettings {
  readonly severity: Severity;
  /** The user chose the severity: it also replaces the one that a rule gives a single report. */
  readonly pinned: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  /** The presets in force that have it on. */
  readonly presets?: readonly Preset[];
  /** Further values of the options, where several presets that are in force read the rule differently: what it finds under any of them counts. */
  readonly readings?: readonly Readonly<Record<string, unknown>>[];
}

/** What decides the findings of a slice, beside its text. Equal settings are one object: its identity is a cache key. */
export interface Settings extends ReferenceSettings {
  /** The target Kubernetes version: the N of 1.N. */
  readonly kubernetes: number;
  /** The rules that are on. */
  readonly rules: ReadonlyMap<string, RuleSettings>;
  readonly podSources: PodSources;
  /** Nobody will ask for the fixes of findings: they take a third of the memory, and are not kept. */
  readonly withoutFixes?: boolean;
  /** The settings for one object, where overrides by kind, namespace or name apply; absent where none can. */
  forResource?(resource: Resource): Settings;
  /** The rules about which such overrides say something: whether they run for an object is not known here. */
  readonly conditional?: ReadonlySet<string>;
}

/** The newest Kubernetes version that the tables know. */
export const NEWEST_KUBERNETES = 37;

/** The values that a rule's options have under one of several presets. */
export interface PresetReading {
  readonly preset: Preset;
  readonly options: Readonly<Record<string, unknown>>;
}

/** How a rule is read under presets: one reading for each set of options that they have for it, that of the most special preset first. */
export function readingsOf(rule: Rule, presets: readonly Preset[]): readonly PresetReading[] {
  const readings = new Map<string, PresetReading>();
  for (const preset of PRESETS.toReversed()) {
    if (!presets.includes(preset) || !inPreset(rule, preset)) continue;
    const options = defaultOptions(rule, preset);
    const key = JSON.stringify(options);
    if (!readings.has(key)) readings.set(key, { preset, options });
  }
  return [...readings.values()];
}

/** Whether a preset switches the rule on. */
export function inPreset(rule: Rule, preset: Preset): boolean {
  const standards = rule.standards ?? [];
  switch (preset) {
    case "recommended":
      return rule.tier === "recommended";
    case "strict":
      return rule.tier !== "all";
    case "all":
      return true;
    case "pss-baseline":
      return standards.includes("pss:baseline");
    case "pss-restricted":
      return standards.includes("pss:baseline") || standards.includes("pss:restricted");
    case "cis":
      return standards.some((standard) => standard.startsWith("cis:"));
    case "nsa":
      return standards.includes("nsa");
  }
}

/** The values of a rule's options under a preset. */
export function defaultOptions(rule: Rule, preset: Preset | undefined): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(rule.options)) values[name] = option.default;
  return { ...values, ...presetOptionsOf(rule, preset) };
}

/** The values that a preset gives a rule's options in place of their defaults. `all` asks for what `strict` asks for. */
export function presetOptionsOf(rule: Rule, preset: Preset | undefined): Readonly<Record<string, Json>> {
  if (!preset) return {};
  const less = preset === "all" ? presetOptionsOf(rule, "strict") : undefined;
  const special: Record<string, Json> = {};
  for (const [name, { presets }] of Object.entries(rule.options)) {
    const value = presets?.[preset];
    if (value !== undefined) special[name] = value;
  }
  return { ...less, ...special, ...rule.presetOptions?.[preset] };
}
