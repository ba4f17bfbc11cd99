import { type MessagePort, workerData } from "node:worker_threads";
import { main } from "../../../server/cli/main.ts";
import { serve } from "../../../server/cli/run/worker.ts";
import { forgetDisk } from "../../../server/disk/memory.ts";

// What `command.ts` starts: it answers runs of the command one after the other, or is a thread of the command's own pool.

/** A run of the command. */
export interface Run {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the thread is started with. Its answer is in the port as soon as `ended` is 1. */
export interface Door {
  readonly port: MessagePort;
  readonly ended: Int32Array;
}

if ("port" in workerData) answerRuns(workerData as Door);
else serve();

function answerRuns({ port, ended }: Door): void {
  port.on("message", async ({ args, cwd, input, env }: Run) => {
    const written = { stdout: "", stderr: "" };
    const into = (stream: "stdout" | "stderr") => ({
      write: (text: string) => {
        written[stream] += text;
      },
    });
    forgetDisk(); // a run begins knowing nothing
    // Whoever waits could not tell a run that threw from one that hangs.
    const code = await main(args, { cwd, env, stdin: input, stdout: into("stdout"), stderr: into("stderr") }).catch((error) => {
      written.stderr += error instanceof Error ? error.stack : String(error);
      return null;
    });
    port.postMessage({ code, ...written });
    Atomics.store(ended, 0, 1);
    Atomics.notify(ended, 0);
  });
}
