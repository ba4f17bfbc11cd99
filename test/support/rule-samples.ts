import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { rules } from "../../rules/index.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { defaultOptions, NEWEST_KUBERNETES, type Settings } from "../../server/lint/rule/settings.ts";
import { presetSettings } from "./linting.ts";
import { type Case, readSample } from "./sample.ts";

/** A case of a rule's sample, with settings under which every rule is on and the rule itself has the options of the case. */
export interface RuleCase extends Case {
  /** Says which case it is: the sample's path and the case's title. */
  readonly name: string;
  readonly rule: Rule;
  readonly settings: Settings;
}

/** The cases of the samples of all rules that there are, sorted by path. */
export function ruleCases(): readonly RuleCase[] {
  const paths = readdirSync("samples/rules", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") && !path.endsWith(".fixed.yaml"))
    .sort();
  return paths.flatMap((path) => {
    const rule = rules.find(({ id }) => id === basename(path, ".yaml"));
    if (!rule) return [];
    const cases = readSample(readFileSync(`samples/rules/${path}`, "utf8"));
    return cases.map((one) => ({ ...one, name: `${path}: ${one.title}`, rule, settings: settingsOf(rule, one) }));
  });
}

const known = new Map<string, Settings>();

/** Equal settings are one object: plans are made for each. */
function settingsOf(rule: Rule, { options, kubernetes = NEWEST_KUBERNETES }: Case): Settings {
  const key = JSON.stringify([Object.keys(options).length > 0 ? rule.id : "", options, kubernetes]);
  const found = known.get(key);
  if (found) return found;
  const all = presetSettings(rules, ["all"], kubernetes);
  const own = { severity: rule.severity, pinned: false, options: { ...defaultOptions(rule, undefined), ...options } };
  const settings = { ...all, rules: Object.keys(options).length > 0 ? new Map(all.rules).set(rule.id, own) : all.rules };
  known.set(key, settings);
  return settings;
}
