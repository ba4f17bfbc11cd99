import type { ReferenceSettings } from "../../kube/facts/resolve.ts";
import { type PodPlace, type PodSource, severalPods } from "../../kube/kinds.ts";
import type { PodSources } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import { folderOf, parentOf, relativeTo, resolveUri } from "../../text/path.ts";
import type { ChartSettings } from "../chart/set/chart-settings.ts";
import type { Preset, Rule } from "../rule/rule.ts";
import { NEWEST_KUBERNETES, type RuleSettings, type Settings } from "../rule/settings.ts";
import { chartSettings } from "./chart-entries.ts";
import { externalMatcher } from "./external-matcher.ts";
import type { ConfigFile, PodSpecPath, SuppressionEntry, WithOrigin } from "./file.ts";
import { fileMatcher, prefixMatcher } from "./glob.ts";
import { inOrder, type Layer, layersOf, presetsOf } from "./layer.ts";
import { type ResolvedRule, resolveRule, ruleSettings } from "./rule.ts";
import { type SuppressionPolicy, suppressionPolicy } from "./suppression-policy.ts";

/** A resolved configuration: that of the files which share a chain of configuration files. */
export interface Config {
  /** Files that are chosen by the same overrides share one object. */
  settingsFor(uri: string): Settings;
  /** Whether the command line keeps results of earlier runs. */
  readonly cache: boolean;
  /** Whether there is an `ignore` at all. */
  readonly ignores: boolean;
  /** Whether `ignore` leaves the file out. */
  ignored(uri: string): boolean;
  /** The set of files that are deployed together with this one: a folder by `scopes`, or `""` for all that no pattern matches. */
  scopeOf(uri: string): string;
  /** Folders (URIs) with definitions of custom resources. */
  readonly schemas: readonly string[];
  /** How the chart in a folder is rendered. */
  readonly chartSettings: (folder: string) => ChartSettings;
  readonly suppressions: SuppressionPolicy;
  /** What is in force for a file, with origins. */
  explain(uri: string): ResolvedConfig;
}

/** The answer to "which value, and why": plain data. */
export interface ResolvedConfig {
  readonly files: readonly string[];
  readonly presets: readonly WithOrigin<Preset>[];
  readonly kubernetes: WithOrigin<number>;
  readonly rules: readonly (ResolvedRule & { readonly id: string })[];
  /** Rules that nothing can suppress. */
  readonly forbid: readonly string[];
  readonly suppressions: readonly SuppressionEntry[];
  readonly ignored: boolean;
  readonly scope: string;
}

/**
 * The configuration files of a folder, nearest first: `read` gives that of one folder (URIs end in a slash), and the search goes up until
 * a file says `root: true` or `top` has been searched. Without `top`, to the root.
 */
export function configChain(
  folder: string,
  read: (folder: string) => ConfigFile | undefined,
  top?: string,
): readonly ConfigFile[] {
  const chain: ConfigFile[] = [];
  for (let at: string | undefined = folder; at !== undefined; at = at === top ? undefined : parentOf(at)) {
    const file = read(at);
    if (file) chain.push(file);
    if (file?.root) break;
  }
  return chain;
}

/**
 * Merges a chain of files, nearest first. What the command line says is the nearest file (`flagsConfig`), what an editor says the farthest.
 * `only`: run these rules and no others. The rules are looked at when settings are asked for.
 */
export function resolveConfig(chain: readonly ConfigFile[], rules: Iterable<Rule>, only?: readonly string[]): Config {
  return new LayeredConfig(chain, rules, only && new Set(only));
}

class LayeredConfig implements Config {
  readonly ignores: boolean;
  readonly suppressions: SuppressionPolicy;
  readonly scopeOf: (uri: string) => string;
  readonly schemas: readonly string[];
  readonly chartSettings: (folder: string) => ChartSettings;
  readonly cache: boolean;
  readonly #chain: readonly ConfigFile[];
  readonly #rules: Iterable<Rule>;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #presets: readonly WithOrigin<Preset>[];
  readonly #layers: readonly Layer[];
  readonly #podSources: PodSources;
  readonly #references: ReferenceSettings;
  readonly #ignore: readonly { readonly folder: string; readonly matches: (path: string) => boolean }[];
  readonly #isUniform: boolean;
  readonly #known = new Map<string, Settings>();

  constructor(chain: readonly ConfigFile[], rules: Iterable<Rule>, only: ReadonlySet<string> | undefined) {
    const files = inOrder(chain);
    this.#chain = chain;
    this.#rules = rules;
    this.#only = only;
    this.#presets = presetsOf(chain);
    this.#layers = layersOf(files);
    this.#isUniform = this.#layers.every((layer) => !layer.file && !layer.resource);
    this.#references = referencesOf(files);
    this.#podSources = podSourcesOf(files.flatMap((file) => file.podSpecPaths));
    this.#ignore = files
      .filter((file) => file.ignore.length > 0)
      .map((file) => ({ folder: folderOf(file.uri), matches: fileMatcher(file.ignore) }));
    this.ignores = this.#ignore.length > 0;
    this.scopeOf = scopesOf(files);
    this.schemas = files.flatMap((file) => file.schemas.map(({ path }) => resolveUri(folderOf(file.uri), path)));
    this.chartSettings = chartSettings(files);
    this.suppressions = suppressionPolicy(files);
    this.cache = files.findLast((file) => file.cache !== undefined)?.cache ?? true;
  }

