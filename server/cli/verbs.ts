import type { Args, OptionSpecs } from "./args.ts";
import { LINT_OPTIONS } from "./lint-options.table.ts";

/** What a verb is told about the world. */
export interface Environment {
  /** The absolute working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** A stream that text goes to. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A verb of the command line. */
export interface Verb {
  readonly usage: readonly string[];
  readonly summary: string;
  readonly options: OptionSpecs;
  /** Carries it out and returns the exit code. Throws a refusal where the user has to put something right. */
  readonly run: (args: Args, environment: Environment) => Promise<number>;
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

/** Every verb. Its code is loaded when it is run. */
export const VERBS: Readonly<Record<string, Verb>> = {
  lint: {
    usage: ["plimsoll lint [options] [PATH…]", "plimsoll [options] PATH…"],
    summary: "Lint files, directories and globs; `-` is standard input. Without a path: the working directory.",
    options: LINT_OPTIONS,
    run: (args, environment) => import("./lint.ts").then((verb) => verb.lint(args, environment)),
  },
  rules: {
    usage: ["plimsoll rules [--format text|json|markdown]"],
    summary: "List every rule: id, family, severity, presets, fix class, title.",
    options: { format: { value: "NAME", choices: ["text", "json", "markdown"], help: "How to list them (default: text)." } },
    run: (args, environment) => import("./rules.ts").then((verb) => verb.rules(args, environment)),
  },
  explain: {
    usage: ["plimsoll explain RULE"],
    summary: "Show a rule's page: why, examples, fix, options, references.",
    options: {},
    run: (args, environment) => import("./explain.ts").then((verb) => verb.explain(args, environment)),
  },
  config: {
    usage: ["plimsoll config init", "plimsoll config print [PATH]", "plimsoll config validate"],
    summary: "Write a commented plimsoll.yaml, print what holds for a path, or check the configuration.",
    options: { config, "no-config": noConfig, preset, rule: LINT_OPTIONS.rule, "kubernetes-version": kubernetesVersion },
    run: (args, environment) => import("./config-verb.ts").then((verb) => verb.config(args, environment)),
  },
  baseline: {
    usage: ["plimsoll baseline create|update|prune [options] [PATH…]"],
    summary: "Write the findings of today to a baseline, bring it up to date, or drop what is gone.",
    options: { ...SELECTION, baseline },
    run: (args, environment) => import("./baseline-verb.ts").then((verb) => verb.baseline(args, environment)),
  },
  suppressions: {
    usage: ["plimsoll suppressions list [options] [PATH…]"],
    summary: "List every suppression with rule, place, reason, expiry, used or not.",
    options: SELECTION,
    run: (args, environment) => import("./suppressions.ts").then((verb) => verb.suppressions(args, environment)),
  },
  lsp: {
    usage: ["plimsoll lsp --stdio"],
    summary: "Run the language server.",
    options: {
      stdio: { help: "Talk over standard input and output." },
      "node-ipc": { help: "Talk over Node's channel to the parent process." },
      clientProcessId: { value: "PID", help: "The editor's process, as some clients pass it." },
    },
    run: (args, environment) => import("./lsp.ts").then((verb) => verb.lsp(args, environment)),
  },
  completion: {
    usage: ["plimsoll completion bash|zsh|fish"],
    summary: "Print a shell completion script.",
    options: {},
    run: (args, environment) => import("./completion.ts").then((verb) => verb.completion(args, environment)),
  },
};
