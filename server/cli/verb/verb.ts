import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";

/** Carries a verb out and returns the exit code. Throws a refusal where the user has to put something right. */
export type RunVerb = (args: Args, environment: Environment) => Promise<number>;
