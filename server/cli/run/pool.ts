import { Worker } from "node:worker_threads";
import type { Analysis } from "../../lint/analysis/analyze.ts";
import type { Source } from "../cache/cache.ts";
import type { ConfigSource } from "./config.ts";
import { THREAD } from "./threads.ts";

/** What a worker is told when it starts. */
export interface Work {
  readonly config: ConfigSource;
  readonly keepsFixes: boolean;
}

/** What a worker gets at a time: enough to keep messages rare, little enough to end together. */
const BATCH = 250_000;

/** What a worker is asked. */
export type Batch = readonly Source[];
/** What it answers with in the same order. */
type Answer = readonly (readonly Analysis[])[];

/** Analyses files on several threads. The answer for each file comes back once, in no particular order. */
export async function analyseInPool(
  sources: readonly Source[],
  threads: number,
  work: Work,
  done: (source: Source, analyses: readonly Analysis[]) => void,
): Promise<void> {
  const batches = batchesOf(sources);
  let next = 0;
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(__filename, { workerData: work, env: { ...process.env, [THREAD]: "1" } });
      let current: Batch = [];
      const feed = () => {
        const batch = batches[next++];
        if (!batch) {
          worker.terminate().then(() => resolve(), reject);
          return;
        }
        current = batch;
        worker.postMessage(batch);
      };
      worker.on("message", (json: string) => {
        const answer = JSON.parse(json) as Answer;
        current.forEach((source, i) => {
          done(source, answer[i] ?? []);
        });
        feed();
      });
      worker.on("error", reject);
      feed();
    });
  await Promise.all(Array.from({ length: Math.min(threads, batches.length) }, run));
}

function batchesOf(sources: readonly Source[]): readonly Batch[] {
  const batches: Source[][] = [];
  let size = BATCH;
  for (const source of sources) {
    if (size >= BATCH) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(source);
    size += source.text.length;
  }
  return batches;
}
