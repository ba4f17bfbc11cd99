import { type Config, configChain, resolveConfig } from "../../lint/config/config.ts";
import { CONFIG_NAMES, type ConfigFile, type ConfigProblem } from "../../lint/config/file.ts";
import { inOrder } from "../../lint/config/layer.ts";
import { type ReadConfig, readConfig } from "../../lint/config/read.ts";
import { indexRules, type RuleIndex } from "../../lint/rule/names.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { BASELINE_NAME, type Baselined, matchBaseline } from "../../lint/suppression/baseline.ts";
import { readBaseline } from "../../lint/suppression/baseline-read.ts";
import { lineStarts, positionAt } from "../../text/lines.ts";
import { asFolder, folderOf, parentOf, relativeTo, resolveUri } from "../../text/path.ts";
import type { Files } from "./files.ts";
import type { PreferenceSource, Preferences } from "./preferences.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

/** What governs one file: the configuration files above it, and below them what the editor's user has set. */
export interface EffectiveConfig {
  readonly config: Config;
  readonly preferences: Preferences;
  /** Nearest first, without the editor's settings. */
  readonly files: readonly ConfigFile[];
  readonly baseline: Baselined | undefined;
}

/** Configuration files, baselines and the settings of the editor, read as they are needed and kept until they are forgotten. */
export class ProjectReader {
  readonly #rules: readonly Rule[];
  readonly #index: RuleIndex;
  readonly #files: Files;
  readonly #preferences: PreferenceSource;
  readonly #workspace: WorkspaceFiles;
  readonly #warn: (message: string) => void;
  readonly #resolved = new Map<string, Config>();
  #texts = new Map<string, Promise<string | undefined>>();
  /** By the configuration file that was read; the problems may lie in those that it extends. */
  readonly problems = new Map<string, readonly ConfigProblem[]>();
  /** By workspace folder: what is wrong in the settings of the editor. */
  readonly settingsProblems = new Map<string, readonly string[]>();

  constructor(
    rules: readonly Rule[],
    files: Files,
    preferences: PreferenceSource,
    workspace: WorkspaceFiles,
    warn: (message: string) => void,
  ) {
    this.#rules = rules;
    this.#index = indexRules(rules);
    this.#files = files;
    this.#preferences = preferences;
    this.#workspace = workspace;
    this.#warn = warn;
  }

  forget(): void {
    this.#texts = new Map();
    this.problems.clear();
    this.settingsProblems.clear();
  }

