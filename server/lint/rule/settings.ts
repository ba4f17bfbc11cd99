import type { PodSources } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import type { Severity } from "./finding.ts";
import type { Preset, Rule } from "./rule.ts";

/** How one rule runs. */
export interface RuleSettings {
  readonly severity: Severity;
  /** The user chose the severity: it also replaces the one that a rule gives a single report. */
  readonly pinned: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What decides the findings of a slice, beside its text. Equal settings are one object: its identity is a cache key. */
export interface Settings {
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

/** Settings of presets alone, without any configuration file. A later preset adds to the earlier ones and wins where both set options. */
export function presetSettings(rules: readonly Rule[], presets: readonly Preset[], kubernetes = NEWEST_KUBERNETES): Settings {
  const on = new Map<string, RuleSettings>();
  for (const preset of presets)
    for (const rule of rules)
      if (inPreset(rule, preset))
        on.set(rule.id, { severity: rule.severity, pinned: false, options: defaultOptions(rule, preset) });
  return { kubernetes, rules: on, podSources: new Map() };
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
  return { ...values, ...(preset ? rule.presetOptions?.[preset] : undefined) };
}
