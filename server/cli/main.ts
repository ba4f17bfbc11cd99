import { existsSync } from "node:fs";
import { version } from "../report/version.ts";
import { didYouMean } from "../text/nearest.ts";
import { readArgs } from "./args.ts";
import { generalHelp, verbHelp } from "./help.ts";
import { messageOf, Refusal } from "./refusal.ts";
import { type Environment, VERBS, type Verb } from "./verbs.ts";

/** The command: reads the arguments behind its name, carries them out and returns the exit code. Never throws. */
export async function main(argv: readonly string[], environment: Environment): Promise<number> {
  try {
    return await dispatch(argv, environment);
  } catch (error) {
    if (error instanceof Refusal) environment.stderr.write(`plimsoll: ${error.message}\n`);
    else environment.stderr.write(`plimsoll: internal error: ${messageOf(error)}. Please report it with the command line.\n`);
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
    environment.stdout.write(verb ? verbHelp(verb) : generalHelp(VERBS));
    return 0;
  }
  const verb = verbOf(first);
  if (!verb) refuseMistypedVerb(first);
  return runVerb(verb ?? (VERBS.lint as Verb), verb ? rest : argv, environment);
}

async function runVerb(verb: Verb, argv: readonly string[], environment: Environment): Promise<number> {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  if (options.includes("--help") || options.includes("-h")) {
    environment.stdout.write(verbHelp(verb));
    return 0;
  }
  return verb.run(readArgs(argv, verb.options), environment);
}

function verbOf(name: string): Verb | undefined {
  return Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
}

/** A first word that is neither an option nor a path may be a verb with a typing error. */
function refuseMistypedVerb(first: string): void {
  if (!/^[a-z]+$/.test(first) || existsSync(first)) return;
  const names = Object.keys(VERBS);
  throw new Refusal(
    `"${first}" is neither a verb nor a file or directory${didYouMean(first, names)} The verbs are ${names.join(", ")}.`,
  );
}
