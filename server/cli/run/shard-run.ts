import { createHash } from "node:crypto";
import { commitOf } from "../../disk/commit.ts";
import { isInside, pathOf, relativePath, repositoryRoot } from "../../disk/paths.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import type { Shard, ShardRun } from "../../report/shard.ts";
import { version } from "../../report/version.ts";
import { folderOf } from "../../text/path.ts";
import type { Args } from "../option/args.ts";
import type { LintOption } from "../option/lint-options.table.ts";
import type { Loaded } from "./load.ts";

/** The options that decide what is found. Others say where it goes, how fast, or what follows from it. */
const DECIDING = [
  "config",
  "no-config",
  "preset",
  "rule",
  "only",
  "kubernetes-version",
  "baseline",
  "no-baseline",
  "since",
  "context",
  "ignore-pattern",
  "no-ignore",
  "force-exclude",
  "values",
  "set",
  "set-string",
  "set-json",
  "set-file",
  "release-name",
  "namespace",
  "no-helm",
  "quiet",
] as const satisfies readonly LintOption[];

/** What a part of a run says about the whole. `rules`: those that were on in some file. */
export function shardRunOf(shard: Shard, loaded: Loaded, rules: readonly Rule[], args: Args<LintOption>, cwd: string): ShardRun {
  const root = repositoryRoot(cwd);
  const below = root === undefined || !isInside(root, cwd) ? "" : relativePath(root, cwd);
  return {
    shard,
    version,
    configuration: configurationOf(loaded, args, cwd),
    commit: (root !== undefined && commitOf(root)) || null,
    sources: sourcesOf(loaded, cwd),
    complete: !loaded.incomplete,
    prefix: below === "" || below === "." ? "" : `${below}/`,
    rules: rules.map(({ id }) => id),
    forbidden: forbiddenIn(loaded),
  };
}

function forbiddenIn({ sources, configs }: Loaded): readonly string[] {
  const folders = new Set(sources.map(({ uri }) => folderOf(uri)));
  return [...new Set([...folders].flatMap((folder) => [...configs.of(folder).suppressions.forbid]))].sort();
}

/** A digest of the configuration and of the options that decide what is found, wherever the checkout lies. */
export function configurationOf({ sources, configs }: Loaded, args: Args<LintOption>, cwd: string): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([args.operands, DECIDING.map((name) => args.values(name))]));
  const digests = new Set(sources.map(({ uri }) => folderOf(uri)).map((folder) => configs.digest(folder)));
  for (const digest of [...digests].map((one) => one.replaceAll(cwd, "")).sort()) hash.update(`\0${digest}`);
  return hash.digest("hex");
}

/** A digest of what was read, in the order of its paths: parts read the files in an order of their own. */
function sourcesOf({ sources }: Loaded, cwd: string): string {
  const hash = createHash("sha256");
  const named = sources.map(({ uri, text }) => ({ path: relativePath(cwd, pathOf(uri)), text }));
  for (const { path, text } of named.sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${path}\0${text.length}\0`).update(text);
  return hash.digest("hex");
}
