import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rules } from "../../rules/index.ts";
import type { Analysis } from "../lint/analyze.ts";
import { Linter } from "../lint/linter.ts";
import type { FileResult } from "../lint/result.ts";
import { analyse, contextSettings, type Source } from "./analyses.ts";
import type { Args } from "./args.ts";
import { baselinedBy } from "./baseline.ts";
import type { Cache } from "./cache.ts";
import { today } from "./clock.ts";
import { type Configs, configSource, openConfigs } from "./config.ts";
import type { Environment } from "./environment.ts";
import type { Shard } from "./lint-options.ts";
import { isInside, pathOf, relativeTo, repositoryRoot } from "./paths.ts";
import { progressOf } from "./progress.ts";
import { readText } from "./read.ts";
import { readSources } from "./sources.ts";
import { threadsFor } from "./threads.ts";

const CACHE_NAME = ".plimsoll-cache";

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

/** Selects, reads and analyses files. Refuses a configuration with problems before anything is analysed. */
export async function scan(args: Args, environment: Environment, shard?: Shard): Promise<Scan> {
  const { cwd } = environment;
  const configs = openConfigs(configSource(args, cwd));
  const { sources, ...rest } = await readSources(args, environment, configs, shard);
  for (const { uri } of sources) configs.of(uri);
  configs.refuseProblems();
  return {
    ...rest,
    configs,
    linter: await analyseAll(sources, args, environment, configs),
    uris: sources.filter(({ context }) => !context).map(({ uri }) => uri),
    root: repositoryRoot(cwd) ?? cwd,
  };
}

async function analyseAll(sources: readonly Source[], args: Args, environment: Environment, configs: Configs): Promise<Linter> {
  const byUri = new Map(sources.map((source) => [source.uri, source]));
  const settingsFor = remembered((uri) => {
    const settings = configs.of(uri).settingsFor(uri);
    return byUri.get(uri)?.context ? contextSettings(settings) : settings;
  });
  const baseline = baselinedBy(args, configs, environment.cwd);
  const day = today();
  const linter = new Linter(sources.length > 0 ? rules : [], {
    settingsFor,
    roleOf: (uri) => byUri.get(uri)?.role,
    scopeOf: (uri) => configs.of(uri).scopeOf(uri),
    exists: (uri, name) => existsSync(resolve(dirname(pathOf(uri)), name)),
    read: readNamed(),
    suppressorsFor: (uri) => ({ policy: configs.of(uri).suppressions, today: day, ...(baseline ? { baseline } : {}) }),
  });
  const cache = await cacheOf(args, environment.cwd);
  const pending = sources.filter((source) => {
    const analyses = cache?.get(source, configs.digest(source.uri));
    if (analyses) linter.adopt(source.uri, source.text, analyses);
    return !analyses;
  });
  const progress = progressOf(environment.stderr, pending.length, !args.flag("no-progress") && !environment.env.CI);
  const done = (source: Source, analyses: readonly Analysis[]) => {
    linter.adopt(source.uri, source.text, analyses);
    cache?.set(source, configs.digest(source.uri), analyses);
    progress.tick();
  };
  const threads = await threadsFor(args.value("jobs"), pending);
  if (threads > 1) {
    const { analyseInPool } = await import("./pool.ts");
    await analyseInPool(pending, threads, configSource(args, environment.cwd), done);
  } else if (cache) for (const source of pending) done(source, analyse(source, settingsFor(source.uri)));
  else
    for (const { uri, text } of pending) {
      linter.update(uri, text);
      progress.tick();
    }
  progress.done();
  cache?.save();
  return linter;
}

/** The same function, which works out the answer for each URI once. */
function remembered<T>(answer: (uri: string) => T): (uri: string) => T {
  const known = new Map<string, T>();
  return (uri) => {
    let found = known.get(uri);
    if (found === undefined) {
      found = answer(uri);
      known.set(uri, found);
    }
    return found;
  };
}

/** Reads files by their decoded URI, each once. */
function readNamed(): (name: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (name) => {
    if (!texts.has(name)) {
      const content = readText(pathOf(encodeURI(name).replaceAll("?", "%3F").replaceAll("#", "%23")));
      texts.set(name, "text" in content ? content.text : undefined);
    }
    return texts.get(name);
  };
}

async function cacheOf(args: Args, cwd: string): Promise<Cache | undefined> {
  const location = args.value("cache-location") ?? (args.flag("cache") ? CACHE_NAME : undefined);
  if (location === undefined) return undefined;
  const { openCache } = await import("./cache.ts");
  const path = resolve(cwd, location);
  return openCache(statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, CACHE_NAME) : path);
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
