import { isDate } from "../../text/date.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Severity } from "../rule/finding.ts";
import type { RuleChoice, SuppressionEntry, WithOrigin } from "./file.ts";
import { readGlobs } from "./override.ts";
import { type ConfigReader, originOf, readBoolean, readItems, readKeys, readText, report } from "./reader.ts";
import { readRuleIds, readSeverity } from "./rules.ts";

/** What `suppressions` says. */
export interface SuppressionSettings {
  /** Two of its keys are another way to set the severity of a rule about suppressions. */
  readonly rules: ReadonlyMap<string, RuleChoice>;
  readonly forbid: readonly string[];
  readonly entries: readonly SuppressionEntry[];
}

export function readSuppressions(reader: ConfigReader, field: Field): SuppressionSettings {
  const rules = new Map<string, RuleChoice>();
  const choose = (id: string, severity: WithOrigin<Severity | "off" | "on"> | undefined) => {
    if (severity) rules.set(id, { severity, options: new Map() });
  };
  let forbid: readonly string[] = [];
  let items: readonly Field[] = [];
  readKeys(reader, field, "suppressions", {
    requireReason(value) {
      const required = readBoolean(reader, value, "requireReason");
      if (required !== undefined)
        choose("missing-suppression-reason", { value: required ? "on" : "off", origin: originOf(reader, value) });
    },
    reportUnused: (value) => choose("unused-suppression", readSeverity(reader, value, "reportUnused")),
    forbid: (value) => (forbid = readRuleIds(reader, value, "forbid")),
    entries: (value) => (items = readItems(reader, value, "entries")),
  });
  const required = rules.get("missing-suppression-reason")?.severity?.value === "on";
  return { rules, forbid, entries: items.flatMap((item) => readEntry(reader, item, forbid, required)) };
}

const NAME_KEYS = ["kind", "name", "namespace", "container"] as const;

function readEntry(
  reader: ConfigReader,
  field: Field,
  forbid: readonly string[],
  reasonRequired: boolean,
): readonly SuppressionEntry[] {
  const entry: { -readonly [K in keyof Omit<SuppressionEntry, "rules" | "origin">]: SuppressionEntry[K] } = {};
  let rules: readonly string[] | undefined;
  const text = (key: (typeof NAME_KEYS)[number] | "reason") => (value: Field) => {
    const read = readText(reader, value, key);
    if (read !== undefined) entry[key] = read;
  };
  readKeys(reader, field, "A suppression", {
    rules: (value) => (rules = readRuleIds(reader, value, "rules")),
    kind: text("kind"),
    name: text("name"),
    namespace: text("namespace"),
    container: text("container"),
    files: (value) => (entry.files = readGlobs(reader, value, "files")),
    reason: text("reason"),
    expires(value) {
      const date = readText(reader, value, "expires") ?? "";
      if (isDate(date)) entry.expires = date;
      else if (date) report(reader, value.site, `expires must be a day such as 2027-06-30, not "${date}".`);
    },
  });
  if (!field.isMapping) return [];
  const site = field.key.site;
  if (!rules) report(reader, site, "A suppression must name its rules: rules: [rule-id].");
  if (reasonRequired && !entry.reason?.trim()) report(reader, site, "A suppression needs a reason here: requireReason is true.");
  for (const id of rules ?? [])
    if (forbid.includes(id)) report(reader, site, `"${id}" cannot be suppressed: it is under forbid.`);
  return rules?.length ? [{ ...entry, rules, origin: originOf(reader, field) }] : [];
}
