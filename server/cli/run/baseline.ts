import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isThere } from "../../disk/listing.ts";
import { folderUriOf, pathOf, relativePath, repositoryRoot, uriOf } from "../../disk/paths.ts";
import type { Disk } from "../../disk/probes.ts";
import { isQuotable, NOT_QUOTED } from "../../disk/quotable.ts";
import { readText } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { BASELINE_NAME, type Baseline, type Baselined, matchBaseline } from "../../lint/suppression/baseline.ts";
import { readBaseline } from "../../lint/suppression/baseline-read.ts";
import { placesOf } from "../../report/place.ts";
import type { Args } from "../option/args.ts";
import type { Configs } from "./config.ts";

/** Where the baseline of a run is: named, or beside the configuration of the working directory, or in that directory. */
export function baselinePath(args: Args, configs: Configs, cwd: string): string {
  const named = args.value("baseline");
  if (named !== undefined) return resolve(cwd, named);
  const [nearest] = configs.chain(uriOf(join(cwd, BASELINE_NAME)));
  return join(nearest ? dirname(pathOf(nearest.uri)) : cwd, BASELINE_NAME);
}

/** Reads a baseline; undefined if there is none. Refuses one that is damaged, with the places. */
export function openBaseline(path: string, cwd: string): Baseline | undefined {
  if (!isThere(path)) return undefined;
  const content = readText(path);
  if (!("text" in content)) throw new Refusal(`The baseline ${relativePath(cwd, path)} ${content.problem}.`);
  const { text } = content;
  const { baseline, problems } = readBaseline(text, uriOf(path));
  if (problems.length === 0) return baseline;
  const places = placesOf(text);
  const isShown = isQuotable(path, true, repositoryRoot(cwd) ?? cwd);
  const lines = problems.map(({ span, message }) => {
    const { line, column } = places.range(span).start;
    return `${relativePath(cwd, path)}:${line}:${column}: ${isShown ? message : `This is no baseline. ${NOT_QUOTED}`}`;
  });
  throw new Refusal(...lines);
}

/** What the baseline of a run hides. Refuses a named one that is not there. */
export function baselinedBy(args: Args, configs: Configs, cwd: string, { exists }: Disk): Baselined | undefined {
  if (args.flag("no-baseline")) return undefined;
  const path = baselinePath(args, configs, cwd);
  const baseline = openBaseline(path, cwd);
  if (!baseline) {
    if (args.value("baseline") === undefined) return undefined;
    throw new Refusal(`There is no baseline ${relativePath(cwd, path)}: plimsoll baseline create writes one.`);
  }
  return matcherOf(baseline, path, exists);
}

/** How the entries of a baseline file are matched. */
export function matcherOf(baseline: Baseline, path: string, exists: Disk["exists"] = existsSync): Baselined {
  const folder = dirname(path);
  return matchBaseline(baseline, folderUriOf(folder), (file) => exists(resolve(folder, file)));
}
