import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathOf } from "../../disk/paths.ts";
import type { Analysis } from "../../lint/analysis/analyze.ts";
import type { FileRole } from "../../lint/analysis/dialect.ts";
import { version } from "../../report/version.ts";
import { openCacheFile, writeCacheFile } from "./cache-file.ts";
import { type Sealed, type Secret, seal, secretOf, unseal } from "./seal.ts";

/** As many runs are kept: a hook, an editor's task and a command by hand do not push each other out. */
const MOST_RUNS = 4;
/** A run that printed more, or whose record is larger, is not kept. In bytes, or UTF-16 units of a text. */
export const MOST_PRINTED = 1 << 23;

/** A file as a run reads it: everything but its configuration that decides what its documents yield. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  /** Only read, for the sake of other files: no rule runs on it. */
  readonly context: boolean;
  readonly role: FileRole | undefined;
}

/** What a whole run printed and wrote, and what decided about it. */
export interface RunRecord {
  /** What it asked the file system, beside what it was made from, with the answers. */
  readonly asked: readonly (readonly [question: string, answer: string])[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The reports that it wrote into files, by their absolute paths. */
  readonly reports: readonly (readonly [path: string, text: string])[];
}

/**
 * Analyses of earlier runs, by file, and the last runs as wholes. An entry counts only for the same text, configuration and program, and can be read only
 * with them: the file holds no text of a manifest in a form that anybody else can read.
 */
export interface Cache {
  /** What an earlier run printed, if it was made from the same. */
  run(secret: Secret): RunRecord | undefined;
  get(source: Source, digest: string): readonly Analysis[] | undefined;
  set(source: Source, digest: string, analyses: readonly Analysis[]): void;
  /** Writes it, without the files that are gone; `run` is the last run, if it may be printed again. */
  save(run?: { readonly record: RunRecord; readonly secret: Secret }): void;
}

/** Opens a cache file; one that is absent, damaged, of another program or somebody else's is an empty cache. */
export function openCache(path: string, program: string): Cache {
  const before = openCacheFile(path, program);
  const changed = new Map<string, Sealed>();
  const secretFor = ({ uri, text, context, role }: Source, digest: string) =>
    secretOf(program, digest, uri, String(context), role ?? "", text);
  return {
    run(secret) {
      const sealed = before.runs.find(({ name }) => name === secret.name);
      return sealed && unseal<RunRecord>(sealed, secret);
    },
    get(source, digest) {
      const place = before.files.get(source.uri);
      const secret = place && secretFor(source, digest);
      if (!place || place[0] !== secret?.name) return undefined;
      const sealed = before.value(place);
      return sealed && unseal(sealed, secret);
    },
    set(source, digest, analyses) {
      // A rule that crashed may have met a bug that is put right without a new version.
      if (analyses.some(({ crashes }) => crashes.length > 0)) return;
      changed.set(source.uri, seal(analyses, secretFor(source, digest)));
    },
    save(run) {
      const files = new Map<string, Sealed>();
      for (const [uri, place] of before.files) {
        const sealed = changed.has(uri) || !existsSync(pathOf(uri)) ? undefined : before.value(place);
        if (sealed) files.set(uri, sealed);
      }
      for (const [uri, sealed] of changed) files.set(uri, sealed);
      const last = run && seal(run.record, run.secret);
      const runs = last && last.data.length <= MOST_PRINTED ? [last] : [];
      const others = before.runs.filter(({ name }) => name !== last?.name);
      writeCacheFile(path, program, [...runs, ...others].slice(0, MOST_RUNS), files);
    },
  };
}

/** What stands for the program in a cache: its version and its code, since a build may change without its version. */
export function programDigest(): string {
  const hash = createHash("sha1").update(version);
  for (const path of new Set([__filename, join(__dirname, "cli.main.js"), join(__dirname, "rules.js")]))
    if (existsSync(path)) hash.update(readFileSync(path));
  return hash.digest("base64");
}

export function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
