import { code, table } from "../format/markdown-table.ts";
import { counted } from "../report.ts";
import type { ReportCounts } from "./counts.ts";

/** As many repositories have a column of their own: a wider table is not read. */
const MOST_COLUMNS = 20;

/** A repository with what its report comes to. */
export interface Repository {
  readonly name: string;
  readonly counts: ReportCounts;
}

/**
 * What reports of several repositories are called: by what tells the names of their files apart, without the ending. `shop.json` and `bank.json` are shop and
 * bank, `shop/report.json` and `bank/report.json` as well.
 */
export function repositoryNames(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) =>
    path
      .replace(/\.json$/, "")
      .split("/")
      .filter((part) => part !== "" && part !== "."),
  );
  const shortest = Math.min(...parts.map(({ length }) => length));
  let same = 0;
  while (same < shortest - 1 && new Set(parts.map((one) => one.at(-1 - same))).size === 1) same++;
  const cut = parts.map((one) => one.slice(0, one.length - same));
  for (let length = 1; length < shortest - same; length++) {
    const names = cut.map((one) => one.slice(-length).join("/"));
    if (new Set(names).size === names.length) return names;
  }
  return cut.map((one) => one.join("/"));
}

/** How many findings each rule has in each repository, as a page in Markdown: first what there is of each repository, then of each rule. */
export function repositoryTables(
  repositories: readonly Repository[],
  verdict: { readonly failed: boolean; readonly reason: string },
): string {
  const total = (name: string) => repositories.reduce((sum, { counts }) => sum + (counts.byRule.get(name) ?? 0), 0);
  const sizes = [...repositories].sort((a, b) => b.counts.all - a.counts.all || (a.name < b.name ? -1 : 1));
  const columns = sizes.slice(0, MOST_COLUMNS);
  const others = sizes.slice(MOST_COLUMNS);
  const rules = [...new Set(repositories.flatMap(({ counts }) => [...counts.byRule.keys()]))]
    .map((rule) => ({ rule, all: total(rule) }))
    .sort((a, b) => b.all - a.all || (a.rule < b.rule ? -1 : 1));
  const rows = rules.map(({ rule, all }) => {
    const cells = columns.map(({ counts }) => counts.byRule.get(rule) ?? 0);
    const rest = others.reduce((sum, { counts }) => sum + (counts.byRule.get(rule) ?? 0), 0);
    return `| ${[code(rule), all, ...cells, ...(others.length > 0 ? [rest] : [])].join(" | ")} |`;
  });
  const head = [
    "Rule",
    "All",
    ...columns.map(({ name }) => code(name)),
    ...(others.length > 0 ? [`${others.length} others`] : []),
  ];
  const paragraphs = [
    `## Plimsoll: ${verdict.failed ? "failed" : "passed"}`,
    `${counted(repositories.length, "repository").replace(/ys$/, "ies")}: ${verdict.reason}`,
    table(["Repository", "Errors", "Warnings", "Info", "Files", "Objects", "Suppressed"], sizes.map(rowOf)),
    table(head, rows),
  ];
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

function rowOf({ name, counts }: Repository): string {
  const { error, warning, info, files, resources, suppressed } = counts;
  return `| ${[code(name), error, warning, info, files, resources, suppressed].join(" | ")} |`;
}
