import { resolve } from "node:path";
import { rules } from "../../../rules/index.ts";
import { pathOf, relativePath, slashed, uriOf } from "../../disk/paths.ts";
import { disk } from "../../disk/probes.ts";
import { readReport } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { FORMATS } from "../../report/format/formats.ts";
import { countsOf } from "../../report/merge/counts.ts";
import { readJsonReport } from "../../report/merge/json-report.ts";
import { MergedFiles } from "../../report/merge/merged-files.ts";
import { isPart, type NamedReport, problemsOf } from "../../report/merge/parts.ts";
import { type Repository, repositoryNames, repositoryTables } from "../../report/merge/repositories.ts";
import { type Format, RunReport, type RunSummary } from "../../report/report.ts";
import { version } from "../../report/version.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { fails, type Target, targetsOf, thresholdOf } from "../option/lint-options.ts";
import { matcherOf, openBaseline } from "../run/baseline.ts";
import { outputOf, writeAll } from "../run/report.ts";
import { Tally, verdictOf } from "../run/verdict.ts";
import type { MergeOption } from "./verbs.table.ts";

/** Formats that say something of files without findings, or of lines: only the reports of shards hold that. */
const FORMATS_OF_SHARDS: ReadonlySet<string> = new Set(["sarif", "junit", "checkstyle"]);

/**
 * `plimsoll merge`: joins the reports of the shards of one run, or of several repositories. Exit codes: as the run that the shards are of would end; 2 where
 * they are no whole.
 */
export async function merge(args: Args<MergeOption>, environment: Environment): Promise<number> {
  const { cwd } = environment;
  const targets = targetsOf(args.values("format"), cwd, "json");
  if (args.operands.length === 0) throw new Refusal("plimsoll merge needs reports: plimsoll merge shard-*.json.");
  const { files, reports } = readReports(args.operands, cwd);
  refuseStrangers(reports, targets);
  applyBaseline(files, reports, args, cwd);
  const repositories = reports.length > 1 && !isPart(reports[0] as NamedReport) ? repositoriesOf(reports) : [];
  const threshold = thresholdOf(args);
  const tally = new Tally();
  const run = new RunReport(
    {
      rules: rulesOf(reports),
      version,
      fails: (severity) => fails(threshold, severity),
      statistics: args.flag("statistics"),
      listUnchecked: args.flag("report-unchecked"),
      path: (uri) => relativePath(cwd, pathOf(uri)),
      repositoryPath: (uri) => relativePath(cwd, pathOf(uri)),
      text: () => undefined,
    },
    (uri) => files.file(uri),
  );
  const tables: Format = () => ({ file: () => [], end: ({ verdict }) => [repositoryTables(repositories, verdict)] });
  const reporters = await Promise.all(
    targets.map(async ({ format }) => {
      const make = format === "markdown" && repositories.length > 1 ? tables : await FORMATS[format]();
      return make(run.report, { color: false });
    }),
  );
  const outputs = targets.map((target) => outputOf(target, environment.stdout));
  for (const file of files) {
    tally.add(file.result);
    await writeAll(outputs, run.take(file, reporters));
  }
  const verdict = verdictOf(tally, threshold);
  await writeAll(outputs, run.end(verdict, reporters, uncountedOf(reports)));
  for (const output of outputs) output.close();
  const isIncomplete = reports.some(({ report }) => report.run?.complete === false);
  return tally.crashes.length > 0 || isIncomplete ? 2 : verdict.failed ? 1 : 0;
}

/** Reads one report after the other: all of them at once would take more memory than what is kept of them. Those of repositories come into folders of their names. */
function readReports(names: readonly string[], cwd: string) {
  const files = new MergedFiles((path) => uriOf(resolve(cwd, path)));
  const folders = names.length > 1 ? repositoryNames(names.map(slashed)) : [];
  const reports = names.map((name, i): NamedReport => {
    const content = readReport(resolve(cwd, name));
    if (!("text" in content)) throw new Refusal(`${name} ${content.problem}.`);
    const report = readJsonReport(content.text);
    if (typeof report === "string") throw new Refusal(`${name} ${report}.`);
    const { summary, run } = report;
    const named = { name, report: { summary, ...(run ? { run } : {}) }, counts: countsOf(report) };
    files.add(report, isPart(named) || names.length === 1 ? "" : `${folders[i]}/`);
    return named;
  });
  return { files, reports };
}

function repositoriesOf(reports: readonly NamedReport[]): readonly Repository[] {
  const names = repositoryNames(reports.map(({ name }) => slashed(name)));
  return reports.map(({ counts }, i) => ({ name: names[i] as string, counts }));
}

/** Refuses reports that are no whole together, and formats that need more than they say. */
function refuseStrangers(reports: readonly NamedReport[], targets: readonly Target[]): void {
  const problems = problemsOf(reports);
  if (problems.length > 0) throw new Refusal(...problems);
  if (targets.some(({ format }) => format === "text"))
    throw new Refusal("merge cannot write text, which shows lines of files: take compact, or markdown.");
  const lacking = reports.find(({ report }) => !report.run);
  const wanting = targets.find(({ format }) => FORMATS_OF_SHARDS.has(format));
  if (lacking && wanting)
    throw new Refusal(
      `${lacking.name} does not hold what ${wanting.format} needs: only the reports of shards do. Write it with --shard 1/1, or merge into json or markdown.`,
    );
  const other = reports.find(({ report }) => report.run && report.run.version !== version);
  if (other)
    throw new Refusal(
      `${other.name} was written by Plimsoll ${other.report.run?.version}, and this is ${version}: merge with that version.`,
    );
}

/** Hides what a baseline of the command line holds, in place of what the shards left out. */
function applyBaseline(files: MergedFiles, reports: readonly NamedReport[], args: Args<MergeOption>, cwd: string): void {
  const baseline = args.value("baseline");
  if (baseline === undefined) {
    if (args.flag("no-baseline")) files.applyBaseline(undefined);
    return;
  }
  const path = resolve(cwd, baseline);
  const read = openBaseline(path, cwd);
  if (!read) throw new Refusal(`There is no baseline ${baseline}: plimsoll baseline create writes one.`);
  const forbidden = new Set(reports.flatMap(({ report }) => report.run?.forbidden ?? []));
  files.applyBaseline(
    matcherOf(read, path, (file) => files.has(uriOf(file)) || disk.exists(file)),
    forbidden,
  );
}

/** The rules that were on in some part; all where reports do not say. */
function rulesOf(reports: readonly NamedReport[]) {
  if (reports.some(({ report }) => !report.run)) return rules;
  const ids = new Set(reports.flatMap(({ report }) => report.run?.rules ?? []));
  return ids.size > 0 ? rules.filter(({ id }) => ids.has(id)) : [];
}

/** How many files and objects there are, where reports do not name the files without findings. */
function uncountedOf(reports: readonly NamedReport[]): Partial<RunSummary["counts"]> {
  if (reports.every(({ report }) => report.run)) return {};
  const sum = (key: "files" | "resources") => reports.reduce((all, { report }) => all + report.summary[key], 0);
  return { files: sum("files"), resources: sum("resources") };
}
