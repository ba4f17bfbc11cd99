import type { OptionSpecs } from "../option/args.ts";
import { LINT_OPTIONS } from "../option/lint-options.table.ts";

/** A verb of the command line, as its help says it. */
export interface Verb {
  readonly usage: readonly string[];
  readonly summary: string;
  readonly options: OptionSpecs;
}

const { config, "no-config": noConfig, preset, "kubernetes-version": kubernetesVersion, baseline } = LINT_OPTIONS;
const VALUES = {
  values: LINT_OPTIONS.values,
  set: LINT_OPTIONS.set,
  "set-string": LINT_OPTIONS["set-string"],
  "set-json": LINT_OPTIONS["set-json"],
  "set-file": LINT_OPTIONS["set-file"],
  "release-name": LINT_OPTIONS["release-name"],
  namespace: LINT_OPTIONS.namespace,
};
const SELECTION = {
  config,
  "no-config": noConfig,
  preset,
  rule: LINT_OPTIONS.rule,
  only: LINT_OPTIONS.only,
  "kubernetes-version": kubernetesVersion,
  "ignore-pattern": LINT_OPTIONS["ignore-pattern"],
  "no-ignore": LINT_OPTIONS["no-ignore"],
  ...VALUES,
  "no-helm": LINT_OPTIONS["no-helm"],
  context: LINT_OPTIONS.context,
};

/** Which files are read where findings are not asked for. */
const FILES = {
  config,
  "no-config": noConfig,
  "ignore-pattern": LINT_OPTIONS["ignore-pattern"],
  "no-ignore": LINT_OPTIONS["no-ignore"],
  context: LINT_OPTIONS.context,
};

const MERGE_OPTIONS = {
  format: {
    ...LINT_OPTIONS.format,
    help: "json (default), sarif, gitlab, junit, checkstyle, compact, github or markdown; with =FILE into a file.",
  },
  "fail-on": LINT_OPTIONS["fail-on"],
  "max-warnings": LINT_OPTIONS["max-warnings"],
  "exit-zero": LINT_OPTIONS["exit-zero"],
  baseline: { ...baseline, help: "Leave out what this baseline holds, in place of what the shards left out." },
  "no-baseline": { help: "Take in again what the shards left out by a baseline." },
  statistics: LINT_OPTIONS.statistics,
  "report-unchecked": LINT_OPTIONS["report-unchecked"],
} as const;

export type MergeOption = keyof typeof MERGE_OPTIONS;

