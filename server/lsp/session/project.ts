import { type Config, configChain, resolveConfig } from "../../lint/config/config.ts";
import { CONFIG_NAMES, type ConfigFile } from "../../lint/config/file.ts";
import { type ReadConfig, readConfig } from "../../lint/config/read.ts";
import { indexRules } from "../../lint/rule/names.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { BASELINE_NAME, type Baselined, matchBaseline } from "../../lint/suppression/baseline.ts";
import { readBaseline } from "../../lint/suppression/baseline-read.ts";
import type { LinterConfig } from "../../lint/workspace/linter.ts";
import { dayOf } from "../../text/date.ts";
import { folderOf, parentOf, relativeTo, resolveFrom } from "../../text/uri.ts";
import { isTemplateLanguage } from "../protocol/languages.ts";
import { fileName, isBelow } from "../protocol/uri.ts";
import type { Files } from "./files.ts";
import { DEFAULT_PREFERENCES, type PreferenceSource, type Preferences } from "./preferences.ts";

/** What governs one file: the configuration files above it, and below them what the editor's user has set. */
export interface Governed {
  readonly config: Config;
  readonly preferences: Preferences;
  /** Nearest first, without the editor's settings. */
  readonly files: readonly ConfigFile[];
  readonly baseline: Baselined | undefined;
}

/** The configuration of every file, resolved per folder. It is loaded before it is asked for, because the linter does not wait. */
export interface Project extends LinterConfig {
  /** Reads what governs a file; returns at once if it is known. */
  load(uri: string): Promise<Governed>;
  /** What `load` found; the defaults before that. */
  governing(uri: string): Governed;
  /** Reads a configuration file's text, with the files that it extends. */
  check(text: string, uri: string): Promise<ReadConfig>;
  /** Forgets what was read. Configuration whose texts turn out the same stays the same object, so that findings are kept. */
  forget(): void;
  /** The workspace folder that a file lies in: the innermost one. */
  folderOf(uri: string): string | undefined;
}

export function isConfigFile(uri: string): boolean {
  return CONFIG_NAMES.some((name) => name === fileName(uri));
}

