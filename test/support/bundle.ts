import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { buildThread, runOnThread } from "./command/command.ts";
import { FULL } from "./effort.ts";

/** What a run of the command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, and the command as it is published, run in it. */
export interface Project {
  readonly root: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Runs the command: in a process of its own in a full run, else on a thread that stays. */
  run(args: readonly string[], input?: string, env?: Readonly<Record<string, string>>): Outcome;
  /** The same always in a process of its own, where that is what is tested. */
  runProcess(args: readonly string[], input?: string, env?: Readonly<Record<string, string>>): Outcome;
  git(...args: readonly string[]): string;
}

/** The bundles as they are published, built once for all test files of a run. Nobody may change the folder. */
export function useBundle(): { readonly dist: string } {
  const dist = inject("dist");
  vi.setConfig({ testTimeout: 120_000 }); // processes are slow to start on a busy machine
  beforeAll(() => buildOnce(dist), 240_000);
  return { dist };
}

/** Whoever comes first builds; the others wait for what comes of it. */
async function buildOnce(dist: string): Promise<void> {
  const [lock, built, failed] = ["lock", "built", "failed"].map((state) => `${dist}.${state}`) as [string, string, string];
  if (take(lock)) {
    try {
      execFileSync(process.execPath, ["esbuild.mjs"], { env: { ...process.env, PLIMSOLL_DIST: dist } });
      buildThread(dist);
      writeFileSync(built, "");
    } catch (error) {
      writeFileSync(failed, "");
      throw error;
    }
  }
  while (!existsSync(built)) {
    if (existsSync(failed)) throw new Error("the bundles cannot be built; the test file that tried says why");
    await setTimeout(50);
  }
}

/** Whether the folder is ours: of several that make it, one succeeds. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

/** A project in a folder that is gone after the tests of the file. */
export function makeProject(
  bundle: { readonly dist: string },
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Project {
  const root = mkdtempSync(join(tmpdir(), "plimsoll-project-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const project: Project = {
    root,
    path: (name) => join(root, name),
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        writeFileSync(join(root, name), content);
      }
    },
    run(args, input = "", env = {}) {
      if (FULL) return project.runProcess(args, input, env);
      return runOnThread(bundle.dist, { args, cwd: root, input, env: environmentOf(root, env) });
    },
    runProcess(args, input = "", env = {}) {
      const result = spawnSync(process.execPath, [join(bundle.dist, "cli.js"), ...args], {
        cwd: root,
        input,
        maxBuffer: 1 << 28,
        encoding: "utf8",
        env: environmentOf(root, env),
      });
      return { code: result.status, stdout: result.stdout, stderr: result.stderr };
    },
    git: (...args) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], {
        cwd: root,
        encoding: "utf8",
      }),
  };
  project.write(files);
  return project;
}

/** The environment of a run: ours without what says how to colour, and a cache of its own. */
function environmentOf(root: string, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  return { ...inherited, XDG_CACHE_HOME: join(root, ".cache-home"), ...env };
}
