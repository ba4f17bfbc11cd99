import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { rules } from "../../rules/index.ts";
import type { Unchecked } from "../lint/analyze.ts";
import { Linter } from "../lint/linter.ts";
import type { FileResult } from "../lint/result.ts";
import { analyse, contextSettings, type Source } from "./analyses.ts";
import type { Args } from "./args.ts";
import { baselinedBy } from "./baseline.ts";
import { type Cache, NO_CACHE, openCache } from "./cache.ts";
import { today } from "./clock.ts";
import { type Configs, configSource, openConfigs } from "./config.ts";
import { type Input, type SelectOptions, selectFiles } from "./files.ts";
import type { Shard } from "./lint-options.ts";
import { isInside, pathOf, relativeTo, repositoryRoot, uriOf } from "./paths.ts";
import { analyseInPool, threadsFor } from "./pool.ts";
import { progressOf } from "./progress.ts";
import { readStdin, readText } from "./read.ts";
import { Refusal } from "./refusal.ts";
import { roleOf } from "./roles.ts";
import type { Environment } from "./verbs.ts";
import { walk } from "./walk.ts";

const STDIN = "-";

/** Everything that verbs which look at files need: what was read, and a linter that has seen it. */
export interface Scan {
  readonly linter: Linter;
  readonly configs: Configs;
  /** The files to report, sorted by path. */
  readonly uris: readonly string[];
  /** Files that could not be checked at all. */
  readonly unread: readonly FileResult[];
  /** Something that had to be read could not be: exit code 2. */
  readonly incomplete: boolean;
  /** The directory that SARIF, GitLab and JUnit count paths from. */
  readonly root: string;
  readonly stdinUri: string | undefined;
}

/** Selects, reads and analyses files. What cannot be read is said on standard error. */
export async function scan(args: Args, environment: Environment, shard?: Shard): Promise<Scan> {
  const { cwd, stderr } = environment;
  const source = configSource(args, cwd);
  const configs = openConfigs(source);
  const options: SelectOptions = {
    cwd,
    ignorePatterns: args.values("ignore-pattern"),
    ignoreFiles: !args.flag("no-ignore"),
    forceExclude: args.flag("force-exclude"),
    allowUnmatched: args.flag("no-error-on-unmatched-pattern"),
    ignored: (path) => configs.of(uriOf(path)).ignored(uriOf(path)),
  };
  const operands = args.operands.length > 0 ? args.operands : ["."];
  const selection = selectFiles(
    operands.filter((operand) => operand !== STDIN),
    options,
  );
  for (const problem of selection.problems) stderr.write(`plimsoll: ${problem}\n`);

  const unread: FileResult[] = [];
  let incomplete = selection.problems.length > 0;
  const skip = (uri: string, reason: Unchecked, name: string, problem: string, fatal: boolean) => {
    unread.push(uncheckedFile(uri, reason));
    stderr.write(`plimsoll: ${name} ${problem}.\n`);
    incomplete ||= fatal;
  };
  for (const link of selection.links)
    skip(uriOf(link), "symlink", relativeTo(cwd, link), "is a symbolic link that leads elsewhere, and was not followed", false);
  const mine = shardOf(selection.inputs, shard);
  const sources: Source[] = [];
  for (const { path, explicit } of selection.inputs) {
    const uri = uriOf(path);
    const context = !mine(path);
    const content = readText(path);
    if ("text" in content) sources.push(sourceOf(uri, content.text, context));
    else if (!context)
      skip(uri, content.reason, relativeTo(cwd, path), content.problem, explicit || content.reason === "unreadable");
  }
  let stdinUri: string | undefined;
  if (operands.includes(STDIN)) {
    stdinUri = uriOf(resolve(cwd, args.value("stdin-filename") ?? "stdin.yaml"));
    const content = await readStdin();
    if ("text" in content) sources.push(sourceOf(stdinUri, content.text, false));
    else skip(stdinUri, content.reason, "standard input", content.problem, true);
  }
  const known = new Set(sources.map(({ uri }) => uri));
  for (const path of contextFiles(args.value("context"), selection.inputs, options)) {
    const content = known.has(uriOf(path)) ? undefined : readText(path);
    if (content && "text" in content) sources.push(sourceOf(uriOf(path), content.text, true));
  }
  for (const { uri } of sources) configs.of(uri);
  configs.refuseProblems();

  const linter = await analyseAll(sources, args, environment, configs);
  return {
    linter,
    configs,
    uris: sources.filter(({ context }) => !context).map(({ uri }) => uri),
    unread,
    incomplete,
    root: repositoryRoot(cwd) ?? cwd,
    stdinUri,
  };
}