  /** What governs the files of a folder. Configuration whose texts turn out the same is the same object. */
  async resolve(folder: string): Promise<EffectiveConfig> {
    const workspace = this.#workspace.workspaceFolderOf(folder);
    const base = workspace ?? folder;
    const preferences = await this.#preferences.of(workspace);
    const files = await this.#chainFor(folder, workspace && base, base, preferences);
    const settings = readConfig(JSON.stringify(asConfig(preferences)), `${base}settings.json`, this.#index);
    const wrong = settings.problems.map(({ message }) => message);
    for (const message of wrong) this.#warn(`In the settings plimsoll.*: ${message}`);
    const missing = preferences.config && files.length === 0 ? [unreadable(preferences.config)] : [];
    this.settingsProblems.set(base, [...preferences.problems, ...wrong, ...missing]);
    const [nearest] = files;
    return {
      config: this.#merge([...files, settings.config]),
      preferences,
      files,
      baseline: await this.#baselineIn(nearest ? folderOf(nearest.uri) : base),
    };
  }

  /** A configuration file's text. DocumentSnapshot is done again until every file that it extends has been fetched; each round fetches at least one. */
  async check(text: string, uri: string): Promise<ReadConfig> {
    const fetched = new Map<string, string | undefined>();
    for (;;) {
      const missing: string[] = [];
      const result = readConfig(text, uri, this.#index, (base) => {
        if (!fetched.has(base)) missing.push(base);
        return fetched.get(base);
      });
      if (missing.length === 0)
        return { ...result, problems: [...result.problems, ...(await this.#emptySchemas(result.config))] };
      for (const base of missing) fetched.set(base, await this.text(base));
    }
  }

  /** A file's text, as it was when it was last asked for. */
  text(uri: string): Promise<string | undefined> {
    let text = this.#texts.get(uri);
    if (!text) {
      text = this.#files.read(uri);
      this.#texts.set(uri, text);
    }
    return text;
  }

  #merge(files: readonly ConfigFile[]): Config {
    const each = inOrder(files).map((file) => ({
      ...file,
      extends: file.extends?.map((base) => ("uri" in base ? base.uri : base)),
    }));
    const key = JSON.stringify([files.map(({ uri }) => uri), each], (_, value) => (value instanceof Map ? [...value] : value));
    const config = this.#resolved.get(key) ?? resolveConfig(files, this.#rules);
    this.#resolved.set(key, config);
    return config;
  }

  /** The configuration files for a folder, nearest first; where there are none, the one that the editor's settings name. */
  async #chainFor(
    folder: string,
    top: string | undefined,
    base: string,
    { config }: Preferences,
  ): Promise<readonly ConfigFile[]> {
    const chain = await this.#chainOf(folder, top);
    if (chain.length > 0 || !config) return chain;
    const uri = resolveUri(base, config);
    const text = await this.text(uri);
    if (text !== undefined) return [await this.#checked(text, uri)];
    this.#warn(unreadable(config));
    return chain;
  }

  async #chainOf(start: string, workspace: string | undefined): Promise<readonly ConfigFile[]> {
    const found = new Map<string, ConfigFile | undefined>();
    let top: string | undefined;
    for (let at: string | undefined = start; at !== undefined; at = parentOf(at)) {
      found.set(at, await this.#inFolder(at));
      if (found.get(at)?.root || (await this.#files.isRepository(at)) || (!at.startsWith("file:") && at === workspace)) {
        top = at;
        break;
      }
    }
    return configChain(start, (folder) => found.get(folder), top);
  }

  async #inFolder(folder: string): Promise<ConfigFile | undefined> {
    const read = async (name: string) => ({ uri: folder + name, text: await this.text(folder + name) });
    for (const { uri, text } of await Promise.all(CONFIG_NAMES.map(read))) {
      if (text !== undefined) return this.#checked(text, uri);
      const refusal = this.#files.refusal?.(uri);
      if (refusal === undefined) continue;
      await this.#note(uri, [{ uri, span: BEGINNING, message: `This file ${refusal}; what it says does not hold.` }]);
      return undefined;
    }
    return undefined;
  }

  async #checked(text: string, uri: string): Promise<ConfigFile> {
    const { config, problems } = await this.check(text, uri);
    await this.#note(uri, problems);
    return config;
  }

  /** Keeps what is wrong in a file that was read, or in those that it extends, and says it in the log when it is read for the first time. */
  async #note(uri: string, problems: readonly ConfigProblem[]): Promise<void> {
    const isNew = !this.problems.has(uri);
    this.problems.set(uri, problems);
    if (!isNew) return;
    for (const { uri: at, span, message } of problems) {
      const line = positionAt(lineStarts((await this.text(at)) ?? ""), span.start).line + 1;
      this.#warn(`${at}:${line}: ${message}`);
    }
  }

  /** The folders of schemas in which nothing lies that could be one. */
  async #emptySchemas({ uri, schemas }: ConfigFile): Promise<readonly ConfigProblem[]> {
    const listed = schemas.map(async ({ path, span }): Promise<readonly ConfigProblem[]> => {
      const files = await this.#files.list(asFolder(resolveUri(folderOf(uri), path)), true);
      return files.length > 0
        ? []
        : [
            {
              uri,
              span,
              message: `There is no YAML or JSON file in the folder "${path}", or it holds too many folders to be searched. Paths are relative to this file.`,
            },
          ];
    });
    return (await Promise.all(listed)).flat();
  }

  /** The baseline beside the configuration, or in the workspace folder, as on the command line. */
  async #baselineIn(folder: string): Promise<Baselined | undefined> {
    const uri = folder + BASELINE_NAME;
    const text = await this.text(uri);
    if (text === undefined) return undefined;
    const { baseline, problems } = readBaseline(text, uri);
    await this.#note(uri, problems);
    if (!baseline) return undefined;
    const present = new Set((await this.#files.list(folder)).map((one) => relativeTo(folder, one)));
    return matchBaseline(baseline, folder, (file) => present.has(file));
  }
}

const BEGINNING = { start: 0, end: 0 };

function unreadable(config: string): string {
  return `The file that plimsoll.config names cannot be read: ${config}`;
}

/** The rules that repeat what a schema validator in the editor says. */
export const SCHEMA_RULES: readonly string[] = ["schema-violation", "unknown-field", "unknown-kind"];

/** The editor's settings as a configuration file, the farthest of all. */
function asConfig({ preset, kubernetesVersion, rules, exclude, schemaValidation }: Preferences): Record<string, unknown> {
  const off = schemaValidation === "off" ? Object.fromEntries(SCHEMA_RULES.map((id) => [id, "off"])) : {};
  return {
    ...(preset ? { extends: [preset] } : {}),
    ...(kubernetesVersion ? { kubernetesVersion } : {}),
    rules: { ...off, ...rules },
    ignore: exclude,
  };
}