  settingsFor(uri: string): Settings {
    if (this.#isUniform) return this.#settingsOf(this.#layers, "uniform");
    const here = this.#layers.filter((layer) => layer.file?.(uri) ?? true);
    const whole = here.filter((layer) => !layer.resource);
    const plain = this.#settingsOf(whole, keyOf(this.#layers, whole));
    return whole.length === here.length ? plain : this.#settingsByObject(here, whole, plain);
  }

  ignored(uri: string): boolean {
    return this.#ignore.some(({ folder, matches }) => {
      const path = relativeTo(folder, uri);
      return path !== undefined && matches(path);
    });
  }

  explain(uri: string): ResolvedConfig {
    const applied = this.#layers.filter((layer) => !layer.resource && (layer.file?.(uri) ?? true));
    return {
      files: this.#chain.map((file) => file.uri),
      presets: this.#presets,
      kubernetes: kubernetesOf(applied),
      rules: Array.from(this.#rules, (rule) => ({ id: rule.id, ...this.#resolved(rule, applied) })),
      forbid: [...this.suppressions.forbid],
      suppressions: this.suppressions.entries.map(({ entry }) => entry),
      ignored: this.ignored(uri),
      scope: this.scopeOf(uri),
    };
  }

  #resolved(rule: Rule, applied: readonly Layer[]): ResolvedRule {
    const found = resolveRule(rule, this.#presets, applied);
    if (!this.#only) return found;
    const off = found.severity.value === "off";
    if (!this.#only.has(rule.id)) return { ...found, severity: { value: "off", origin: { from: "flag" } } };
    return off ? { ...found, severity: { value: rule.severity, origin: { from: "flag" } } } : found;
  }

  /** The settings of some layers: one object for one set. */
  #settingsOf(applied: readonly Layer[], key: string): Settings {
    const before = this.#known.get(key);
    if (before) return before;
    const on = new Map<string, RuleSettings>();
    for (const rule of this.#rules) {
      const settings = ruleSettings(this.#resolved(rule, applied));
      if (settings) on.set(rule.id, settings);
    }
    const settings: Settings = {
      kubernetes: kubernetesOf(applied).value,
      rules: on,
      podSources: this.#podSources,
      ...this.#references,
    };
    this.#known.set(key, settings);
    return settings;
  }

  /** The settings of a file some of whose objects have others. `whole` are the layers `here` that hold for all of its objects. */
  #settingsByObject(here: readonly Layer[], whole: readonly Layer[], plain: Settings): Settings {
    const key = `${keyOf(this.#layers, here)} of objects`;
    const before = this.#known.get(key);
    if (before) return before;
    const some = here.filter((layer) => layer.resource);
    const settings: Settings = {
      ...plain,
      conditional: new Set(some.flatMap((layer) => [...layer.rules.keys()])),
      forResource: (resource: Resource) => {
        const applied = here.filter((layer) => layer.resource?.(resource) ?? true);
        return applied.length === whole.length ? settings : this.#settingsOf(applied, keyOf(this.#layers, applied));
      },
    };
    this.#known.set(key, settings);
    return settings;
  }
}

function keyOf(layers: readonly Layer[], applied: readonly Layer[]): string {
  return layers.map((layer) => (applied.includes(layer) ? "1" : "0")).join("");
}

function kubernetesOf(applied: readonly Layer[]): WithOrigin<number> {
  const layer = applied.findLast((one) => one.kubernetes);
  return layer?.kubernetes ?? { value: NEWEST_KUBERNETES, origin: { from: "default" } };
}

/** The nearest file that says when something missing is a finding decides; what exists elsewhere adds up. */
function referencesOf(files: readonly ConfigFile[]): ReferenceSettings {
  const references = files.findLast((file) => file.references)?.references?.value;
  const externalRefs = files.flatMap((file) => file.externalRefs);
  return { ...(references && { references }), ...(externalRefs.length > 0 && { isExternal: externalMatcher(externalRefs) }) };
}

/** The nearest file that has `scopes` decides; of its patterns, the first that matches. */
function scopesOf(files: readonly ConfigFile[]): (uri: string) => string {
  const file = files.findLast((one) => one.scopes);
  if (!file) return () => "";
  const folder = folderOf(file.uri);
  const patterns = (file.scopes ?? []).map(prefixMatcher);
  return (uri) => {
    const path = relativeTo(folder, uri);
    if (path === undefined) return "";
    for (const prefixOf of patterns) {
      const prefix = prefixOf(path);
      if (prefix !== undefined) return resolveUri(folder, prefix);
    }
    return "";
  };
}

/** A path to a pod template holds `metadata` and `spec`; one that ends in "spec" is the pod spec itself, with `metadata` beside it. */
function podSourcesOf(paths: readonly PodSpecPath[]): PodSources {
  const places = new Map<string, Map<string, PodPlace>>();
  for (const { apiVersion, kind, path } of paths) {
    const key = `${apiVersion}/${kind}`;
    const own = places.get(key) ?? new Map<string, PodPlace>();
    places.set(key, own.set(path, podPlace(path.split("."))));
  }
  return new Map(
    [...places].map(([key, own]): [string, PodSource] => {
      const [first, ...others] = own.values();
      return [key, first && others.length === 0 ? first : severalPods([...own.values()])];
    }),
  );
}

/** A path leads to a pod's spec, or to its template. */
function podPlace(path: readonly string[]): PodPlace {
  const isSpec = /spec$/i.test(path.at(-1) ?? "");
  return isSpec
    ? { metadata: [...path.slice(0, -1), "metadata"], spec: path }
    : { metadata: [...path, "metadata"], spec: [...path, "spec"] };
}
