import { dirname, resolve } from "node:path";
import { rules } from "../../../rules/index.ts";
import { isInside, pathOf, pathOfName, relativePath, repositoryRoot, slashed, uriOf } from "../../disk/paths.ts";
import type { Analysis } from "../../lint/analysis/analyze.ts";
import { type FileResult, failedFile } from "../../lint/analysis/result.ts";
import type { Settings } from "../../lint/rule/settings.ts";
import { Linter } from "../../lint/workspace/linter.ts";
import type { LinterConfig } from "../../lint/workspace/linter-config.ts";
import type { Shard } from "../../report/shard.ts";
import { folderOf } from "../../text/path.ts";
import type { Source } from "../cache/cache.ts";
import type { Args } from "../option/args.ts";
import { chartSettingsOf } from "../option/chart-options.ts";
import type { Environment } from "../option/environment.ts";
import { warn } from "../option/warn.ts";
import { analyse, settingsIn } from "./analyses.ts";
import { baselinedBy } from "./baseline.ts";
import { addHelpers, chartHost } from "./charts.ts";
import { today } from "./clock.ts";
import { type Configs, configSource } from "./config.ts";
import { type Loaded, load } from "./load.ts";
import { progressOf } from "./progress.ts";
import { threadsFor } from "./threads.ts";

/** Everything that verbs which look at files need: what was read, and a linter that has seen it. */
export interface Scan {
  readonly linter: Linter;
  readonly configs: Configs;
  /** The files to report. */
  readonly uris: readonly string[];
  /** Files that could not be checked at all. */
  readonly unread: readonly FileResult[];
  /** Something that had to be read could not be: exit code 2. */
  readonly incomplete: boolean;
  /** The directory that SARIF, GitLab and JUnit count paths from. */
  readonly root: string;
  readonly stdinUri: string | undefined;
}

/** Analyses the files of a command line. `wantsFixes`: somebody will ask for the fixes of findings. `shard`: the part of the run that this is. */
export async function scan(
  args: Args,
  environment: Environment,
  wantsFixes: boolean,
  loaded?: Loaded,
  shard?: Shard,
): Promise<Scan> {
  const before = loaded ?? (await load(args, environment));
  const { sources, unread, incomplete, stdinUri, configs } = before;
  const { linter, failed } = await analyseAll(before, args, environment, wantsFixes);
  const linted = sources.filter(({ context, uri }) => !context && !failed.has(uri)).map(({ uri }) => uri);
  const uris = [
    ...linted,
    ...addHelpers(linter).filter((uri) => !shard || isOf(shard, relativePath(environment.cwd, pathOf(uri)))),
  ];
  return {
    unread: [...unread, ...failed.values()],
    incomplete: sayMissed(before, environment) || incomplete,
    stdinUri,
    configs,
    linter,
    uris,
    root: repositoryRoot(environment.cwd) ?? environment.cwd,
  };
}

/** Says which files could not be read that others need, such as a file of a generator, but for those that were named already. Whether the run is incomplete so. */
function sayMissed({ unread, missed }: Loaded, { cwd, stderr }: Environment): boolean {
  const known = new Set(unread.map(({ uri }) => uri));
  const others = [...missed].filter(([path]) => !known.has(uriOf(path))).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, { problem }] of others) warn(stderr, `${relativePath(cwd, path)} ${problem}.`);
  return others.some(([, { reason }]) => reason === "unreadable");
}

/** The linter that has seen the files, and those that it could not take. */
interface Analysed {
  readonly linter: Linter;
  readonly failed: ReadonlyMap<string, FileResult>;
}

/** A linter of no files yet, which asks the configuration and the disk what it needs to know. */
async function linterFor(
  { sources, schemas, configs, disk, isWhole }: Loaded,
  args: Args,
  cwd: string,
  settings: Pick<LinterConfig, "settingsFor" | "settingsOfBuilt">,
): Promise<Linter> {
  const roles = new Map(sources.map(({ uri, role }) => [uri, role]));
  const baseline = baselinedBy(args, configs, cwd, disk);
  const day = today();
  const given = chartSettingsOf(args, cwd, disk);
  const linter = new Linter(sources.length > 0 ? rules : [], {
    ...settings,
    roleOf: (uri) => roles.get(uri),
    scopeOf: (uri) => configs.of(uri).scopeOf(uri),
    isWhole: () => isWhole,
    repositoryOf: remembered((uri) => repositoryRoot(dirname(pathOf(uri))) ?? ""),
    exists: (uri, name) => disk.exists(resolve(dirname(pathOf(uri)), name)),
    read: remembered((name) => {
      const path = pathOfName(name);
      return path === undefined ? undefined : disk.read(path);
    }),
    chartSettings: (uri) => ({ ...configs.of(uri).chartSettings(folderOf(uri)), ...given }),
    charts: args.flag("no-helm") ? undefined : await chartHost(sources, disk),
    suppressorsFor: (uri) => ({ policy: configs.of(uri).suppressions, today: day, ...(baseline ? { baseline } : {}) }),
  });
  if (schemas.length > 0) linter.describe({ names: schemas, read: disk.read });
  return linter;
}

