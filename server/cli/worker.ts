import { parentPort, workerData } from "node:worker_threads";
import { analyse, contextSettings } from "./analyses.ts";
import { type ConfigSource, openConfigs } from "./config.ts";
import type { Answer, Batch } from "./pool.ts";

/** A thread of the pool: reads the configuration itself and answers batches of files with their analyses. */
export function serve(): void {
  const configs = openConfigs(workerData as ConfigSource);
  parentPort?.on("message", (batch: Batch) => {
    const answer: Answer = batch.map((source) => {
      const settings = configs.of(source.uri).settingsFor(source.uri);
      return analyse(source, source.context ? contextSettings(settings) : settings);
    });
    parentPort?.postMessage(answer);
  });
}
