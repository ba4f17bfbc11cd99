import type { Rule } from "../lint/rule.ts";

/** All rules as Markdown tables, one for each family. */
export function ruleTable(rules: readonly Rule[]): string {
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const parts = families.map((family) => {
    const rows = rules
      .filter((rule) => rule.family === family)
      .map((rule) => `| [\`${rule.id}\`](docs/${rule.id}.md) | ${rule.severity} | ${rule.tier} | ${rule.fix ?? ""} | ${rule.title} |`);
    return [`## ${family}`, "", "| rule | severity | from preset | fix | what it reports |", "|---|---|---|---|---|", ...rows].join("\n");
  });
  return `# Rules\n\n${rules.length} rules. \`recommended\` ⊂ \`strict\` ⊂ \`all\`.\n\n${parts.join("\n\n")}\n`;
}
