import type { Range } from "./place.ts";

/** One of several parts of a run; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What the JSON report of a part says about the whole run, so that the parts can be joined and nothing else is. */
export interface ShardRun {
  readonly shard: Shard;
  /** Of Plimsoll. */
  readonly version: string;
  /** A digest of the configuration and of the options that decide what is found. */
  readonly configuration: string;
  /** The commit that is checked out; `null` outside of a repository. */
  readonly commit: string | null;
  /** A digest of every file that was read, be it as context. */
  readonly sources: string;
  /** Whether everything that had to be read could be: otherwise the run ends in exit code 2. */
  readonly complete: boolean;
  /** What stands before a path of the report to make it one from the repository's root: empty or with a slash at its end. */
  readonly prefix: string;
  /** The rules that were on in some file, by id. */
  readonly rules: readonly string[];
  /** The rules that the configuration of some file forbids to suppress, by id. */
  readonly forbidden: readonly string[];
}

/** A file of a part, with what other formats than JSON say of it. */
export interface ShardFile {
  readonly path: string;
  /** Where it is not the path behind the run's prefix: a file outside of the repository. */
  readonly repositoryPath?: string;
  readonly resources: number;
  /** The lines (from 1) on which edits begin or end, with the offsets at which they start. */
  readonly starts?: readonly (readonly [line: number, offset: number])[];
  /** The hash of each line (from 1) on which a finding begins, by which GitHub recognises it. */
  readonly hashes?: Readonly<Record<number, string>>;
  readonly crashes?: readonly { readonly rule: string | null; readonly error: string; readonly range: Range }[];
}

/** The path from the repository's root, of one from the directory of the run: `..` in front takes away from the prefix. */
export function fromRoot(prefix: string, path: string): string {
  let folder = prefix;
  let rest = path;
  while (folder !== "" && rest.startsWith("../")) {
    folder = folder.replace(/[^/]*\/$/, "");
    rest = rest.slice(3);
  }
  return folder + rest;
}
