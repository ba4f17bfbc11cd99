import type { FileRole } from "../../lint/analysis/dialect.ts";
import type { ChartHost } from "../../lint/chart/chart-host.ts";
import type { ChartSettings } from "../../lint/chart/set/chart-settings.ts";
import { resolveConfig } from "../../lint/config/config.ts";
import { CONFIG_NAMES, type ConfigProblem } from "../../lint/config/file.ts";
import type { ReadConfig } from "../../lint/config/read.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import type { Settings } from "../../lint/rule/settings.ts";
import type { Suppressors } from "../../lint/suppression/suppress.ts";
import type { LinterConfig } from "../../lint/workspace/linter-config.ts";
import { dayOf } from "../../text/date.ts";
import { folderOf } from "../../text/path.ts";
import { isTemplateLanguage } from "../protocol/languages.ts";
import { fileName } from "../protocol/uri.ts";
import type { Files } from "./files.ts";
import { DEFAULT_PREFERENCES, type PreferenceSource } from "./preferences.ts";
import { type EffectiveConfig, ProjectReader } from "./project-reader.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export function isConfigFile(uri: string): boolean {
  return CONFIG_NAMES.some((name) => name === fileName(uri));
}

/** The configuration of every file, resolved per folder. It is loaded before it is asked for, because the linter does not wait. */
export class Project implements LinterConfig {
  readonly #reader: ProjectReader;
  readonly #workspace: WorkspaceFiles;
  readonly #files: Files;
  readonly #languageOf: (uri: string) => string | undefined;
  readonly #defaults: EffectiveConfig;
  #loading = new Map<string, Promise<EffectiveConfig>>(); // by folder
  #loaded = new Map<string, EffectiveConfig>();

  /** `languageOf` is what the editor calls a document, `warn` tells the user what is wrong in the editor's settings. */
  constructor(
    rules: readonly Rule[],
    files: Files,
    preferences: PreferenceSource,
    workspace: WorkspaceFiles,
    languageOf: (uri: string) => string | undefined,
    warn: (message: string) => void,
  ) {
    this.#reader = new ProjectReader(rules, files, preferences, workspace, warn);
    this.#workspace = workspace;
    this.#files = files;
    this.#languageOf = languageOf;
    this.#defaults = {
      config: resolveConfig([], rules),
      preferences: DEFAULT_PREFERENCES,
      files: [],
      baseline: undefined,
    };
  }

  /** Reads what governs a file; returns at once if it is known. */
  load(uri: string): Promise<EffectiveConfig> {
    const home = this.#homeOf(uri);
    let effective = this.#loading.get(home);
    if (!effective) {
      const target = this.#loaded;
      effective = this.#reader.resolve(home).then((result) => {
        target.set(home, result);
        return result;
      });
      this.#loading.set(home, effective);
    }
    return effective;
  }

  /** What `load` found; the defaults before that. */
  effective(uri: string): EffectiveConfig {
    return this.#loaded.get(this.#homeOf(uri)) ?? this.#defaults;
  }

  /** Reads a configuration file's text, with the files that it extends. */
  check(text: string, uri: string): Promise<ReadConfig> {
    return this.#reader.check(text, uri);
  }

  /** A configuration file's text as it was when it was read. */
  text(uri: string): Promise<string | undefined> {
    return this.#reader.text(uri);
  }

  /** What is wrong in the configuration that was read so far, by the file that it stands in. */
  problems(): ReadonlyMap<string, readonly ConfigProblem[]> {
    const byFile = new Map<string, Map<string, ConfigProblem>>();
    for (const problem of [...this.#reader.problems.values()].flat()) {
      const known = byFile.get(problem.uri) ?? new Map<string, ConfigProblem>();
      byFile.set(problem.uri, known.set(JSON.stringify(problem), problem));
    }
    return new Map([...byFile].map(([uri, known]) => [uri, [...known.values()]]));
  }

  /** What is wrong in the settings of the editor, in words. */
  settingsProblems(): readonly string[] {
    return [...new Set([...this.#reader.settingsProblems.values()].flat())];
  }

  /** Forgets what was read. Configuration whose texts turn out the same stays the same object, so that findings are kept. */
  forget(): void {
    this.#reader.forget();
    this.#loading = new Map();
    this.#loaded = new Map(this.#loaded); // asked for while it is read anew
  }

  /** The workspace folder that a file lies in: the innermost one. */
  workspaceFolderOf(uri: string): string | undefined {
    return this.#workspace.workspaceFolderOf(uri);
  }

  roleOf(uri: string): FileRole | undefined {
    if (isTemplateLanguage(this.#languageOf(uri))) return "template";
    return this.workspaceFolderOf(uri) ? undefined : this.#files.now?.roleOf(uri);
  }

  exists(uri: string, name: string): boolean | undefined {
    return this.#files.now?.exists(uri, name);
  }

  read(name: string): string | undefined {
    return this.#files.now?.read(name);
  }

  get charts(): ChartHost | undefined {
    return this.#files.now?.charts;
  }

  chartSettings(uri: string): ChartSettings {
    return this.effective(uri).config.chartSettings(folderOf(uri));
  }

  repositoryOf(uri: string): string {
    return this.#files.now?.repositoryOf(uri) ?? "";
  }

  /** The folders with schemas that the configurations name which were read so far. */
  schemaFolders(): readonly string[] {
    return [...new Set([...this.#loaded.values()].flatMap(({ config }) => config.schemas))].sort();
  }

  suppressorsFor(uri: string): Suppressors {
    const { config, baseline } = this.effective(uri);
    return { policy: config.suppressions, today: dayOf(new Date()), ...(baseline ? { baseline } : {}) };
  }

  settingsFor(uri: string): Settings {
    return this.effective(uri).config.settingsFor(uri);
  }

  scopeOf(uri: string): string {
    return this.effective(uri).config.scopeOf(uri);
  }

  /** The files of workspace folders are all read; beside another file there may be more. */
  isWhole(uri: string): boolean {
    return this.workspaceFolderOf(uri) !== undefined;
  }

  /** Documents that are no files have the configuration of files in the first workspace folder. */
  #homeOf(uri: string): string {
    if (uri.includes("://")) return folderOf(uri);
    return this.#workspace.folders[0] ?? "";
  }
}
