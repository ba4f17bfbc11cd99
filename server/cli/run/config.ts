import { dirname, resolve } from "node:path";
import { rules } from "../../../rules/index.ts";
import { holds } from "../../disk/listing.ts";
import { pathOf, relativePath, repositoryRoot, uriOf } from "../../disk/paths.ts";
import { isQuotable, NOT_QUOTED } from "../../disk/quotable.ts";
import { readText } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { type Config, resolveConfig } from "../../lint/config/config.ts";
import { CONFIG_NAMES, type ConfigFile, type ConfigProblem } from "../../lint/config/file.ts";
import { type Flags, flagsConfig } from "../../lint/config/flags.ts";
import { inOrder } from "../../lint/config/layer.ts";
import { readConfig } from "../../lint/config/read.ts";
import { indexRules, type RuleIndex } from "../../lint/rule/names.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { placesOf } from "../../report/place.ts";
import { NONE } from "../../text/none.ts";
import { folderOf, parentOf } from "../../text/path.ts";
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
export function openConfigs(source: ConfigSource): Configs {
  return new RunConfigs(source);
}

/** Configuration files, each read once, with what is wrong in them. */
class ConfigFiles {
  readonly #cwd: string;
  readonly #index: () => RuleIndex;
  readonly #texts = new Map<string, string>();
  readonly #unreadable = new Map<string, string>();
  readonly #problems: { readonly problem: ConfigProblem; readonly root: string }[] = [];
  readonly #own = new Set<string>(); // those that the user names, and those that lie in a folder where configuration is looked for
  readonly #byFolder = new Map<string, ConfigFile | undefined>();

  constructor(cwd: string, index: () => RuleIndex) {
    this.#cwd = cwd;
    this.#index = index;
  }

  text(uri: string): string | undefined {
    return this.#texts.get(uri);
  }

  /** The file that the command line names. */
  named(path: string): ConfigFile {
    const uri = uriOf(path);
    this.#own.add(uri);
    return this.#read(uri, readNamed(path, this.#texts));
  }

  /** The configuration file in a folder, given as a URI that ends in a slash. */
  inFolder(folder: string): ConfigFile | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    let found: ConfigFile | undefined;
    const path = pathOf(folder).replace(/(?<=.)[\\/]$/, "");
    for (const name of CONFIG_NAMES) {
      if (!holds(path, name)) continue;
      const text = found ? undefined : this.#load(folder + name);
      this.#own.add(folder + name);
      if (text !== undefined) found = this.#read(folder + name, text);
    }
    this.#byFolder.set(folder, found);
    return found;
  }

  /** Everything that is wrong so far, one line each. */
  problems(): readonly string[] {
    const wrong = this.#problems.map(({ problem, root }) => {
      const isShown = isQuotable(pathOf(problem.uri), this.#own.has(problem.uri), root);
      return describe(isShown ? problem : unquoted(problem), this.#cwd, this.#texts);
    });
    const unread = [...this.#unreadable].filter(([uri]) => this.#own.has(uri));
    return [...wrong, ...unread.map(([uri, problem]) => `${relativePath(this.#cwd, pathOf(uri))} ${problem}.`)];
  }

  #load(uri: string): string | undefined {
    const content = readText(pathOf(uri));
    if ("text" in content) this.#texts.set(uri, content.text);
    else this.#unreadable.set(uri, content.problem);
    return this.#texts.get(uri);
  }

  #read(uri: string, text: string): ConfigFile {
    const result = readConfig(text, uri, this.#index(), (base) => this.#load(base));
    // What it extends may lie anywhere; its own repository is what the user works on.
    const root = repositoryRoot(dirname(pathOf(uri))) ?? repositoryRoot(this.#cwd) ?? this.#cwd;
    for (const problem of result.problems) this.#problems.push({ problem, root });
    return result.config;
  }
}

class RunConfigs implements Configs {
  readonly #source: ConfigSource;
  readonly #files: ConfigFiles;
  readonly #flagged: ConfigFile;
  readonly #named: ConfigFile | undefined;
  readonly #chains = new Map<string, readonly ConfigFile[]>(); // by folder
  readonly #byFolder = new Map<string, Config>();
  readonly #byChain = new Map<string, Config>();
  readonly #digests = new Map<readonly ConfigFile[], string>();

  constructor(source: ConfigSource) {
    const { cwd, file, flags } = source;
    let known: RuleIndex | undefined; // made when a rule is named: rules are not loaded for a folder with nothing to lint
    const index = () => {
      known ??= indexRules(rules);
      return known;
    };
    const { config, problems } = flagsConfig(flags, flags.rules?.length || flags.only ? index() : indexRules([]));
    if (problems.length > 0) throw new Refusal(...problems);
    this.#source = source;
    this.#flagged = config;
    this.#files = new ConfigFiles(cwd, index);
    this.#named = file === undefined || file === "none" ? undefined : this.#files.named(file);
  }

  chain(uri: string): readonly ConfigFile[] {
    const folder = folderOf(uri);
    let chain = this.#chains.get(folder);
    if (!chain) {
      chain = this.#chainOf(folder);
      this.#chains.set(folder, chain);
    }
    return chain;
  }

  of(uri: string): Config {
    const folder = folderOf(uri);
    let config = this.#byFolder.get(folder);
    if (!config) {
      const key = this.#keyOf(uri);
      config = this.#byChain.get(key) ?? resolveConfig([this.#flagged, ...this.chain(uri)], lazyRules, this.#source.flags.only);
      this.#byChain.set(key, config);
      this.#byFolder.set(folder, config);
    }
    return config;
  }

  digest(uri: string): string {
    const chain = this.chain(uri);
    let digest = this.#digests.get(chain);
    if (digest === undefined) {
      const files = inOrder(chain);
      digest = JSON.stringify([this.#source.flags, files.map((one) => [one.uri, this.#files.text(one.uri)])]);
      this.#digests.set(chain, digest);
    }
    return digest;
  }

  refuseProblems(): void {
    const problems = this.#files.problems();
    if (problems.length > 0) throw new Refusal(...problems);
  }

  /** A folder without a file of its own has the chain of the folder above, so that it costs no more than a look at it. */
  #chainOf(folder: string): readonly ConfigFile[] {
    if (this.#named) return [this.#named];
    if (this.#source.file === "none") return [];
    const file = this.#files.inFolder(folder);
    const path = resolve(pathOf(folder));
    const parent = file?.root || repositoryRoot(path) === path ? undefined : parentOf(folder);
    const above = parent === undefined ? NONE : this.chain(parent);
    return file ? [file, ...above] : above;
  }

  #keyOf(uri: string): string {
    return this.chain(uri)
      .map((one) => one.uri)
      .join("\n");
  }
}

function readNamed(file: string, texts: Map<string, string>): string {
  const content = readText(file, "named");
  if (!("text" in content)) throw new Refusal(`The configuration file ${file} ${content.problem}.`);
  texts.set(uriOf(file), content.text);
  return content.text;
}

function unquoted(problem: ConfigProblem): ConfigProblem {
  return {
    ...problem,
    message: `This is no valid configuration. ${NOT_QUOTED}`,
  };
}

function describe({ uri, span, message }: ConfigProblem, cwd: string, texts: ReadonlyMap<string, string>): string {
  const path = pathOf(uri);
  const { start } = placesOf(texts.get(uri) ?? "").range(span);
  return `${relativePath(cwd, path)}:${start.line}:${start.column}: ${message}`;
}
