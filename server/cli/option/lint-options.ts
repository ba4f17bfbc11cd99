import { resolve } from "node:path";
import { Refusal } from "../../disk/refusal.ts";
import { type FixClass, rank, type Severity } from "../../lint/rule/finding.ts";
import { FORMATS, type FormatName, isFormat } from "../../report/format/formats.ts";
import type { Shard } from "../../report/shard.ts";
import { didYouMean } from "../../text/nearest.ts";
import { type Args, wholeNumber } from "./args.ts";
import type { Environment } from "./environment.ts";
import type { LintOption } from "./lint-options.table.ts";

/** Where a report goes. */
export interface Target {
  readonly format: FormatName;
  /** Absolute; standard output without one. */
  readonly file: string | undefined;
}

/** What decides the exit code. */
export interface Threshold {
  readonly failOn: Severity | "never";
  readonly maxWarnings: number | undefined;
  readonly exitZero: boolean;
}

/** The options of `lint`, checked. */
export interface LintOptions extends Threshold {
  readonly targets: readonly Target[];
  /** The strongest class of fix to apply. */
  readonly fix: FixClass | undefined;
  readonly diff: boolean;
  readonly since: string | undefined;
  readonly shard: Shard | undefined;
  readonly quiet: boolean;
  readonly statistics: boolean;
  readonly reportUnchecked: boolean;
  readonly errorOnNoResources: boolean;
  readonly color: boolean;
  readonly hyperlinks: boolean;
}

export function lintOptions(args: Args<LintOption>, environment: Environment): LintOptions {
  const fix = args.flag("fix-suggestions") ? "suggestion" : args.flag("fix") ? "safe" : undefined;
  const diff = args.flag("diff");
  if (diff && !fix) throw new Refusal("--diff shows what --fix or --fix-suggestions would change: add one of them.");
  const color = wantsColor(args.value("color") ?? "auto", environment);
  return {
    targets: targetsOf(args.values("format"), environment.cwd),
    fix,
    diff,
    ...thresholdOf(args),
    since: args.value("since"),
    shard: shardOf(args.value("shard")),
    quiet: args.flag("quiet"),
    statistics: args.flag("statistics"),
    reportUnchecked: args.flag("report-unchecked"),
    errorOnNoResources: args.flag("error-on-no-resources"),
    color,
    hyperlinks: color && showsLinks(environment),
  };
}

/** What decides the exit code, by the options. */
export function thresholdOf(args: Args<"fail-on" | "max-warnings" | "exit-zero">): Threshold {
  const maxWarnings = args.value("max-warnings");
  return {
    failOn: (args.value("fail-on") ?? "error") as Severity | "never",
    maxWarnings: maxWarnings === undefined ? undefined : wholeNumber("max-warnings", maxWarnings, 0),
    exitZero: args.flag("exit-zero"),
  };
}

/** Whether a finding of this severity fails the run. */
export function fails({ failOn }: Threshold, severity: Severity): boolean {
  return failOn !== "never" && rank(severity) >= rank(failOn);
}

/** Where reports go, by the values of `--format`; `standard` is the format without one. Refuses unknown formats, and two on standard output. */
export function targetsOf(values: readonly string[], cwd: string, standard: FormatName = "text"): readonly Target[] {
  const targets = values.map((value): Target => {
    const at = value.indexOf("=");
    const format = at < 0 ? value : value.slice(0, at);
    const names = Object.keys(FORMATS);
    if (!isFormat(format))
      throw new Refusal(`There is no format "${format}"${didYouMean(format, names)} The formats are ${names.join(", ")}.`);
    const file = at < 0 ? undefined : value.slice(at + 1);
    if (file === "") throw new Refusal(`--format ${value} lacks the name of the file.`);
    return { format, file: file === undefined ? undefined : resolve(cwd, file) };
  });
  const printed = targets.filter(({ file }) => file === undefined);
  if (printed.length > 1)
    throw new Refusal(
      `Only one format fits on standard output: write ${printed[1]?.format} into a file, --format ${printed[1]?.format}=FILE.`,
    );
  return targets.length > 0 ? targets : [{ format: standard, file: undefined }];
}

function shardOf(value: string | undefined): Shard | undefined {
  if (value === undefined) return undefined;
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(value)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new Refusal(`--shard must be I/N with I from 1 to N, such as 2/5, not "${value}".`);
  return { index, count };
}

/** Terminals that show OSC 8 links, by what they set; the others would print them as rubbish. `FORCE_HYPERLINK` decides where it is set. */
function showsLinks({ env, stdout }: Environment): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== "0";
  if (stdout.isTTY !== true || env.CI || env.TMUX || env.STY) return false;
  const programs = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio)$/;
  return (
    programs.test(env.TERM_PROGRAM ?? "") ||
    Number(env.VTE_VERSION ?? 0) >= 5000 ||
    env.WT_SESSION !== undefined ||
    /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(env.TERM ?? "")
  );
}

/** `NO_COLOR` (no-color.org) and `FORCE_COLOR` count when they are not empty; the option counts more. */
function wantsColor(when: string, { env, stdout }: Environment): boolean {
  if (when !== "auto") return when === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stdout.isTTY === true && env.TERM !== "dumb";
}
