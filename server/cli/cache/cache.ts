import { createHash } from "node:crypto";
import { closeSync, existsSync, lstatSync, openSync, readFileSync, readSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathOf } from "../../disk/paths.ts";
import { Refusal } from "../../disk/refusal.ts";
import { writeFile } from "../../disk/write.ts";
import type { Analysis } from "../../lint/analysis/analyze.ts";
import type { FileRole } from "../../lint/analysis/dialect.ts";
import { version } from "../../report/version.ts";
import type { Environment } from "../option/environment.ts";
import { type Sealed, type Secret, seal, secretOf, unseal } from "./seal.ts";

/** A larger cache is not read. In bytes. */
const MAX_CACHE_SIZE = 1 << 29;

/** A file as a run reads it: everything but its configuration that decides what its documents yield. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  /** Only read, for the sake of other files: no rule runs on it. */
  readonly context: boolean;
  readonly role: FileRole | undefined;
}

/** What a whole run printed, and what decided about it. */
export interface RunRecord {
  /** What it asked the file system, beside what it was made from, with the answers. */
  readonly asked: readonly (readonly [question: string, answer: string])[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Analyses of earlier runs, by file, and the last run as a whole. An entry counts only for the same text, configuration and program, and can be read only
 * with them: the file holds no text of a manifest in a form that anybody else can read.
 */
export interface Cache {
  /** What the last run printed, if it was made from the same. */
  run(secret: Secret): RunRecord | undefined;
  get(source: Source, digest: string): readonly Analysis[] | undefined;
  set(source: Source, digest: string, analyses: readonly Analysis[]): void;
  /** Writes it, without the files that are gone; `run` is the last run, if it may be printed again. */
  save(run?: { readonly record: RunRecord; readonly secret: Secret }): void;
}

/** What stands in front: everything about the whole run. */
interface Head {
  readonly program?: string;
  readonly run?: Sealed;
}

/**
 * Opens a cache file; one that is absent, damaged, of another program or somebody else's is an empty cache. Its first line is the last run, its second the
 * files, which are read only if the run cannot be printed again.
 */
export function openCache(path: string, program: string): Cache {
  const [first, second] = readLines(path);
  const head = parsed<Head>(first);
  const isOurs = head?.program === program;
  let known: Map<string, Sealed> | undefined;
  const entries = () => {
    known ??= new Map(isOurs ? Object.entries(parsed<Record<string, Sealed>>(second) ?? {}) : []);
    return known;
  };
  const secretFor = ({ uri, text, context, role }: Source, digest: string) =>
    secretOf(program, digest, uri, String(context), role ?? "", text);
  return {
    run: (secret) => (isOurs && head?.run ? unseal<RunRecord>(head.run, secret) : undefined),
    get(source, digest) {
      const entry = entries().get(source.uri);
      return entry && unseal(entry, secretFor(source, digest));
    },
    set(source, digest, analyses) {
      // A rule that crashed may have met a bug that is put right without a new version.
      if (analyses.some(({ crashes }) => crashes.length > 0)) return;
      entries().set(source.uri, seal(analyses, secretFor(source, digest)));
    },
    save(run) {
      if (isForeign(path)) throw new Refusal(`${path} is no cache of Plimsoll's, and is not overwritten`);
      const alive = [...entries()].filter(([uri]) => existsSync(pathOf(uri)));
      const head: Head = { program, ...(run ? { run: seal(run.record, run.secret) } : {}) };
      writeFile(path, `${JSON.stringify(head)}\n${JSON.stringify(Object.fromEntries(alive))}\n`, 0o600);
    },
  };
}

/** The cache file of a working directory, in the user's cache folder (XDG Base Directory Specification; Apple's and Microsoft's places). */
export function cacheFileOf(cwd: string, env: Environment["env"]): string {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const folder =
    process.platform === "win32"
      ? (env.LOCALAPPDATA ?? join(home, "AppData", "Local"))
      : process.platform === "darwin"
        ? join(home, "Library", "Caches")
        : env.XDG_CACHE_HOME?.startsWith("/")
          ? env.XDG_CACHE_HOME
          : join(home, ".cache");
  return join(folder, "plimsoll", `${hashOf(cwd).replace(/\W/g, "").slice(0, 20)}.cache`);
}

/** The first two lines of a file, in UTF-8. Nothing, where there is no file, or others could have written it: what it held is worked out again. */
function readLines(path: string): readonly [Buffer, Buffer] | readonly [] {
  try {
    const stats = lstatSync(path);
    const isPrivate = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
    if (!stats.isFile() || !isPrivate || stats.size > MAX_CACHE_SIZE) return [];
    const bytes = readFileSync(path);
    const end = bytes.indexOf("\n");
    return [bytes.subarray(0, end), bytes.subarray(end + 1)];
  } catch {
    return [];
  }
}

/** Whether a file is there that something else has written; a cache that was cut off is ours. */
function isForeign(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size === 0) return false;
  const begin = '{"program":';
  const bytes = Buffer.alloc(begin.length);
  const file = openSync(path, "r");
  try {
    const length = readSync(file, bytes);
    return !begin.startsWith(bytes.toString("latin1", 0, length));
  } finally {
    closeSync(file);
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
