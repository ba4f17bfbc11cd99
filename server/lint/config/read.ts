import { lineStarts } from "../../text/lines.ts";
import { folderOf, resolveUri } from "../../text/path.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field } from "../../yaml/tree/field.ts";
import { MAX_DEPTH } from "../../yaml/tree/tree.ts";
import type { RuleIndex } from "../rule/names.ts";
import { PRESETS } from "../rule/rule.ts";
import { readCharts } from "./chart-entries.ts";
import { type ConfigFile, type ConfigProblem, emptyConfig, type PodSpecPath } from "./file.ts";
import { readGlobs, readOverrides, readVersion } from "./override.ts";
import {
  type ConfigReader,
  originOf,
  readBoolean,
  readItems,
  readKeys,
  readText,
  readTexts,
  report,
  reportUnknown,
} from "./reader.ts";
import { readExternalRefs, readReferences } from "./references.ts";
import { readRules } from "./rules.ts";
import { readSuppressions } from "./suppressions.ts";

/** The text of a file that `extends` names; undefined if it cannot be read. */
export type Load = (uri: string) => string | undefined;

export interface ReadConfig {
  readonly config: ConfigFile;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a configuration file (`plimsoll.yaml`, or the same as JSON) and the files that it extends. Never throws: whatever cannot be used is
 * among the problems, with its place, and left out. The keys are those of `docs/configuration.md`.
 */
export function readConfig(text: string, uri: string, rules: RuleIndex, load: Load = () => undefined): ReadConfig {
  const problems: ConfigProblem[] = [];
  const bases: Bases = { load, chain: [], known: new Map() };
  const config = readFile({ uri, rules, problems, lineStarts: lineStarts(text) }, text, bases);
  return { config, problems: problems.sort((a, b) => (a.uri === b.uri ? a.span.start - b.span.start : a.uri < b.uri ? -1 : 1)) };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What reading the files that `extends` names needs. */
interface Bases {
  readonly load: Load;
  /** What led from the first file to the one that is being read: each link stands in a file and names the next one. */
  readonly chain: readonly Link[];
  /** Those that were read: where many files extend one, it is read once. */
  readonly known: Map<string, ConfigFile>;
}

/** An entry of `extends` and the file that it stands in. */
interface Link {
  readonly reader: ConfigReader;
  readonly item: Field;
  readonly path: string;
}

/** How many files may extend each other in a row. Nobody could say what holds. */
const MOST_LEVELS = 100;

function readFile(reader: ConfigReader, text: string, bases: Bases): ConfigFile {
  const config: Mutable<ConfigFile> = emptyConfig(reader.uri);
  const [first, second] = cut(text);
  const tree = parse(text, 0, first?.end);
  for (const problem of tree.problems) report(reader, problem, problem.message);
  if (second && text.slice(second.start, second.end).replace(/^---/, "").trim() !== "")
    report(
      reader,
      { start: second.start, end: second.start + 3 },
      "A configuration is one YAML document; what follows here is not read.",
    );
  const root = Field.root(tree);
  if (!root.exists) return config;
  readKeys(reader, root, "The configuration", {
    $schema: () => undefined,
    extends: (field) => (config.extends = readExtends(reader, field, bases)),
    kubernetesVersion: (field) => (config.kubernetes = readVersion(reader, field)),
    root: (field) => (config.root = readBoolean(reader, field, "root") ?? false),
    rules: (field) => (config.rules = new Map([...config.rules, ...readRules(reader, field)])),
    overrides: (field) => (config.overrides = readOverrides(reader, field)),
    ignore: (field) => (config.ignore = readGlobs(reader, field, "ignore")),
    suppressions(field) {
      const { rules, forbid, entries } = readSuppressions(reader, field);
      config.rules = new Map([...rules, ...config.rules]); // `rules` itself says it more plainly
      config.forbid = forbid;
      config.suppressions = entries;
    },
    podSpecPaths: (field) => (config.podSpecPaths = readPodSpecPaths(reader, field)),
    scopes: (field) => (config.scopes = readGlobs(reader, field, "scopes")),
    references: (field) => (config.references = readReferences(reader, field)),
    externalRefs: (field) => (config.externalRefs = readExternalRefs(reader, field)),
    schemas: (field) => (config.schemas = readTexts(reader, field, "schemas").map(([path, { site }]) => ({ path, span: site }))),
    charts: (field) => (config.charts = readCharts(reader, field)),
    cache: (field) => (config.cache = readBoolean(reader, field, "cache")),
  });
  return config;
}

/** What a file extends. Undefined, as if nothing were said, where it names only what is not there: a slip of the pen switches no rule off. */
function readExtends(reader: ConfigReader, field: Field, bases: Bases): ConfigFile["extends"] {
  const named = readTexts(reader, field, "extends");
  const found = named.flatMap(([text, item]): NonNullable<ConfigFile["extends"]> => {
    const preset = PRESETS.find((name) => name === text);
    if (preset) return [{ value: preset, origin: originOf(reader, item) }];
    if (!/[/\\]|\.(ya?ml|json)$/.test(text)) {
      reportUnknown(reader, item.site, "There is no preset", text, PRESETS);
      return [];
    }
    return readBase(reader, item, text, bases);
  });
  return found.length === 0 && (named.length > 0 || !field.isSequence) ? undefined : found;
}

function readBase(reader: ConfigReader, item: Field, path: string, { load, chain, known }: Bases): readonly ConfigFile[] {
  const uri = resolveUri(folderOf(reader.uri), path);
  const read = known.get(uri);
  if (read) return [read];
  const links = [...chain, { reader, item, path }];
  // Said of the file that is come back to, so that it is the same wherever one begins to read.
  const back = links.find((link) => link.reader.uri === uri);
  if (back) {
    report(back.reader, back.item.site, `"${back.path}" leads back to this file: a configuration cannot extend itself.`);
    return [];
  }
  if (chain.length >= MOST_LEVELS) {
    report(reader, item.site, `"${path}" is not read: more than ${MOST_LEVELS} files extend each other in a row.`);
    return [];
  }
  const text = load(uri);
  if (text === undefined) {
    report(reader, item.site, `"${path}" cannot be read. Paths are relative to this file.`);
    return [];
  }
  const config = readFile({ ...reader, uri, lineStarts: lineStarts(text) }, text, { load, chain: links, known });
  known.set(uri, config);
  return [config];
}

function readPodSpecPaths(reader: ConfigReader, field: Field): readonly PodSpecPath[] {
  return readItems(reader, field, "podSpecPaths").flatMap((item) => {
    const found: Mutable<Partial<PodSpecPath>> = {};
    const text = (key: keyof PodSpecPath) => (value: Field) => {
      const read = readText(reader, value, key);
      if (read?.trim()) found[key] = read;
    };
    readKeys(reader, item, "An item of podSpecPaths", { apiVersion: text("apiVersion"), kind: text("kind"), path: text("path") });
    const { apiVersion, kind, path } = found;
    if (apiVersion && kind && path && isPathOfKeys(path)) return [{ apiVersion, kind, path }];
    if (item.isMapping)
      report(
        reader,
        item.key.site,
        'An item of podSpecPaths needs apiVersion, kind and a path of keys, such as "spec.template".',
      );
    return [];
  });
}

/** A path is followed key by key, so it has an end: no object nests deeper. */
function isPathOfKeys(path: string): boolean {
  const keys = path.split(".");
  return keys.length <= MAX_DEPTH && !keys.includes("");
}
