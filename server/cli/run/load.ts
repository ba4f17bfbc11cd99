import { type Disk, disk } from "../../disk/probes.ts";
import type { Shard } from "../../report/shard.ts";
import type { Cache } from "../cache/cache.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import type { Facts } from "./analyses.ts";
import { type Configs, configSource, openConfigs } from "./config.ts";
import { readSources, type Sources } from "./sources.ts";

/** What is there before anything is analysed. */
export interface Loaded extends Sources {
  readonly configs: Configs;
  readonly disk: Disk;
  /** Analyses of earlier runs. */
  readonly cache?: Cache;
  /** What another run has read of the files that are context here. */
  readonly facts?: Facts;
}

/** Selects and reads files. Refuses a configuration with problems. */
export async function load(args: Args, environment: Environment, shard?: Shard): Promise<Loaded> {
  const configs = openConfigs(configSource(args, environment.cwd));
  const sources = await readSources(args, environment, configs, shard);
  for (const { uri } of sources.sources) configs.of(uri);
  configs.refuseProblems();
  return { ...sources, configs, disk };
}
