import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Refusal } from "../disk/refusal.ts";
import { errorText } from "../lint/rule/crash.ts";
import { maskError } from "../report/mask/mask.ts";
import { version } from "../report/version.ts";
import { didYouMean } from "../text/nearest.ts";
import { type Args, readArgs } from "./option/args.ts";
import type { Environment } from "./option/environment.ts";
import { warn } from "./option/warn.ts";
import { generalHelp, verbHelp } from "./verb/help.ts";
import { RUNNERS } from "./verb/run-verb.ts";
import { VERBS, type VerbName } from "./verb/verbs.table.ts";

/** The command: reads the arguments behind its name, carries them out and returns the exit code. Never throws. */
export async function main(argv: readonly string[], environment: Environment): Promise<number> {
  try {
    return await dispatch(argv, environment);
  } catch (error) {
    if (error instanceof Refusal) for (const line of error.lines) warn(environment.stderr, line);
    else
      warn(
        environment.stderr,
        `internal error: ${maskError(errorText(error)).split("\n")[0]}. Please report it with the command line.`,
      );
    return 2;
  }
}

async function dispatch(argv: readonly string[], environment: Environment): Promise<number> {
  const [first, ...rest] = argv;
  if (first === undefined) {
    // Linting nothing must not look like success.
    environment.stderr.write(generalHelp(VERBS));
    return 2;
  }
  if (first === "--version" || first === "-V") {
    environment.stdout.write(`${version}\n`);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    const verb = rest[0] === undefined ? undefined : verbOf(rest[0]);
    environment.stdout.write(verb ? verbHelp(VERBS[verb]) : generalHelp(VERBS));
    return 0;
  }
  const verb = verbOf(first);
  if (!verb) refuseMistypedVerb(first);
  return runVerb(verb ?? "lint", verb ? rest : argv, environment);
}

async function runVerb(name: VerbName, argv: readonly string[], environment: Environment): Promise<number> {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  if (options.includes("--help") || options.includes("-h")) {
    environment.stdout.write(verbHelp(VERBS[name]));
    return 0;
  }
  refuseFilesAsOptions(options, environment.cwd);
  const args: Args = readArgs(argv, VERBS[name].options);
  const run = await RUNNERS[name](args);
  return run(args, environment);
}

/**
 * A file whose name is that of an option is never taken for one: a hook hands over the names of committed files, and `--config=x.yaml` may be one of them.
 */
function refuseFilesAsOptions(options: readonly string[], cwd: string): void {
  const named = options.find((option) => option.startsWith("-") && option !== "-" && existsSync(resolve(cwd, option)));
  if (named !== undefined)
    throw new Refusal(
      `"${named}" is an option, and a file of that name is here. Put "--" before the names of files, or write "./${named}".`,
    );
}

function verbOf(name: string): VerbName | undefined {
  return Object.hasOwn(VERBS, name) ? (name as VerbName) : undefined;
}

/** A first word that is neither an option nor a path may be a verb with a typing error. */
function refuseMistypedVerb(first: string): void {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(first) || existsSync(first)) return;
  const names = Object.keys(VERBS);
  throw new Refusal(
    `"${first}" is neither a verb nor a file or directory${didYouMean(first, names)} The verbs are ${names.join(", ")}.`,
  );
}
