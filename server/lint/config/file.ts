import type { ReferencePolicy } from "../../kube/facts/external.ts";
import type { Span } from "../../text/span.ts";
import type { Severity } from "../rule/finding.ts";
import type { Preset } from "../rule/rule.ts";

// One configuration file as data: it crosses threads, and nothing in it has been matched or merged yet.

/** The names that a configuration file may have, in the order in which a folder is searched. */
export const CONFIG_NAMES = ["plimsoll.yaml", ".plimsoll.yaml", "plimsoll.yml", ".plimsoll.yml", "plimsoll.json"] as const;

/** Where a value of the configuration comes from. Lines count from 1. */
export type SettingOrigin =
  | { readonly from: "file"; readonly uri: string; readonly line: number }
  | { readonly from: "flag" }
  | { readonly from: "preset"; readonly preset: Preset }
  | { readonly from: "default" };

/** A value with its origin. */
export interface WithOrigin<T> {
  readonly value: T;
  readonly origin: SettingOrigin;
}

/** What a user says about one rule; what is not said stays as it was. `on` is the rule's own severity. */
export interface RuleChoice {
  readonly severity?: WithOrigin<Severity | "off" | "on">;
  readonly options: ReadonlyMap<string, WithOrigin<unknown>>;
}

/** Choices by rule id. */
export type RuleChoices = ReadonlyMap<string, RuleChoice>;

/** What an override, a suppression or an ignore pattern chooses. A condition that is absent holds; those given must all hold. */
export interface Selection {
  readonly files?: readonly string[];
  readonly excludeFiles?: readonly string[];
  readonly kinds?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly names?: readonly string[];
}

export interface Override extends Selection {
  readonly rules: RuleChoices;
  readonly kubernetes: WithOrigin<number> | undefined;
  readonly origin: SettingOrigin;
}

/** A suppression that is written in the configuration, for files that their users do not own. */
export interface SuppressionEntry {
  readonly rules: readonly string[];
  readonly kind?: string;
  /** Names and the container may hold `*` and `?`. */
  readonly name?: string;
  readonly namespace?: string;
  readonly container?: string;
  readonly files?: readonly string[];
  readonly reason?: string;
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly expires?: string;
  readonly origin: SettingOrigin;
}

/** A custom kind that holds a pod. The path leads to a pod template, or to a pod spec if its last segment ends in "spec". */
export interface PodSpecPath {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: string;
}

/** What exists in the cluster though no file defines it. All three may hold `*` and `?`; a name or namespace that is absent is any. */
export interface ExternalRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A set of values with which a chart is rendered. */
export interface ValuesSetEntry {
  readonly name: string;
  /** Paths, relative to the chart or to the configuration file; later ones win. */
  readonly values: readonly string[];
  /** Arguments of `--set`. */
  readonly set: readonly string[];
}

/** How some charts are rendered; what is not said stays as it was. */
export interface ChartEntry {
  /** Folders of charts, as a path or pattern relative to the configuration file. */
  readonly chart: string;
  readonly releaseName?: string;
  readonly namespace?: string;
  readonly kubernetes?: number;
  readonly sets?: readonly ValuesSetEntry[];
  /** Arguments of `--set`, for every set. */
  readonly set?: readonly string[];
  /** Whether subcharts that come from elsewhere are judged too. */
  readonly subcharts?: boolean;
}

export interface ConfigFile {
  readonly uri: string;
  /** Files in folders above do not count. */
  readonly root: boolean;
  /** Presets and files to build on, in their order; undefined if the file does not say. */
  readonly extends: readonly (WithOrigin<Preset> | ConfigFile)[] | undefined;
  /** The N of 1.N. */
  readonly kubernetes: WithOrigin<number> | undefined;
  readonly rules: RuleChoices;
  readonly overrides: readonly Override[];
  readonly ignore: readonly string[];
  /** Rules that nothing can suppress. */
  readonly forbid: readonly string[];
  readonly suppressions: readonly SuppressionEntry[];
  readonly podSpecPaths: readonly PodSpecPath[];
  /** Patterns of folders whose files are deployed together; undefined if the file does not say. */
  readonly scopes: readonly string[] | undefined;
  /** When something missing is a finding; undefined if the file does not say. */
  readonly references: WithOrigin<ReferencePolicy> | undefined;
  readonly externalRefs: readonly ExternalRef[];
  /** Folders with CustomResourceDefinitions or JSON schemas, relative to this file. */
  readonly schemas: readonly { readonly path: string; readonly span: Span }[];
  readonly charts: readonly ChartEntry[];
  /** Whether the command line keeps results of earlier runs; undefined if the file does not say. */
  readonly cache: boolean | undefined;
}

/** Something wrong in a configuration file. The span is absolute in its text. */
export interface ConfigProblem {
  readonly uri: string;
  readonly span: Span;
  readonly message: string;
  /** What to write instead of the text at the span, where one answer is likely. */
  readonly replacement?: string;
}

/** A file that says nothing. */
export function emptyConfig(uri: string): ConfigFile {
  return {
    uri,
    root: false,
    extends: undefined,
    kubernetes: undefined,
    rules: new Map(),
    overrides: [],
    ignore: [],
    forbid: [],
    suppressions: [],
    podSpecPaths: [],
    scopes: undefined,
    references: undefined,
    cache: undefined,
    externalRefs: [],
    schemas: [],
    charts: [],
  };
}
