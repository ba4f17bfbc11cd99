import type { Connection } from "vscode-languageserver";
import { nameMatcher } from "../../lint/config/glob.ts";
import { SEVERITIES, type Severity } from "../../lint/rule/finding.ts";
import { nearest } from "../../text/nearest.ts";
import type { Profile } from "../protocol/profile.ts";

/** How grave the findings of some rules are shown; `off`: not at all. */
export interface SeverityOverride {
  matches(rule: string): boolean;
  readonly severity: Severity | "off";
}

/** What an editor's user sets. All of it gives way to a configuration file. */
export interface Preferences {
  readonly enable: boolean;
  readonly run: "onType" | "onSave";
  /** `calm`: while somebody types, what is not finished yet is not reported (`typing.ts`). */
  readonly typing: "calm" | "immediate";
  /** A configuration file for folders in which none is found; relative to the workspace folder. */
  readonly config: string | undefined;
  readonly preset: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly rules: Readonly<Record<string, unknown>>;
  readonly exclude: readonly string[];
  readonly workspaceDiagnostics: "openFilesOnly" | "workspace";
  /** How grave findings are shown, whatever the configuration says; the last that matches counts. */
  readonly severities: readonly SeverityOverride[];
  /** Errors alone are shown; the others are there all the same, for the command line and for "fix all". */
  readonly quiet: boolean;
  /** The rules whose safe fixes are applied when a file is saved: patterns of ids; none for all rules. */
  readonly rulesOnSave: readonly string[];
  /** `off` where another server reports broken YAML and duplicate keys. `auto` is for the client to decide; here it is `on`. */
  readonly yamlValidation: "auto" | "on" | "off";
  /** `off` where another extension validates manifests against the schema. `auto` as before. */
  readonly schemaValidation: "auto" | "on" | "off";
  /** Hover, completion, navigation and rename in charts: `off` where another server for Helm does it. Findings are shown in any case. */
  readonly helmFeatures: "on" | "off";
  /** Above each object it is said how many others select and use it. */
  readonly codeLens: boolean;
  /** In UTF-16 units; larger files are not checked. */
  readonly maxFileSize: number;
  /** A document that takes longer to check is named in the log and by the status; 0 for none. In milliseconds. */
  readonly timeBudget: number;
  /** What is wrong in what was set, in words; its default holds instead. */
  readonly problems: readonly string[];
}

export const DEFAULT_PREFERENCES: Preferences = {
  enable: true,
  run: "onType",
  typing: "calm",
  config: undefined,
  preset: undefined,
  kubernetesVersion: undefined,
  rules: {},
  exclude: [],
  workspaceDiagnostics: "openFilesOnly",
  severities: [],
  quiet: false,
  rulesOnSave: [],
  yamlValidation: "auto",
  schemaValidation: "auto",
  helmFeatures: "on",
  codeLens: false,
  maxFileSize: 8_000_000,
  timeBudget: 2000,
  problems: [],
};

/** The names of all settings. */
const SETTINGS = Object.keys(DEFAULT_PREFERENCES).filter((key) => key !== "problems");

/**
 * Reads settings as clients send them: with or without the `plimsoll` key around them, null, or nothing at all. A value of a wrong
 * type is left at its default and named in `problems`.
 */