function sourceOf(uri: string, text: string, context: boolean): Source {
  return { uri, text, context, role: roleOf(uri) };
}

async function analyseAll(sources: readonly Source[], args: Args, environment: Environment, configs: Configs): Promise<Linter> {
  const contexts = new Set(sources.filter(({ context }) => context).map(({ uri }) => uri));
  const settingsFor = (uri: string) => {
    const settings = configs.of(uri).settingsFor(uri);
    return contexts.has(uri) ? contextSettings(settings) : settings;
  };
  const baseline = baselinedBy(args, configs, environment.cwd);
  const linter = new Linter(rules, {
    settingsFor,
    roleOf,
    scopeOf: (uri) => configs.of(uri).scopeOf(uri),
    suppressorsFor: (uri) => ({ policy: configs.of(uri).suppressions, today: today(), ...(baseline ? { baseline } : {}) }),
  });
  const cache = cacheOf(args, environment.cwd);
  const pending = sources.filter((source) => {
    const analyses = cache.get(source, configs.digest(source.uri));
    if (analyses) linter.adopt(source.uri, source.text, analyses);
    return !analyses;
  });
  const progress = progressOf(environment.stderr, pending.length, !args.flag("no-progress") && !environment.env.CI);
  const done = (source: Source, analyses: ReturnType<typeof analyse>) => {
    linter.adopt(source.uri, source.text, analyses);
    cache.set(source, configs.digest(source.uri), analyses);
    progress.tick();
  };
  const threads = threadsFor(args.value("jobs"), pending);
  if (threads > 1) await analyseInPool(pending, threads, configSource(args, environment.cwd), done);
  else for (const source of pending) done(source, analyse(source, settingsFor(source.uri)));
  progress.done();
  cache.save();
  return linter;
}

function cacheOf(args: Args, cwd: string): Cache {
  const location = args.value("cache-location") ?? (args.flag("cache") ? ".plimsoll-cache" : undefined);
  if (location === undefined) return NO_CACHE;
  const path = resolve(cwd, location);
  return openCache(statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, ".plimsoll-cache") : path);
}

/** Which files are in the shard: every N-th of the sorted list. */
function shardOf(inputs: readonly Input[], shard: Shard | undefined): (path: string) => boolean {
  if (!shard) return () => true;
  const mine = new Set(inputs.filter((_, i) => i % shard.count === shard.index - 1).map(({ path }) => path));
  return (path) => mine.has(path);
}

/** The files that are read for the sake of others. */
function contextFiles(option: string | undefined, inputs: readonly Input[], options: SelectOptions): readonly string[] {
  if (option === undefined || option === "none") return [];
  const { cwd } = options;
  const directory =
    option === "auto" ? (repositoryRoot(inputs[0] ? resolve(inputs[0].path, "..") : cwd) ?? cwd) : resolve(cwd, option);
  if (!existsSync(directory)) throw new Refusal(`--context: there is no directory "${option}".`);
  return walk(directory, { ignoreFiles: options.ignoreFiles, excluded: options.ignored }).files.sort();
}

function uncheckedFile(uri: string, reason: Unchecked): FileResult {
  const unchecked = [{ reason, span: { start: 0, end: 0 } }];
  return { uri, text: "", dialect: "yaml", findings: [], suppressed: [], unchecked, resources: 0, crashes: [] };
}

/** How reports name a file: relative to the working directory, or as standard input. */
export function displayPath({ stdinUri }: Scan, args: Args, cwd: string): (uri: string) => string {
  const named = args.value("stdin-filename") !== undefined;
  return (uri) => (uri === stdinUri && !named ? "<stdin>" : relativeTo(cwd, pathOf(uri)));
}

/** The same relative to the repository's root; a path outside of it stays absolute. */
export function repositoryPath({ root, stdinUri }: Scan, args: Args): (uri: string) => string {
  const named = args.value("stdin-filename") !== undefined;
  return (uri) => {
    const path = pathOf(uri);
    if (uri === stdinUri && !named) return "<stdin>";
    return isInside(root, path) ? relativeTo(root, path) : path.replaceAll("\\", "/");
  };
}
