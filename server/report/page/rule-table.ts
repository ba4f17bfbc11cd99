import type { Rule, Tier } from "../../lint/rule/rule.ts";

/** All rules as Markdown tables, one for each family. */
export function ruleTable(rules: readonly Rule[]): string {
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const parts = families.map((family) => {
    const rows = rules
      .filter((rule) => rule.family === family)
      .map(
        (rule) =>
          `| [\`${rule.id}\`](docs/${rule.id}.md) | ${rule.severity} | ${rule.tier} | ${rule.fix ?? ""} | ${rule.title} |`,
      );
    return [
      `## ${family}`,
      "",
      "| rule | severity | from preset | fix | what it reports |",
      "|---|---|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return `# Rules\n\n${rules.length} rules. \`recommended\` ⊂ \`strict\` ⊂ \`all\`.\n\n${parts.join("\n\n")}\n`;
}

/** How many rules each family has, by tier, as a Markdown table: what the README shows. */
export function familyTable(rules: readonly Rule[]): string {
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const rows = families.map((family) => {
    const own = rules.filter((rule) => rule.family === family);
    const count = (tier: Tier) => own.filter((rule) => rule.tier === tier).length;
    const fixes = own.filter((rule) => rule.fix).length;
    return `| [${family}](rules/LIST.md#${family}) | ${own.length} | ${count("recommended")} | ${count("strict")} | ${count("all")} | ${fixes} |`;
  });
  const head = "| family | rules | recommended | strict adds | opt-in | with fixes |\n|---|--:|--:|--:|--:|--:|";
  return `${rules.length} rules.\n\n${head}\n${rows.join("\n")}`;
}