export function readPreferences(json: unknown): Preferences {
  const given = isRecord(json) ? (isRecord(json.plimsoll) ? json.plimsoll : json) : {};
  const problems: string[] = [];
  const read = <T>(key: string, wanted: string, fits: (value: unknown) => value is T, otherwise: T): T => {
    const value = given[key];
    if (value === undefined || value === null || value === "") return otherwise;
    if (fits(value)) return value;
    problems.push(`plimsoll.${key} must be ${wanted}, not ${JSON.stringify(value)}.`);
    return otherwise;
  };
  for (const key of Object.keys(given)) {
    const meant = Object.hasOwn(DEFAULT_PREFERENCES, key) ? undefined : nearest(key, SETTINGS);
    // Clients send more than is ours; what is far from every name is not meant for us.
    if (meant !== undefined) problems.push(`There is no setting plimsoll.${key}; did you mean "plimsoll.${meant}"?`);
  }
  const text = (key: "config" | "preset") => read<string | undefined>(key, "a text", isText, undefined);
  const version = read<string | number | undefined>("kubernetesVersion", 'a text such as "1.31"', isTextOrNumber, undefined);
  const defaults = DEFAULT_PREFERENCES;
  return {
    enable: read("enable", "true or false", isBoolean, defaults.enable),
    run: read("run", "onType or onSave", oneOf("onType", "onSave"), defaults.run),
    typing: read("typing", "calm or immediate", oneOf("calm", "immediate"), defaults.typing),
    config: text("config"),
    preset: text("preset"),
    kubernetesVersion: version === undefined ? undefined : String(version),
    rules: read("rules", "a mapping of rule ids", isRecord, defaults.rules),
    exclude: read("exclude", "a list of patterns", isTexts, defaults.exclude),
    workspaceDiagnostics: read(
      "workspaceDiagnostics",
      "openFilesOnly or workspace",
      oneOf("openFilesOnly", "workspace"),
      defaults.workspaceDiagnostics,
    ),
    severities: severitiesOf(read("severities", "a mapping of rule ids or patterns to severities", isSeverities, {})),
    quiet: read("quiet", "true or false", isBoolean, defaults.quiet),
    rulesOnSave: read("rulesOnSave", "a list of patterns of rule ids", isTexts, defaults.rulesOnSave),
    yamlValidation: read("yamlValidation", "auto, on or off", oneOf("auto", "on", "off"), defaults.yamlValidation),
    schemaValidation: read("schemaValidation", "auto, on or off", oneOf("auto", "on", "off"), defaults.schemaValidation),
    helmFeatures: read("helmFeatures", "on or off", oneOf("on", "off"), defaults.helmFeatures),
    codeLens: read("codeLens", "true or false", isBoolean, defaults.codeLens),
    maxFileSize: read("maxFileSize", "a number of characters above 0", isPositive, defaults.maxFileSize),
    timeBudget: read("timeBudget", "a number of milliseconds, or 0", isCount, defaults.timeBudget),
    problems,
  };
}

/** Where preferences come from: the client is asked where it can be, and told us otherwise. */
export interface PreferenceSource {
  /** Those of a workspace folder, or of files outside all of them. */
  of(folder: string | undefined): Promise<Preferences>;
  /** Takes what `didChangeConfiguration` carried and forgets what was asked before. */
  change(settings: unknown): void;
}

/** `initial` is what came with `initialize`. */
export function preferenceSource(connection: Connection, profile: Profile, initial: unknown): PreferenceSource {
  const known = new Map<string | undefined, Promise<Preferences>>();
  let pushed = initial;
  const ask = async (folder: string | undefined): Promise<Preferences> => {
    const scope = { section: "plimsoll", ...(folder ? { scopeUri: folder.replace(/\/$/, "") } : {}) };
    const refused = (error: unknown) => connection.console.warn(`The client gives no configuration: ${String(error)}`);
    const answer: unknown = profile.configuration ? await connection.workspace.getConfiguration(scope).catch(refused) : undefined;
    // A client may answer null or {} although it was given settings in another way.
    const preferences = readPreferences(isRecord(answer) && Object.keys(answer).length > 0 ? answer : pushed);
    for (const problem of preferences.problems) connection.console.warn(problem);
    return preferences;
  };
  return {
    of(folder) {
      let preferences = known.get(folder);
      if (!preferences) {
        preferences = ask(folder);
        known.set(folder, preferences);
      }
      return preferences;
    },
    change(settings) {
      if (isRecord(settings) && Object.keys(settings).length > 0) pushed = settings;
      known.clear();
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrNumber(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

type Severities = Readonly<Record<string, SeverityOverride["severity"]>>;

const isShownSeverity = oneOf(...SEVERITIES, "off");

function isSeverities(value: unknown): value is Severities {
  return isRecord(value) && Object.values(value).every(isShownSeverity);
}

function severitiesOf(given: Severities): readonly SeverityOverride[] {
  return Object.entries(given).map(([pattern, severity]) => ({ matches: nameMatcher([pattern]), severity }));
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && value > 0;
}

function oneOf<const T extends string>(...words: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => words.some((word) => word === value);
}
