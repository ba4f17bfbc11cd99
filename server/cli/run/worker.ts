import { parentPort, workerData } from "node:worker_threads";
import { analyse, settingsIn } from "./analyses.ts";
import { openConfigs } from "./config.ts";
import type { Batch, Work } from "./pool.ts";

/** A thread of the pool: reads the configuration itself and answers batches of files with their analyses. */
export function serve(): void {
  const { config, keepsFixes } = workerData as Work;
  const configs = openConfigs(config);
  parentPort?.on("message", (batch: Batch) => {
    const answer = batch.map((source) => {
      try {
        return analyse(source, settingsIn(configs.of(source.uri).settingsFor(source.uri), source, keepsFixes));
      } catch {
        return []; // whoever adopts that runs into the same error, and names the file
      }
    });
    // Thousands of small objects cross a thread as JSON at half of what their copies cost.
    parentPort?.postMessage(JSON.stringify(answer));
  });
}
