import { type Disk, diskWith } from "../../disk/probes.ts";
import type { Unreadable } from "../../disk/read.ts";
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
  /** Files that are needed beside those that are linted, and that could not be read, by their paths: as far as the disk was asked. */
  readonly missed: ReadonlyMap<string, Unreadable>;
  /** Analyses of earlier runs. */
  readonly cache?: Cache;
  /** What another run has read of the files that are context here. */
  readonly facts?: Facts;
}

/** Selects and reads files. Refuses a configuration with problems. */
export async function load(args: Args, environment: Environment, shard?: Shard): Promise<Loaded> {
  const configs = openConfigs(configSource(args, environment.cwd));
  const missed = new Map<string, Unreadable>();
  const disk = diskWith((path, why) => missed.set(path, why));
  const sources = await readSources(args, environment, configs, disk, shard);
  for (const { uri } of sources.sources) configs.of(uri);
  configs.refuseProblems();
  return { ...sources, configs, disk, missed };
}
