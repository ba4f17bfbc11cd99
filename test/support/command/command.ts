import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import type { Outcome } from "../bundle.ts";
import type { Door, Run } from "./thread.ts";

// A process takes its time to start, and longer to become fast. Most tests look at what the command says and writes and not at its process: for
// them it runs on a thread that stays, one for each worker of the tests.

const folderOf = (dist: string) => `${dist}.command`;
const BUNDLE = "thread.js";

/** How long a run may take, in milliseconds, before it counts as one that hangs. */
const PATIENCE = 600_000;

/** Builds what `runOnThread` starts, with what the command reads beside its bundle. */
export function buildThread(dist: string): void {
  mkdirSync(folderOf(dist), { recursive: true });
  for (const name of ["descriptions.br", "rule-samples.json"]) copyFileSync(join(dist, name), join(folderOf(dist), name));
  buildSync({
    entryPoints: ["test/support/command/thread.ts"],
    outfile: join(folderOf(dist), BUNDLE),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    define: { PLIMSOLL_SITE: '""' },
  });
}

let thread: { readonly port: MessagePort; readonly ended: Int32Array } | undefined;

/** Runs the command and waits for its end. */
export function runOnThread(dist: string, run: Run): Outcome {
  thread ??= start(dist);
  const { port, ended } = thread;
  Atomics.store(ended, 0, 0);
  const here = process.cwd();
  process.chdir(run.cwd);
  try {
    port.postMessage(run);
    if (Atomics.wait(ended, 0, 0, PATIENCE) === "timed-out") throw new Error(`no end of plimsoll ${run.args.join(" ")}`);
  } finally {
    process.chdir(here);
  }
  return receiveMessageOnPort(port)?.message;
}

function start(dist: string): NonNullable<typeof thread> {
  const { port1, port2 } = new MessageChannel();
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const door: Door = { port: port2, ended };
  const worker = new Worker(join(folderOf(dist), BUNDLE), { workerData: door, transferList: [port2] });
  worker.unref();
  port1.unref();
  return { port: port1, ended };
}
