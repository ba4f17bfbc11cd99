import type { Field } from "../../yaml/tree/field.ts";
import { jsonOf } from "../../yaml/tree/plain.ts";
import { SEVERITIES, type Severity } from "../rule/finding.ts";
import { unknownRule } from "../rule/names.ts";
import type { Rule } from "../rule/rule.ts";
import type { RuleChoice, RuleChoices, WithOrigin } from "./file.ts";
import { type ConfigReader, originOf, readTexts, report, reportUnknown, textOf } from "./reader.ts";

/** The words for a rule's severity in the configuration. */
export const SEVERITY_WORDS = ["off", "on", ...SEVERITIES] as const;

/** Reads `rules`: for every id a severity, `off`, `on`, or a mapping of a severity and options. */
export function readRules(reader: ConfigReader, field: Field): RuleChoices {
  const choices = new Map<string, RuleChoice>();
  if (!field.isMapping) report(reader, field.site, "rules must be a mapping from rule ids to severities.");
  for (const [id, value] of field.entries()) {
    const rule = reader.rules.get(id);
    if (!rule) {
      const { message, replacement } = unknownRule(id, reader.rules);
      report(reader, value.key.site, message, replacement);
    } else if (value.exists) choices.set(id, readChoice(reader, rule, value));
  }
  return choices;
}

function readChoice(reader: ConfigReader, rule: Rule, field: Field): RuleChoice {
  if (!field.isMapping) {
    const severity = readSeverity(reader, field, `The severity of "${rule.id}"`);
    return { ...(severity ? { severity } : {}), options: new Map() };
  }
  const options = new Map<string, WithOrigin<unknown>>();
  for (const [name, value] of field.entries())
    if (name !== "severity" && value.exists) readOption(reader, rule, name, value, options);
  const word = field.at("severity");
  const severity = word.exists ? readSeverity(reader, word, `The severity of "${rule.id}"`) : undefined;
  return { ...(severity ? { severity } : {}), options };
}

function readOption(reader: ConfigReader, rule: Rule, name: string, field: Field, into: Map<string, WithOrigin<unknown>>): void {
  const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
  if (!option) {
    reportUnknown(reader, field.key.site, `"${rule.id}" has no option`, name, ["severity", ...Object.keys(rule.options)]);
    return;
  }
  const read = option.read(jsonOf(field));
  if ("problem" in read) report(reader, field.at(...(read.at ?? [])).site, `${name} ${read.problem}.`);
  else into.set(name, { value: read.value, origin: originOf(reader, field) });
}

/** A severity, `off` or `on`; the decoder takes the last two for booleans. */
export function readSeverity(reader: ConfigReader, field: Field, what: string): WithOrigin<Severity | "off" | "on"> | undefined {
  const text = typeof field.raw === "boolean" ? (field.raw ? "on" : "off") : textOf(field);
  const value = SEVERITY_WORDS.find((word) => word === text);
  if (value) return { value, origin: originOf(reader, field) };
  if (text === undefined) report(reader, field.site, `${what} must be error, warning, info or off.`);
  else reportUnknown(reader, field.site, `${what} cannot be`, text, ["error", "warning", "info", "off"]);
  return undefined;
}

/** A list of rule ids; unknown ones are reported and left out. */
export function readRuleIds(reader: ConfigReader, field: Field, what: string): readonly string[] {
  return readTexts(reader, field, what).flatMap(([id, item]) => {
    if (reader.rules.has(id)) return [id];
    const { message, replacement } = unknownRule(id, reader.rules);
    report(reader, item.site, message, replacement);
    return [];
  });
}
