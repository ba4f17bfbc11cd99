import { resolve } from "node:path";
import { rules } from "../../../rules/index.ts";
import { pathOf, relativePath, repositoryRoot } from "../../disk/paths.ts";
import { Refusal } from "../../disk/refusal.ts";
import type { FileResult } from "../../lint/analysis/result.ts";
import { expiredEntries, expiryNotice } from "../../lint/config/suppression-policy.ts";
import { describeCrash } from "../../lint/rule/crash.ts";
import { FORMATS_WITH_FIXES } from "../../report/format/formats.ts";
import { type PendingResult, type RunContext, ready } from "../../report/report.ts";
import { version } from "../../report/version.ts";
import type { Args } from "../option/args.ts";
import type { Environment, Output } from "../option/environment.ts";
import { fails, type LintOptions, lintOptions } from "../option/lint-options.ts";
import { warn } from "../option/warn.ts";
import type { ChangedLines } from "../run/changed-lines.ts";
import { today } from "../run/clock.ts";
import { fixFiles, printDiff, writeFixes } from "../run/fix.ts";
import { type Loaded, load } from "../run/load.ts";
import { onlyChanged } from "../run/narrow.ts";
import { isRendered, toTemplates } from "../run/rendered.ts";
import { report } from "../run/report.ts";
import { displayPath, repositoryPath, type Scan, scan } from "../run/scan.ts";
import { shardRunOf } from "../run/shard-run.ts";
import { type Tally, verdictOf } from "../run/verdict.ts";

/** `plimsoll lint`: analyses, fixes if asked to, reports. Exit codes: 0, 1 for findings, 2 for anything that went wrong. */
export async function lint(
  args: Args,
  environment: Environment,
  options = lintOptions(args, environment),
  loaded?: Loaded,
): Promise<number> {
  const wantsFixes = options.fix !== undefined || options.targets.some(({ format }) => FORMATS_WITH_FIXES.has(format));
  const before = await withFacts(loaded ?? (await load(args, environment, options.shard)), args, options, environment);
  const run = await scan(args, environment, wantsFixes, before, options.shard);
  const name = displayPath(run, args, environment.cwd);
  let output: Output = environment.stdout;
  let isWhole = true;
  if (options.fix) {
    const fixed = fixFiles(run, options.fix, environment.stderr, name);
    if (options.diff) {
      const changes = printDiff(fixed, name, environment);
      return run.incomplete ? 2 : options.exitZero ? 0 : changes;
    }
    isWhole = writeFixes(fixed, run, environment, name);
    // A fixed standard input is the output; what is left to say goes beside it.
    if (run.stdinUri !== undefined) output = environment.stderr;
  }
  const changed = options.since === undefined ? undefined : await linesSince(options.since, environment.cwd);
  warnOfExpired(run, environment);
  const results = resultsOf(run, environment.cwd);
  const narrowed = (result: FileResult) => (changed ? onlyChanged(result, changed) : result);
  const tally = await report({ results, narrowed, context: contextOf(run, before, args, options, environment) }, options, output);
  const code = exitCode(tally, run, options, environment, name);
  return isWhole ? code : 2;
}

/** With what `--facts-in` knows of the files that are only read. */
async function withFacts(loaded: Loaded, args: Args, { shard }: LintOptions, { cwd }: Environment): Promise<Loaded> {
  const name = args.value("facts-in");
  if (name === undefined) return loaded;
  if (!shard) throw new Refusal("--facts-in says what the other parts of a run hold: it needs --shard I/N.");
  const { readFacts } = await import("../run/facts-file.ts");
  return { ...loaded, facts: readFacts(resolve(cwd, name), name, loaded, args, cwd) };
}

/** What was found in the files, in no order. Only what may move to a template is made before its turn. */
function resultsOf({ linter, uris, unread, configs }: Scan, cwd: string): readonly PendingResult[] {
  const rendered: PendingResult[] = [];
  const others: PendingResult[] = unread.map(ready);
  const make = (uri: string) => linter.result(uri);
  for (const uri of uris) (isRendered(linter.text(uri) ?? "") ? rendered : others).push({ uri, make });
  return rendered.length === 0 ? others : [...others, ...toTemplates(rendered, cwd, (uri) => configs.of(uri))];
}

/** Names the suppressions of the configuration that hide nothing any more. */
function warnOfExpired(run: Scan, { cwd, stderr }: Environment): void {
  const policies = new Set(run.uris.map((uri) => run.configs.of(uri).suppressions));
  const expired = new Set([...policies].flatMap((policy) => expiredEntries(policy, today())));
  for (const entry of expired) {
    const place = entry.origin.from === "file" ? `${relativePath(cwd, pathOf(entry.origin.uri))}:${entry.origin.line}: ` : "";
    warn(stderr, `${place}${expiryNotice(entry)}`);
  }
}

async function linesSince(reference: string, cwd: string): Promise<ChangedLines> {
  const root = repositoryRoot(cwd);
  if (root === undefined) throw new Refusal("--since needs a git repository, and the working directory is in none.");
  const { changedSince } = await import("../run/changed-lines.ts");
  return changedSince(reference, root);
}

/** What reports may ask about the run. */
function contextOf(run: Scan, loaded: Loaded, args: Args, options: LintOptions, { cwd }: Environment): RunContext {
  const settings = new Set(run.uris.map((uri) => run.configs.of(uri).settingsFor(uri)));
  const ids = new Set([...settings].flatMap(({ rules }) => [...rules.keys()]));
  const active = ids.size > 0 ? rules.filter(({ id }) => ids.has(id)) : [];
  const { shard } = options;
  return {
    rules: active,
    version,
    fails: (severity) => fails(options, severity),
    statistics: options.statistics,
    listUnchecked: options.reportUnchecked,
    ...(shard ? { shard: shardRunOf(shard, loaded, active, args, cwd) } : {}),
    path: displayPath(run, args, cwd),
    repositoryPath: repositoryPath(run, args),
    text: (uri) => run.linter.text(uri),
  };
}

function exitCode(tally: Tally, run: Scan, options: LintOptions, { stderr }: Environment, name: (uri: string) => string): number {
  for (const { uri, ...crash } of tally.crashes)
    warn(stderr, `${name(uri)}: ${describeCrash(crash)}. The other results stand; please report it.`);
  const empty = options.errorOnNoResources && tally.resources === 0;
  if (empty) warn(stderr, "there is no Kubernetes object in these files (--error-on-no-resources).");
  if (tally.crashes.length > 0 || run.incomplete || empty) return 2;
  return verdictOf(tally, options).failed ? 1 : 0;
}
