import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { rules } from "../../../rules/index.ts";
import { holds } from "../../disk/listing.ts";
import { folderUriOf, isInside, pathOf, relativeTo, repositoryRoot, uriOf } from "../../disk/paths.ts";
import { readText } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { type Config, configChain, resolveConfig } from "../../lint/config/config.ts";
import { CONFIG_NAMES, type ConfigFile, type ConfigProblem } from "../../lint/config/file.ts";
import { type Flags, flagsConfig } from "../../lint/config/flags.ts";
import { readConfig } from "../../lint/config/read.ts";
import { indexRules, type RuleIndex } from "../../lint/rule/names.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { placesOf } from "../../report/place.ts";
import { folderOf } from "../../text/uri.ts";
import type { Args } from "../option/args.ts";

/** Where the configuration comes from: plain data, so that a worker can read it again. */
export interface ConfigSource {
  readonly cwd: string;
  /** The one file to use, or none; undefined: those found above each file. */
  readonly file: string | "none" | undefined;
  readonly flags: Flags;
}

/** The configuration of every file of a run. Files whose folders share configuration files share one object. */
export interface Configs {
  of(uri: string): Config;
  /** The configuration files that hold for a file, nearest first. */
  chain(uri: string): readonly ConfigFile[];
  /** Everything that was read for it: equal texts mean equal configuration. */
  digest(uri: string): string;
  /** Throws a refusal with all problems found so far, by file and line. */
  refuseProblems(): void;
}

/** The options that decide the configuration. */
export function configSource(args: Args, cwd: string): ConfigSource {
  const file = args.value("config");
  const only = args
    .values("only")
    .flatMap((ids) => ids.split(","))
    .map((id) => id.trim());
  const kubernetesVersion = args.value("kubernetes-version");
  return {
    cwd,
    file: args.flag("no-config") ? "none" : file === undefined ? undefined : resolve(cwd, file),
    flags: {
      presets: args.values("preset"),
      rules: args.values("rule"),
      ...(args.values("only").length > 0 ? { only } : {}),
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    },
  };
}

/** The rules, which are loaded with the first look at them: a run that is printed again needs none. */
const lazyRules: Iterable<Rule> = { [Symbol.iterator]: () => rules[Symbol.iterator]() };

