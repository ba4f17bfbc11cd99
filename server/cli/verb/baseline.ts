import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { folderUriOf, relativePath, uriOf } from "../../disk/paths.ts";
import { Refusal } from "../../disk/refusal.ts";
import { writeFile } from "../../disk/write.ts";
import { type Baseline, createBaseline, pruneBaseline, updateBaseline, writeBaseline } from "../../lint/suppression/baseline.ts";
import { FileMask } from "../../report/mask/file-mask.ts";
import { counted } from "../../report/report.ts";
import { didYouMean } from "../../text/nearest.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { baselinePath, matcherOf, openBaseline } from "../run/baseline.ts";
import { scan } from "../run/scan.ts";

const ACTIONS = ["create", "update", "prune"];

/**
 * `plimsoll baseline create|update|prune`: writes the findings of today, brings them up to date for the files that were checked, or only
 * drops what is gone. Suppressed findings are not among them.
 */
export async function baseline(args: Args, environment: Environment): Promise<number> {
  const [action = "", ...operands] = args.operands;
  if (!ACTIONS.includes(action))
    throw new Refusal(`plimsoll baseline takes create, update or prune, not "${action}"${didYouMean(action, ACTIONS)}`);
  const { cwd, stdout } = environment;
  // The findings that the old baseline hides are wanted too.
  const flag = (name: string) => name === "no-baseline" || args.flag(name);
  const run = await scan({ ...args, flag, operands }, environment, false);
  const path = baselinePath(args, run.configs, cwd);
  const before = openBaseline(path, cwd);
  const findings = run.uris.flatMap((uri) => {
    const result = run.linter.result(uri);
    const mask = new FileMask(result); // the names of objects are written, and in a chart a name may be anything
    return result.findings.map((finding) => mask.finding(finding));
  });
  const folder = folderUriOf(dirname(path));
  const linted = new Set(run.uris);
  const checked = (file: string) => {
    const absolute = resolve(dirname(path), file);
    return linted.has(uriOf(absolute)) || !existsSync(absolute);
  };
  let after: Baseline;
  if (action === "create") {
    if (before) throw new Refusal(`${relativePath(cwd, path)} is there already: plimsoll baseline update brings it up to date.`);
    after = createBaseline(findings, folder);
  } else {
    if (!before) throw new Refusal(`There is no ${relativePath(cwd, path)}: plimsoll baseline create writes one.`);
    after =
      action === "update"
        ? updateBaseline(before, findings, folder, checked)
        : pruneBaseline(before, findings, folder, checked, matcherOf(before, path));
  }
  writeFile(path, writeBaseline(after));
  stdout.write(
    `Wrote ${relativePath(cwd, path)}: ${counted(total(after), "finding")}${before ? ` (before: ${total(before)})` : ""}.\n`,
  );
  return run.incomplete ? 2 : 0;
}

function total({ findings }: Baseline): number {
  return findings.reduce((sum, { count }) => sum + count, 0);
}
