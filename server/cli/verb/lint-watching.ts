import { once } from "node:events";
import { fstatSync, lstatSync } from "node:fs";
import { basename, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { watch } from "chokidar";
import { forgetDisk } from "../../disk/memory.ts";
import { repositoryRoot } from "../../disk/paths.ts";
import { messageOf, Refusal } from "../../disk/refusal.ts";
import { memoryCache } from "../cache/memory-cache.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { lintOptions } from "../option/lint-options.ts";
import { warn } from "../option/warn.ts";
import { timeOfDay } from "../run/clock.ts";
import { load } from "../run/load.ts";
import { lint } from "./lint.ts";

/** How long nothing more may change before the next run, in milliseconds: an editor or git writes several files at once. */
const QUIET = 100;
/** What Plimsoll reads in a directory: manifests, configuration, ignore files, and the files of charts. */
const READ = /\.(?:ya?ml|json|tpl|txt|toml|ini|conf|properties|env|tgz)$|^\.(?:helmignore|gitignore|plimsollignore)$/i;
const CLEAR = "\u001b[2J\u001b[3J\u001b[H";

/** `plimsoll lint --watch`: lints, and again whenever a file changes; only what changed is analysed again. Ends when it is interrupted. */
export async function lintWatching(args: Args, environment: Environment): Promise<number> {
  const options = lintOptions(args, environment);
  if (args.operands.includes("-")) throw new Refusal("--watch needs files: standard input does not change.");
  if (options.fix !== undefined) throw new Refusal("--watch only reports: fix with another command, and the report follows.");
  const { cwd, stdout, stderr } = environment;
  const cache = memoryCache();
  const changes = new Changes();
  const roots = watched(args, cwd);
  const watcher = watch([...roots], {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path, stats) => !roots.has(path) && isLeftOut(basename(path), stats?.isFile() === true),
  });
  const reports = new Set(options.targets.flatMap(({ file }) => file ?? []));
  watcher.on("all", (_, path) => {
    if (!reports.has(path) && !isRedirected(path)) changes.add();
  });
  watcher.on("error", (error) => warn(stderr, `some changes may go unnoticed: ${messageOf(error)}`));
  // What changes before everything is watched would go unnoticed.
  await once(watcher, "ready");
  for (;;) {
    if (stdout.isTTY) stdout.write(CLEAR);
    stderr.write(`[${timeOfDay()}] Linting…\n`);
    try {
      forgetDisk();
      const loaded = await load(args, environment, options.shard);
      await lint(args, environment, options, { ...loaded, cache });
    } catch (error) {
      // Such as a configuration that is half written.
      if (!(error instanceof Refusal)) throw error;
      for (const line of error.lines) warn(stderr, line);
    }
    stderr.write(`[${timeOfDay()}] Watching for changes. Press Ctrl+C to stop.\n`);
    await changes.next();
  }
}

function isLeftOut(name: string, isFile: boolean): boolean {
  return name === ".git" || name === "node_modules" || (isFile && !READ.test(name));
}

/** Whether the shell writes standard output or standard error into the file: each run would be the reason for the next. */
function isRedirected(path: string): boolean {
  const file = lstatSync(path, { throwIfNoEntry: false }); // a link may lead to itself
  return [1, 2].some((descriptor) => {
    const { dev, ino } = fstatSync(descriptor);
    return file !== undefined && file.dev === dev && file.ino === ino;
  });
}

/** What to watch: the operands, of a glob the directory it begins in, and the repository, which has configuration above them. */
function watched({ operands }: Args, cwd: string): ReadonlySet<string> {
  const roots = (operands.length > 0 ? operands : ["."]).map((operand) =>
    resolve(cwd, operand.replace(/[^/]*[*?[{].*$/, "") || "."),
  );
  const repository = repositoryRoot(cwd);
  return new Set(repository === undefined ? roots : [...roots, repository]);
}

/** Changes that nobody has looked at yet. */
class Changes {
  #last = 0;
  #wake: (() => void) | undefined;

  add(): void {
    this.#last = performance.now();
    this.#wake?.();
  }

  /** Waits for a change since the last call, and until nothing more has changed for a moment. */
  async next(): Promise<void> {
    if (this.#last === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    while (performance.now() - this.#last < QUIET) await setTimeout(QUIET);
    this.#last = 0;
    this.#wake = undefined;
  }
}