/** Reads configuration files as they are needed. Refuses flags that make no sense and a named file that cannot be read. */
export function openConfigs({ cwd, file, flags }: ConfigSource): Configs {
  let known: RuleIndex | undefined; // made when a rule is named: rules are not loaded for a folder with nothing to lint
  const index = () => {
    known ??= indexRules(rules);
    return known;
  };
  const { config: flagged, problems: flagProblems } = flagsConfig(
    flags,
    flags.rules?.length || flags.only ? index() : indexRules([]),
  );
  if (flagProblems.length > 0) throw new Refusal(...flagProblems);
  const problems: ConfigProblem[] = [];
  const texts = new Map<string, string>();
  const files = new Map<string, ConfigFile | undefined>();
  const chains = new Map<string, readonly ConfigFile[]>();
  const resolved = new Map<string, Config>();
  const byFolder = new Map<string, Config>();
  const digests = new Map<string, string>();
  let last: { readonly folder: string; readonly config: Config } | undefined;

  const unreadable = new Map<string, string>();
  const load = (uri: string): string | undefined => {
    const content = readText(pathOf(uri));
    if ("text" in content) texts.set(uri, content.text);
    else unreadable.set(uri, content.problem);
    return texts.get(uri);
  };
  const read = (uri: string, text: string): ConfigFile => {
    const result = readConfig(text, uri, index(), load);
    problems.push(...result.problems);
    return result.config;
  };
  const inFolders = new Set<string>();
  const inFolder = (folder: string): ConfigFile | undefined => {
    if (files.has(folder)) return files.get(folder);
    let found: ConfigFile | undefined;
    for (const name of CONFIG_NAMES) {
      const text = found || !holds(pathOf(folder).replace(/(?<=.)[\\/]$/, ""), name) ? undefined : load(folder + name);
      inFolders.add(folder + name);
      if (text !== undefined) found = read(folder + name, text);
    }
    files.set(folder, found);
    return found;
  };
  const named = file === undefined || file === "none" ? undefined : read(uriOf(file), readNamed(file, texts));
  if (named) inFolders.add(named.uri);

  const chain = (uri: string): readonly ConfigFile[] => {
    const folder = folderOf(uri);
    let found = chains.get(folder);
    if (!found) {
      const root = repositoryRoot(resolve(pathOf(folder)));
      const top = root === undefined ? undefined : folderUriOf(root);
      found = named ? [named] : file === "none" ? [] : configChain(folder, inFolder, top);
      chains.set(folder, found);
    }
    return found;
  };
  const keyOf = (uri: string) =>
    chain(uri)
      .map((one) => one.uri)
      .join("\n");

  return {
    chain,
    of(uri) {
      // Files are asked for folder by folder.
      if (last && uri.startsWith(last.folder) && !uri.includes("/", last.folder.length)) return last.config;
      const folder = folderOf(uri);
      let config = byFolder.get(folder);
      if (!config) {
        const key = keyOf(uri);
        config = resolved.get(key) ?? resolveConfig([flagged, ...chain(uri)], lazyRules, flags.only);
        resolved.set(key, config);
        byFolder.set(folder, config);
      }
      last = { folder, config };
      return config;
    },
    digest(uri) {
      const key = keyOf(uri);
      const text =
        digests.get(key) ??
        JSON.stringify([
          flags,
          chain(uri)
            .flatMap(uris)
            .map((one) => [one, texts.get(one)]),
        ]);
      digests.set(key, text);
      return text;
    },
    refuseProblems() {
      const shown = problems.map((problem) => {
        return describe(
          isQuotable(pathOf(problem.uri), inFolders.has(problem.uri), cwd) ? problem : unquoted(problem),
          cwd,
          texts,
        );
      });
      for (const [uri, problem] of unreadable) if (inFolders.has(uri)) shown.push(`${relativeTo(cwd, pathOf(uri))} ${problem}.`);
      if (shown.length > 0) throw new Refusal(...shown);
    },
  };
}

/** The files that make up a configuration file: itself and those it extends. */
function uris(config: ConfigFile): readonly string[] {
  return [config.uri, ...(config.extends ?? []).flatMap((base) => ("uri" in base ? uris(base) : []))];
}

function readNamed(file: string, texts: Map<string, string>): string {
  const content = readText(file, "named");
  if (!("text" in content)) throw new Refusal(`The configuration file ${file} ${content.problem}.`);
  texts.set(uriOf(file), content.text);
  return content.text;
}

/**
 * Whether messages may say what stands in a configuration file: `extends` and links may lead to any file of the machine, and what lies outside of the
 * repository is not quoted. `isOwn`: the user names the file, or it lies in a folder where configuration is looked for.
 */
function isQuotable(path: string, isOwn: boolean, cwd: string): boolean {
  const real = realpathSync(path);
  const root = realpathSync(repositoryRoot(cwd) ?? cwd);
  return isInside(root, real) || (isOwn && real === join(realpathSync(dirname(path)), basename(path)));
}

function unquoted(problem: ConfigProblem): ConfigProblem {
  return {
    ...problem,
    message: "This is no valid configuration. The file lies outside of the repository: nothing of it is quoted.",
  };
}

function describe({ uri, span, message }: ConfigProblem, cwd: string, texts: ReadonlyMap<string, string>): string {
  const path = pathOf(uri);
  const { start } = placesOf(texts.get(uri) ?? "").range(span);
  return `${relativeTo(cwd, path)}:${start.line}:${start.column}: ${message}`;
}