export function openProject(
  rules: readonly Rule[],
  files: Files,
  preferences: PreferenceSource,
  folders: () => readonly string[],
  languageOf: (uri: string) => string | undefined,
  warn: (message: string) => void,
): Project {
  const index = indexRules(rules);
  const resolved = new Map<string, Config>();
  const unconfigured: Governed = {
    config: resolveConfig([], rules),
    preferences: DEFAULT_PREFERENCES,
    files: [],
    baseline: undefined,
  };
  let texts = new Map<string, Promise<string | undefined>>();
  let loading = new Map<string, Promise<Governed>>();
  let loaded = new Map<string, Governed>();

  const read = (uri: string): Promise<string | undefined> => {
    let text = texts.get(uri);
    if (!text) {
      text = files.read(uri);
      texts.set(uri, text);
    }
    return text;
  };

  /** Reading is done again until every file that it extends has been fetched; each round fetches at least one. */
  const check = async (text: string, uri: string): Promise<ReadConfig> => {
    const fetched = new Map<string, string | undefined>();
    for (;;) {
      const missing: string[] = [];
      const result = readConfig(text, uri, index, (base) => {
        if (!fetched.has(base)) missing.push(base);
        return fetched.get(base);
      });
      if (missing.length === 0) return result;
      for (const base of missing) fetched.set(base, await read(base));
    }
  };

  const inFolder = async (folder: string): Promise<ConfigFile | undefined> => {
    const found = await Promise.all(CONFIG_NAMES.map(async (name) => ({ uri: folder + name, text: await read(folder + name) })));
    const first = found.find(({ text }) => text !== undefined);
    return first && (await check(first.text as string, first.uri)).config;
  };

  const chainOf = async (start: string, workspace: string | undefined): Promise<readonly ConfigFile[]> => {
    const found = new Map<string, ConfigFile | undefined>();
    let top: string | undefined;
    for (let at: string | undefined = start; at !== undefined; at = parentOf(at)) {
      found.set(at, await inFolder(at));
      if (found.get(at)?.root || (await files.isRepository(at)) || (!at.startsWith("file:") && at === workspace)) {
        top = at;
        break;
      }
    }
    return configChain(start, (folder) => found.get(folder), top);
  };

  const govern = async (folder: string): Promise<Governed> => {
    const workspace = folderAt(folder);
    const own = await preferences.of(workspace);
    const base = workspace ? `${workspace}/` : folder;
    let chain = await chainOf(folder, workspace && base);
    if (chain.length === 0 && own.config) {
      const uri = resolveFrom(base, own.config);
      const text = await read(uri);
      if (text === undefined) warn(`The file that plimsoll.config names cannot be read: ${own.config}`);
      else chain = [(await check(text, uri)).config];
    }
    const settings = readConfig(JSON.stringify(asConfig(own)), `${base}settings.json`, index);
    for (const { message } of settings.problems) warn(`In the settings plimsoll.*: ${message}`);
    const key = JSON.stringify([chain, settings.config], (_, value) => (value instanceof Map ? [...value] : value));
    const config = resolved.get(key) ?? resolveConfig([...chain, settings.config], rules);
    resolved.set(key, config);
    const [nearest] = chain;
    const baseline = await baselineIn(nearest ? folderOf(nearest.uri) : base);
    return { config, preferences: own, files: chain, baseline };
  };

  /** The baseline beside the configuration, or in the workspace folder, as on the command line. */
  const baselineIn = async (folder: string): Promise<Baselined | undefined> => {
    const uri = folder + BASELINE_NAME;
    const text = await read(uri);
    if (text === undefined) return undefined;
    const { baseline, problems } = readBaseline(text, uri);
    for (const { message } of problems) warn(`${uri}: ${message}`);
    if (!baseline) return undefined;
    const present = new Set((await files.list(folder)).map((one) => relativeTo(folder, one)));
    return matchBaseline(baseline, folder, (file) => present.has(file));
  };

  const folderAt = (uri: string): string | undefined =>
    folders()
      .filter((folder) => isBelow(folder, uri))
      .sort((a, b) => b.length - a.length)[0];

  /** Documents that are no files are governed as if they lay in the first workspace folder. */
  const homeOf = (uri: string): string => {
    if (uri.includes("://")) return folderOf(uri);
    const [first] = folders();
    return first ? `${first}/` : "";
  };

  const governing = (uri: string): Governed => loaded.get(homeOf(uri)) ?? unconfigured;

  return {
    load(uri) {
      const home = homeOf(uri);
      let governed = loading.get(home);
      if (!governed) {
        const target = loaded;
        governed = govern(home).then((result) => {
          target.set(home, result);
          return result;
        });
        loading.set(home, governed);
      }
      return governed;
    },
    governing,
    check,
    forget() {
      texts = new Map();
      loading = new Map();
      loaded = new Map(loaded); // asked for while it is read anew
    },
    folderOf: folderAt,
    roleOf: (uri) => (isTemplateLanguage(languageOf(uri)) ? "template" : folderAt(uri) ? undefined : files.now?.roleOf(uri)),
    ...(files.now ? { exists: files.now.exists, read: files.now.read } : {}),
    suppressorsFor(uri) {
      const { config, baseline } = governing(uri);
      return { policy: config.suppressions, today: dayOf(new Date()), ...(baseline ? { baseline } : {}) };
    },
    settingsFor: (uri) => governing(uri).config.settingsFor(uri),
    scopeOf: (uri) => governing(uri).config.scopeOf(uri),
  };
}

/** The rules that repeat what a schema validator in the editor says. */
const SCHEMA_RULES = ["invalid-yaml", "duplicate-key", "schema-violation", "unknown-field"];

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
