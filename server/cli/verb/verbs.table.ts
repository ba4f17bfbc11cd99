import type { OptionSpecs } from "../option/args.ts";
import { LINT_OPTIONS } from "../option/lint-options.table.ts";

/** A verb of the command line, as its help says it. */
export interface Verb {
  readonly usage: readonly string[];
  readonly summary: string;
  readonly options: OptionSpecs;
}

const { config, "no-config": noConfig, preset, "kubernetes-version": kubernetesVersion, baseline } = LINT_OPTIONS;
const SELECTION = {
  config,
  "no-config": noConfig,
  preset,
  rule: LINT_OPTIONS.rule,
  only: LINT_OPTIONS.only,
  "kubernetes-version": kubernetesVersion,
  "ignore-pattern": LINT_OPTIONS["ignore-pattern"],
  "no-ignore": LINT_OPTIONS["no-ignore"],
  context: LINT_OPTIONS.context,
};

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
    usage: ["plimsoll explain RULE"],
    summary: "Show a rule's page: why, examples, fix, options, references.",
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
  suppressions: {
    usage: ["plimsoll suppressions list [options] [PATH…]"],
    summary: "List every suppression with rule, place, reason, expiry, used or not.",
    options: SELECTION,
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
  completion: {
    usage: ["plimsoll completion bash|zsh|fish"],
    summary: "Print a shell completion script.",
    options: {},
  },
} as const satisfies Readonly<Record<string, Verb>>;

export type VerbName = keyof typeof VERBS;
