import type { Shard, ShardRun } from "../shard.ts";
import type { ReportCounts } from "./counts.ts";
import type { JsonReport } from "./json-report.ts";

/** What is kept of a report: the name of its file, as it was given, what it says of its run, and its counts. */
export interface NamedReport {
  readonly name: string;
  readonly report: Pick<JsonReport, "summary" | "run">;
  readonly counts: ReportCounts;
}

/** What must be the same in all parts of a run, in words. */
const SHARED: readonly (readonly [key: keyof ShardRun, noun: string, shown: boolean])[] = [
  ["version", "version of Plimsoll", true],
  ["configuration", "configuration, or other options", false],
  ["commit", "commit", true],
  ["sources", "state of the files", false],
];

/** Whether the report is one of several parts of a run. */
export function isPart({ report }: NamedReport): boolean {
  return (report.run?.shard.count ?? 1) > 1;
}

/** Why reports cannot be joined: parts that are missing, there twice, of another run, or beside reports that are whole. Nothing where they can. */
export function problemsOf(reports: readonly NamedReport[]): readonly string[] {
  const parts = reports.filter(isPart);
  const [whole] = reports.filter((one) => !isPart(one));
  const [first] = parts;
  if (!first) return [];
  if (whole)
    return [
      `${whole.name} is the report of a whole run, and ${first.name} is shard ${nameOf(first)} of another: merge the shards of each run first, then the reports of whole runs.`,
    ];
  const strangers = SHARED.flatMap(([key, noun, isShown]) => strangersBy(parts, key, noun, isShown));
  return strangers.length > 0 ? strangers : gapsOf(parts);
}

/** The parts that differ from most others in something. */
function strangersBy(parts: readonly NamedReport[], key: keyof ShardRun, noun: string, isShown: boolean): readonly string[] {
  const groups = new Map<unknown, NamedReport[]>();
  for (const part of parts) groups.set(part.report.run?.[key], [...(groups.get(part.report.run?.[key]) ?? []), part]);
  const [most, ...others] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  if (!most) return [];
  return others.flatMap(([value, ones]) =>
    ones.map((part) => {
      const than = isShown ? ` (${value ?? "none"}; ${most[1][0]?.name}: ${most[0] ?? "none"})` : ` than ${most[1][0]?.name}`;
      return `${part.name} is shard ${nameOf(part)} of another ${noun}${than}.`;
    }),
  );
}

/** The parts that are missing, and those that are there twice. */
function gapsOf(parts: readonly NamedReport[]): readonly string[] {
  const problems: string[] = [];
  const byIndex = new Map<number, NamedReport>();
  const counts = new Set(parts.map((part) => shardOf(part).count));
  if (counts.size > 1)
    return [
      `The shards are of runs in ${[...counts].sort((a, b) => a - b).join(" and ")} parts: ${parts.map((part) => `${part.name} is ${nameOf(part)}`).join(", ")}.`,
    ];
  for (const part of parts) {
    const before = byIndex.get(shardOf(part).index);
    if (before) problems.push(`${before.name} and ${part.name} are both shard ${nameOf(part)}.`);
    byIndex.set(shardOf(part).index, part);
  }
  const [count = 0] = counts;
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    problems.push(
      `${missing.length === 1 ? "Shard" : "Shards"} ${missing.map((index) => `${index}/${count}`).join(", ")} ${missing.length === 1 ? "is" : "are"} missing.`,
    );
  return problems;
}

function shardOf({ report }: NamedReport): Shard {
  return report.run?.shard ?? { index: 1, count: 1 };
}

function nameOf(part: NamedReport): string {
  const { index, count } = shardOf(part);
  return `${index}/${count}`;
}
