import { resolve } from "node:path";
import { Refusal } from "../../disk/refusal.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import type { LintOption } from "../option/lint-options.table.ts";
import { writeFacts } from "../run/facts-file.ts";
import { load } from "../run/load.ts";

/** What asks for findings, of which there are none. */
const OF_FINDINGS: readonly LintOption[] = ["shard", "facts-in", "format", "fix", "fix-suggestions", "since", "watch"];

/** `plimsoll lint --facts-out FILE`: reads all files once for the shards that follow, and lints none. Ends in 2 where something could not be read. */
export async function lintFacts(args: Args<LintOption>, environment: Environment): Promise<number> {
  const other = OF_FINDINGS.find((name) => args.values(name).length > 0 || args.flag(name));
  if (other !== undefined) throw new Refusal(`--facts-out only reads the files, and lints none: leave out --${other}.`);
  const loaded = await load(args, environment);
  writeFacts(resolve(environment.cwd, args.value("facts-out") as string), loaded, args, environment.cwd);
  return loaded.incomplete ? 2 : 0;
}
