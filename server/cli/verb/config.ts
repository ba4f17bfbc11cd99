import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathOf, relativePath, uriOf } from "../../disk/paths.ts";
import { statsOf } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { writeFile } from "../../disk/write.ts";
import type { ResolvedConfig } from "../../lint/config/config.ts";
import { CONFIG_NAMES, type SettingOrigin } from "../../lint/config/file.ts";
import { MODELINE, SCHEMA_PATH, STARTER } from "../../lint/config/starter.ts";
import { didYouMean } from "../../text/nearest.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { configSource, openConfigs } from "../run/config.ts";

const ACTIONS = { init, print, validate };

/** `plimsoll config init|print|validate`. */
export async function config(args: Args, environment: Environment): Promise<number> {
  const [action = "", ...operands] = args.operands;
  if (!Object.hasOwn(ACTIONS, action))
    throw new Refusal(
      `plimsoll config takes init, print or validate, not "${action}"${didYouMean(action, Object.keys(ACTIONS))}`,
    );
  if (operands.length > 1) throw new Refusal(`plimsoll config ${action} takes one path at most.`);
  return ACTIONS[action as keyof typeof ACTIONS](args, environment, operands[0]);
}

/** Writes the commented starter, and never over a file that is there. */
async function init(_args: Args, { cwd, stdout }: Environment, operand = "."): Promise<number> {
  const directory = resolve(cwd, operand);
  const present = CONFIG_NAMES.find((name) => existsSync(join(directory, name)));
  if (present) throw new Refusal(`${relativePath(cwd, join(directory, present))} is there already.`);
  const path = join(directory, CONFIG_NAMES[0]);
  writeFile(path, existsSync(join(directory, SCHEMA_PATH)) ? MODELINE + STARTER : STARTER);
  stdout.write(`Wrote ${relativePath(cwd, path)}.\n`);
  return 0;
}

/** Prints what holds for a path, as YAML, with the origin of each value in a comment. */
async function print(args: Args, { cwd, stdout }: Environment, operand = "."): Promise<number> {
  const path = resolve(cwd, operand);
  const isDirectory = statsOf(path)?.isDirectory() ?? false;
  const uri = uriOf(isDirectory ? join(path, "any.yaml") : path);
  const configs = openConfigs(configSource(args, cwd));
  const resolved = configs.of(uri).explain(uri);
  configs.refuseProblems();
  stdout.write(asYaml(resolved, relativePath(cwd, path), cwd));
  return 0;
}

/** Checks the files that hold for the working directory, or one file. */
async function validate(args: Args, { cwd, stdout }: Environment, operand?: string): Promise<number> {
  const source = configSource(args, cwd);
  const configs = openConfigs(operand === undefined ? source : { ...source, file: resolve(cwd, operand) });
  const uri = uriOf(join(cwd, "any.yaml"));
  configs.of(uri);
  configs.refuseProblems();
  const files = configs.chain(uri).map((file) => relativePath(cwd, pathOf(file.uri)));
  stdout.write(files.length > 0 ? `${files.join(", ")}: no problems.\n` : "There is no configuration file: the defaults hold.\n");
  return 0;
}

function asYaml(resolved: ResolvedConfig, path: string, cwd: string): string {
  const say = (origin: SettingOrigin) => originText(origin, cwd);
  const files = resolved.files.filter(Boolean).map((uri) => relativePath(cwd, pathOf(uri)));
  const lines = [
    `# What holds for ${path}${resolved.ignored ? " (ignored: it is linted only if it is named)" : ""}`,
    `# Files: ${files.length > 0 ? files.join(", ") : "none"}`,
    ...(resolved.presets.length > 0 ? ["extends:"] : []),
    ...resolved.presets.map(({ value, origin }) => `  - ${value} # ${say(origin)}`),
    `kubernetesVersion: "1.${resolved.kubernetes.value}" # ${say(resolved.kubernetes.origin)}`,
    "rules:",
  ];
  for (const { id, severity, options } of resolved.rules) {
    const given = severity.value === "off" ? [] : Object.entries(options);
    if (given.length === 0) lines.push(`  ${id}: ${severity.value} # ${say(severity.origin)}`);
    else {
      lines.push(`  ${id}:`, `    severity: ${severity.value} # ${say(severity.origin)}`);
      for (const [name, { value, origin }] of given) lines.push(`    ${name}: ${JSON.stringify(value)} # ${say(origin)}`);
    }
  }
  if (resolved.forbid.length + resolved.suppressions.length > 0) lines.push("suppressions:");
  if (resolved.forbid.length > 0) lines.push(`  forbid: ${JSON.stringify(resolved.forbid)}`);
  if (resolved.suppressions.length > 0) lines.push("  entries:");
  for (const { origin, ...entry } of resolved.suppressions) lines.push(`    - ${JSON.stringify(entry)} # ${say(origin)}`);
  return `${lines.join("\n")}\n`;
}

function originText(origin: SettingOrigin, cwd: string): string {
  if (origin.from === "file") return `${relativePath(cwd, pathOf(origin.uri))}:${origin.line}`;
  if (origin.from === "flag") return "command line";
  return origin.from === "preset" ? `preset ${origin.preset}` : "default";
}