/** The settings of files as kustomizations and charts use them: those of other parts of a run are no mere context there. */
function settingsOfBuilt({ configs, others }: Loaded, keepsFixes: boolean, settingsFor: (uri: string) => Settings) {
  return (uri: string): Settings =>
    others.has(uri) ? settingsIn(configs.of(uri).settingsFor(uri), { context: false }, keepsFixes) : settingsFor(uri);
}

async function analyseAll(loaded: Loaded, args: Args, environment: Environment, wantsFixes: boolean): Promise<Analysed> {
  const { sources, configs, cache, facts } = loaded;
  const sourceOf = new Map(sources.map((source) => [source.uri, source]));
  const settingsFor = remembered((uri) =>
    settingsIn(configs.of(uri).settingsFor(uri), sourceOf.get(uri) ?? { context: false }, wantsFixes),
  );
  const linter = await linterFor(loaded, args, environment.cwd, {
    settingsFor,
    ...(loaded.others.size > 0 ? { settingsOfBuilt: settingsOfBuilt(loaded, wantsFixes, settingsFor) } : {}),
  });
  // What was analysed without fixes is of no use to a run that shows them.
  const digestOf = (uri: string) => `${wantsFixes}\0${configs.digest(uri)}`;
  const pending = sources.filter((source) => {
    const analyses = (source.context ? facts?.get(source) : undefined) ?? cache?.get(source, digestOf(source.uri));
    if (analyses) linter.adopt(source.uri, source.text, analyses);
    return !analyses;
  });
  const failed = new Map<string, FileResult>();
  /** One file never ends a run. */
  const guarded = ({ uri, text }: Source, take: () => void) => {
    try {
      take();
    } catch (error) {
      linter.remove(uri);
      failed.set(uri, failedFile(uri, text, error));
    }
  };
  const progress = progressOf(environment.stderr, pending.length, !args.flag("no-progress") && !environment.env.CI);
  const done = (source: Source, analyses: readonly Analysis[]) => {
    guarded(source, () => linter.adopt(source.uri, source.text, analyses));
    cache?.set(source, digestOf(source.uri), analyses);
    progress.tick();
  };
  const threads = await threadsFor(args.value("jobs"), pending);
  if (threads > 1) {
    const { analyseInPool } = await import("./pool.ts");
    const work = { config: configSource(args, environment.cwd), keepsFixes: wantsFixes };
    await analyseInPool(pending, threads, work, done);
  } else if (cache) for (const source of pending) guarded(source, () => done(source, analyse(source, settingsFor(source.uri))));
  else
    for (const source of pending) {
      guarded(source, () => linter.update(source.uri, source.text));
      progress.tick();
    }
  progress.done();
  linter.settle();
  return { linter, failed };
}

/** The same function, which works out the answer for each name once. */
function remembered<T>(answer: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined || known.has(name)) return before as T;
    const found = answer(name);
    known.set(name, found);
    return found;
  };
}

/** Whether a file that no operand names belongs to this part: all parts come upon it, whatever was given to them. */
function isOf({ index, count }: Shard, path: string): boolean {
  let sum = 0;
  for (const char of path) sum += char.codePointAt(0) ?? 0;
  return sum % count === index - 1;
}

/** How reports name a file: relative to the working directory, or as standard input. */
export function displayPath({ stdinUri }: Scan, args: Args, cwd: string): (uri: string) => string {
  const named = args.value("stdin-filename") !== undefined;
  return (uri) => (uri === stdinUri && !named ? "<stdin>" : relativePath(cwd, pathOf(uri)));
}

/** The same relative to the repository's root; a path outside of it stays absolute. */
export function repositoryPath({ root, stdinUri }: Scan, args: Args): (uri: string) => string {
  const named = args.value("stdin-filename") !== undefined;
  return (uri) => {
    const path = pathOf(uri);
    if (uri === stdinUri && !named) return "<stdin>";
    return isInside(root, path) ? relativePath(root, path) : slashed(path);
  };
}
