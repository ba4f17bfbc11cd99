import { DIALECTS } from "../../lint/analysis/dialect.ts";
import { fixText } from "../../lint/fix/fix.ts";
import { PRESETS, type Rule } from "../../lint/rule/rule.ts";
import { defaultOptions, inPreset, NEWEST_KUBERNETES, type Settings } from "../../lint/rule/settings.ts";
import { Linter } from "../../lint/workspace/linter.ts";
import type { PageCase } from "./rule-page.ts";
import { type SampleCase, sampleCases, shownPart } from "./sample.ts";

const URI = "file:///sample.yaml";

/** The cases of a rule's sample as its page shows them: what the linter says of each, and what its fixes make of it. */
export function pageCases(rule: Rule, sample: string): readonly PageCase[] {
  return sampleCases(shownPart(sample)).map((one) => pageCase(rule, one));
}

function pageCase(rule: Rule, one: SampleCase): PageCase {
  const { title, good, text } = one;
  const settings = settingsOf(rule, one);
  const exists = (_: string, name: string) => !name.includes("missing"); // what samples name, they have
  const linter = new Linter([rule], { settingsFor: () => settings, scopeOf: () => "", exists });
  const findingsIn = (candidate: string) => {
    linter.update(URI, candidate);
    linter.settle();
    return linter.result(URI).findings;
  };
  const messages = findingsIn(text).map(({ message }) => message);
  const dialect = DIALECTS[linter.result(URI).dialect];
  return {
    title,
    good,
    text,
    messages,
    config: configOf(rule, one),
    fixed: rule.fix ? fixText(text, findingsIn, "manual", dialect).text : undefined,
  };
}

/** The configuration file with the options and the version of a case, as far as the first preset that has the rule on differs from them. */
function configOf(rule: Rule, { options, kubernetes }: SampleCase): string | undefined {
  const usual = defaultOptions(
    rule,
    PRESETS.find((preset) => inPreset(rule, preset)),
  );
  const own = Object.entries({ ...defaultOptions(rule, undefined), ...options }).filter(
    ([name, value]) => name in options || JSON.stringify(value) !== JSON.stringify(usual[name]),
  );
  const lines = own.map(([name, value]) => `    ${name}: ${flow(value)}`);
  if (lines.length > 0) lines.unshift("rules:", `  ${rule.id}:`);
  if (kubernetes !== undefined) lines.unshift(`kubernetesVersion: "1.${kubernetes}"`);
  return lines.length > 0 ? lines.join("\n") : undefined;
}

/** A value as YAML on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${flow(inner)}`)
    .join(", ")} }`;
}

/** Settings with this rule alone, as the case has it. */
function settingsOf(rule: Rule, { options, kubernetes = NEWEST_KUBERNETES }: SampleCase): Settings {
  const own = { severity: rule.severity, pinned: false, options: { ...defaultOptions(rule, undefined), ...options } };
  return { kubernetes, rules: new Map([[rule.id, own]]), podSources: new Map() };
}
