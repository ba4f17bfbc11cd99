import { FORMATS } from "../../report/format/formats.ts";
import type { OptionSpec } from "./args.ts";

/** The options of `lint`, in the order of its help. */
export const LINT_OPTIONS = {
  config: { value: "FILE", help: "Use this configuration file and no other." },
  "no-config": { help: "Use no configuration file." },
  preset: {
    value: "NAME",
    many: true,
    choices: ["recommended", "strict", "all", "pss-baseline", "pss-restricted", "cis", "nsa"],
    help: "Start from this preset (default: recommended).",
  },
  rule: { value: "ID=SEVERITY", many: true, offers: "rules", help: "Set a rule to off, info, warning or error." },
  only: { value: "ID[,ID]", many: true, offers: "rules", help: "Run these rules and no others." },
  "kubernetes-version": { value: "1.N", help: "Check for this Kubernetes version (default: the newest known)." },
  fix: { help: "Apply the safe fixes." },
  "fix-suggestions": { help: "Apply the safe fixes and those that change behaviour." },
  diff: { help: "With a fix option: print the changes as a unified diff and write nothing; exit 1 if there are any." },
  format: {
    value: "NAME[=FILE]",
    many: true,
    offers: Object.keys(FORMATS),
    help: "text (default), compact, json, sarif, github, gitlab, junit, checkstyle or markdown; with =FILE into a file.",
  },
  "fail-on": {
    value: "SEVERITY",
    choices: ["error", "warning", "info", "never"],
    help: "Exit 1 from this severity on (default: error).",
  },
  "max-warnings": { value: "N", help: "Exit 1 if there are more warnings." },
  "exit-zero": { help: "Exit 0 whatever is found." },
  baseline: {
    value: "FILE",
    help: "Leave out what this baseline holds (default: plimsoll-baseline.json beside the configuration).",
  },
  "no-baseline": { help: "Use no baseline." },
  since: { value: "GIT_REF", help: "Report only findings on lines changed since this commit (runs git)." },
  context: {
    value: "DIR|auto|none",
    help: "Also read these files, without reporting them, for rules over several files; auto: the repository (default: none).",
  },
  "stdin-filename": { value: "PATH", help: "The name of standard input: for its configuration and in reports." },
  "ignore-pattern": { value: "GLOB", many: true, help: "Leave out files, as a line in .plimsollignore would." },
  "no-ignore": { help: "Do not read .gitignore and .plimsollignore." },
  "force-exclude": { help: "Leave out ignored files even if they are named." },
  "no-error-on-unmatched-pattern": { help: "A path that matches nothing is no error." },
  "error-on-no-resources": { help: "Exit 2 if there is no Kubernetes object at all." },
  "report-unchecked": { help: "List what was not, or not fully, checked, with the reason." },
  jobs: { value: "N|auto", help: "How many threads to use (default: auto)." },
  cache: { help: "Keep results of unchanged files in your cache folder." },
  "cache-location": { value: "FILE", help: "Keep them in this file or folder (implies --cache)." },
  watch: { help: "Stay, and lint again what changes, until interrupted." },
  shard: { value: "I/N", help: "Lint only the I-th of N parts of the files; the others are context." },
  values: {
    value: "FILE",
    short: "f",
    many: true,
    help: "Render charts with these values only, over those of the chart; of several files the last one wins.",
  },
  set: { value: "KEY=VALUE", many: true, help: "Set values of charts: a.b=1,list={x,y},items[0].name=z." },
  "set-string": { value: "KEY=VALUE", many: true, help: "The same, and every value is a text." },
  "set-json": { value: "KEY=JSON", many: true, help: "The same, and every value is JSON." },
  "set-file": { value: "KEY=FILE", many: true, help: "The same, and every value is the text of a file." },
  "release-name": { value: "NAME", help: "The release's name of charts (default: release-name)." },
  namespace: { value: "NAME", short: "n", help: "The release's namespace of charts (default: default)." },
  "no-helm": { help: "Judge the templates of Helm charts as they stand: do not render the charts." },
  quiet: { help: "Report errors only." },
  statistics: { help: "Count the findings of each rule." },
  color: { value: "WHEN", choices: ["auto", "always", "never"], help: "Colours (default: auto; also NO_COLOR and FORCE_COLOR)." },
  "no-progress": { help: "Show no progress on a terminal." },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type LintOption = keyof typeof LINT_OPTIONS;
