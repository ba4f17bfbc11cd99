import { rules as allRules } from "../../../rules/index.ts";
import { Refusal } from "../../disk/refusal.ts";
import { PRESETS, type Rule } from "../../lint/rule/rule.ts";
import { inPreset } from "../../lint/rule/settings.ts";
import { ruleTable } from "../../report/page/rule-table.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";

/** `plimsoll rules`: every rule with what decides whether to switch it on. */
export async function rules(args: Args, { stdout }: Environment): Promise<number> {
  if (args.operands.length > 0) throw new Refusal("plimsoll rules lists all rules; plimsoll explain RULE shows one.");
  const format = args.value("format") ?? "text";
  stdout.write(format === "json" ? asJson() : format === "markdown" ? ruleTable(allRules) : asText());
  return 0;
}

function asText(): string {
  const rows = allRules.map((rule) => [rule.id, rule.severity, rule.tier, rule.fix ?? "", rule.title]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return families(allRules)
    .map(
      (family) =>
        `${family}\n${lines
          .filter((_, i) => allRules[i]?.family === family)
          .map((line) => `  ${line}\n`)
          .join("")}`,
    )
    .join("\n");
}

function families(list: readonly Rule[]): readonly string[] {
  return [...new Set(list.map(({ family }) => family))];
}

function asJson(): string {
  const list = allRules.map((rule) => ({
    id: rule.id,
    family: rule.family,
    severity: rule.severity,
    presets: PRESETS.filter((preset) => inPreset(rule, preset)),
    fix: rule.fix ?? null,
    title: rule.title,
    why: rule.why,
    how: rule.how ?? null,
    standards: rule.standards ?? [],
    references: rule.references ?? [],
    peers: rule.peers ?? [],
    options: Object.fromEntries(
      Object.entries(rule.options).map(([name, { default: value, summary, schema }]) => [
        name,
        { default: value, summary, schema },
      ]),
    ),
  }));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}
