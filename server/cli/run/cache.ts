import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathOf } from "../../disk/paths.ts";
import { writeAtomically } from "../../disk/write.ts";
import type { Analysis } from "../../lint/analysis/analyze.ts";
import { version } from "../../report/version.ts";
import type { Source } from "./analyses.ts";

/** What a whole run printed, and what decided about it. */
export interface RunRecord {
  /** Of everything that went in, but for what it asked the file system beside. */
  readonly key: string;
  /** Those questions with their answers. */
  readonly asked: readonly (readonly [question: string, answer: string])[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Analyses of earlier runs, by file, and the last run as a whole. An entry counts only for the same text, configuration and program. */
export interface Cache {
  readonly run: RunRecord | undefined;
  get(source: Source, digest: string): readonly Analysis[] | undefined;
  set(source: Source, digest: string, analyses: readonly Analysis[]): void;
  /** Writes it, without the files that are gone; `run` is the last run, if it may be printed again. */
  save(run: RunRecord | undefined): void;
}

interface Entry {
  readonly key: string;
  readonly analyses: readonly Analysis[];
}

/**
 * Opens a cache file; one that is absent, damaged or of another program is an empty cache. Its first line is the last run, its second the files,
 * which are read only if the run cannot be printed again.
 */
export function openCache(path: string, program: string): Cache {
  const [first, second] = readLines(path);
  const head = parsed<{ program?: string; run?: RunRecord }>(first);
  const isOurs = head?.program === program;
  const run = isOurs ? head?.run : undefined;
  let known: Map<string, Entry> | undefined;
  const entries = () => {
    known ??= new Map(isOurs ? Object.entries(parsed<Record<string, Entry>>(second) ?? {}) : []);
    return known;
  };
  const keyOf = ({ uri, text, context, role }: Source, digest: string) =>
    hashOf([program, digest, uri, String(context), role ?? "", text].join("\0"));
  return {
    run,
    get(source, digest) {
      const entry = entries().get(source.uri);
      return entry?.key === keyOf(source, digest) ? entry.analyses : undefined;
    },
    set(source, digest, analyses) {
      // A rule that crashed may have met a bug that is put right without a new version.
      if (analyses.some(({ crashes }) => crashes.length > 0)) return;
      entries().set(source.uri, { key: keyOf(source, digest), analyses });
    },
    save(last) {
      const alive = [...entries()].filter(([uri]) => existsSync(pathOf(uri)));
      writeAtomically(path, `${JSON.stringify({ program, run: last })}\n${JSON.stringify(Object.fromEntries(alive))}\n`);
    },
  };
}

/** The first two lines of a file, in UTF-8. */
function readLines(path: string): readonly [Buffer, Buffer] | readonly [] {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf("\n");
    return [bytes.subarray(0, end), bytes.subarray(end + 1)];
  } catch {
    return []; // what it held is computed again
  }
}

function parsed<T>(json: Buffer | undefined): T | undefined {
  try {
    return json && (JSON.parse(json.toString("utf8")) as T | undefined);
  } catch {
    return undefined;
  }
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