/** Every verb. */
export const VERBS = {
  lint: {
    usage: ["plimsoll lint [options] [PATH…]", "plimsoll [options] PATH…"],
    summary: "Lint files, directories and globs; `-` is standard input. Without a path: the working directory.",
    options: LINT_OPTIONS,
  },
  rules: {
    usage: ["plimsoll rules [--format text|json|markdown]"],
    summary: "List every rule: id, family, severity, presets, fix class, title.",
    options: { format: { value: "NAME", choices: ["text", "json", "markdown"], help: "How to list them (default: text)." } },
  },
  explain: {
    usage: ["plimsoll explain RULE", "plimsoll explain FIELD.PATH"],
    summary:
      "Show a rule's page: why, examples, fix, options, references; or a field of the API: type, versions, description, rules.",
    options: {},
  },
  config: {
    usage: ["plimsoll config init", "plimsoll config print [PATH]", "plimsoll config validate"],
    summary: "Write a commented plimsoll.yaml, print what holds for a path, or check the configuration.",
    options: { config, "no-config": noConfig, preset, rule: LINT_OPTIONS.rule, "kubernetes-version": kubernetesVersion },
  },
  baseline: {
    usage: ["plimsoll baseline create|update|prune [options] [PATH…]"],
    summary: "Write the findings of today to a baseline, bring it up to date, or drop what is gone.",
    options: { ...SELECTION, baseline },
  },
  merge: {
    usage: ["plimsoll merge [options] REPORT…"],
    summary:
      "Join the JSON reports of the shards of a run (lint --shard), or of several repositories, into one with one exit code.",
    options: MERGE_OPTIONS,
  },
  suppressions: {
    usage: ["plimsoll suppressions list [options] [PATH…]"],
    summary: "List every suppression with rule, place, reason, expiry, used or not.",
    options: SELECTION,
  },
  render: {
    usage: ["plimsoll render [options] CHART"],
    summary: "Print what a Helm chart renders to, as `helm template` does, without helm.",
    options: {
      values: { ...VALUES.values, help: "Values over those of the chart; of several files the last one wins." },
      set: { ...VALUES.set, help: "Set values: a.b=1,list={x,y},items[0].name=z." },
      "set-string": VALUES["set-string"],
      "set-json": VALUES["set-json"],
      "set-file": VALUES["set-file"],
      "release-name": { ...VALUES["release-name"], help: "The release's name (default: release-name)." },
      namespace: { ...VALUES.namespace, help: "The release's namespace (default: default)." },
      "kubernetes-version": { value: "VERSION", help: "The cluster's version (default: 1.32.0)." },
      "kube-version": { value: "VERSION", help: "The same, by Helm's name." },
      "api-versions": {
        value: "LIST",
        short: "a",
        many: true,
        help: "API versions that the cluster has beyond those that Helm knows.",
      },
      "is-upgrade": { help: "Render as for an upgrade: .Release.IsUpgrade is true." },
      "include-crds": { help: "Print the definitions in crds/ too." },
      "no-hooks": { help: "Leave out hooks." },
      "skip-tests": { help: "Leave out the hooks of helm test." },
      "show-only": {
        value: "PATTERN",
        short: "s",
        many: true,
        help: "Print only what comes from these files: templates/service.yaml.",
      },
    },
  },
  "explain-access": {
    usage: ["plimsoll explain-access [options] SUBJECT [PATH…]"],
    summary:
      "Print what a service account (NAMESPACE/NAME), user:NAME or group:NAME may do, by which bindings, and what it could become.",
    options: { format: { value: "NAME", choices: ["text", "json", "svg"], help: "How to print it (default: text)." }, ...FILES },
  },
  "who-can": {
    usage: ["plimsoll who-can [options] VERB RESOURCE [PATH…]"],
    summary: "Print who may do something, and by which bindings: get secrets, create pods/exec, get /metrics.",
    options: {
      namespace: { value: "NAME", short: "n", help: "In this namespace (default: in any)." },
      name: { value: "NAME", help: "To the object of this name (default: to objects that are not named)." },
      format: { value: "NAME", choices: ["text", "json"], help: "How to print it (default: text)." },
      ...FILES,
    },
  },
  "explain-network": {
    usage: ["plimsoll explain-network [options] [NAMESPACE/]WORKLOAD [PATH…]"],
    summary: "Print who may reach a workload and whom it may reach, by which network policies, and what is open.",
    options: { format: { value: "NAME", choices: ["text", "json", "svg"], help: "How to print it (default: text)." }, ...FILES },
  },
  lsp: {
    usage: ["plimsoll lsp --stdio"],
    summary: "Run the language server.",
    options: {
      stdio: { help: "Talk over standard input and output." },
      "node-ipc": { help: "Talk over Node's channel to the parent process." },
      clientProcessId: { value: "PID", help: "The editor's process, as some clients pass it." },
    },
  },
  mcp: {
    usage: ["plimsoll mcp"],
    summary: "Serve coding agents by the Model Context Protocol on standard input and output.",
    options: {},
  },
  completion: {
    usage: ["plimsoll completion bash|zsh|fish"],
    summary: "Print a shell completion script.",
    options: {},
  },
} as const satisfies Readonly<Record<string, Verb>>;

export type VerbName = keyof typeof VERBS;
