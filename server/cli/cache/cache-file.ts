import { closeSync, lstatSync, openSync, readSync } from "node:fs";
import { Refusal } from "../../disk/refusal.ts";
import { writeFile } from "../../disk/write.ts";
import type { Sealed } from "./seal.ts";

// A cache file is one line of JSON, the head, and behind it the sealed values: first the last runs, then the index of the files as JSON, then their analyses.

/** A larger cache is not read. In bytes. */
const MAX_SIZE = 1 << 28;
/** A longer first line is none of ours. In bytes. */
const MAX_HEAD = 1 << 14;
const BEGIN = '{"program":';

/** Where a value lies behind the head. */
type Place = readonly [name: string, at: number, length: number];

interface Head {
  /** What stands for the program that wrote it. */
  readonly program: string;
  /** The last runs, the last one first. */
  readonly runs: readonly Place[];
  readonly index: readonly [at: number, length: number];
}

/** A cache file that was read as far as it was needed. */
export interface CacheFile {
  readonly runs: readonly Sealed[];
  /** The names of the sealed values of files, by the files' URIs. */
  readonly files: ReadonlyMap<string, Place>;
  /** The sealed value of a file; `undefined` where it cannot be read. */
  value(place: Place): Sealed | undefined;
}

const EMPTY: CacheFile = { runs: [], files: new Map(), value: () => undefined };

/** Opens a cache of a program; what is absent, damaged, of another program or could have been written by others is an empty one. */
export function openCacheFile(path: string, program: string): CacheFile {
  try {
    return opened(path, program) ?? EMPTY;
  } catch {
    return EMPTY;
  }
}

function opened(path: string, program: string): CacheFile | undefined {
  const stats = lstatSync(path);
  const isPrivate = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0);
  if (!stats.isFile() || !isPrivate || stats.size > MAX_SIZE) return undefined;
  const file = openSync(path, "r"); // stays open: who replaces the file meanwhile makes another one
  const start = bytesAt(file, 0, Math.min(MAX_HEAD, stats.size));
  const end = start.indexOf("\n");
  const head = end < 0 ? undefined : (JSON.parse(start.toString("utf8", 0, end)) as Head);
  if (head?.program !== program) {
    closeSync(file);
    return undefined;
  }
  const read = ([name, at, length]: Place): Sealed => ({ name, data: bytesAt(file, end + 1 + at, length) });
  let files: ReadonlyMap<string, Place> | undefined;
  return {
    runs: head.runs.map(read),
    get files() {
      files ??= quietly(
        () =>
          new Map(
            Object.entries(
              JSON.parse(bytesAt(file, end + 1 + head.index[0], head.index[1]).toString("utf8")) as Record<string, Place>,
            ),
          ),
      );
      files ??= new Map();
      return files;
    },
    value: (place) => quietly(() => read(place)),
  };
}

/** Writes a cache in one step, with the last runs and the values of files by URI. Where they are too many, the values are left out. Refuses to overwrite what is no cache. */
export function writeCacheFile(path: string, program: string, runs: readonly Sealed[], files: ReadonlyMap<string, Sealed>): void {
  if (isForeign(path)) throw new Refusal(`${path} is no cache of Plimsoll's, and is not overwritten.`);
  let at = 0;
  const pieces: Uint8Array[] = [];
  const placed = ({ name, data }: Sealed): Place => {
    pieces.push(data);
    at += data.length;
    return [name, at - data.length, data.length];
  };
  const head = runs.map(placed);
  const size = [...files.values()].reduce((sum, { data }) => sum + data.length, at);
  const index: Record<string, Place> = {};
  if (size < MAX_SIZE * 0.9) for (const [uri, sealed] of files) index[uri] = placed(sealed);
  const list = Buffer.from(JSON.stringify(index));
  const first: Head = { program, runs: head, index: [at, list.length] };
  // Thousands of small pieces, so that one write for each would cost more than to join them.
  writeFile(path, [Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), ...pieces, list])], 0o600);
}

/** Some bytes of a file; throws where it ends before. */
function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (readSync(file, bytes, 0, length, at) < length) throw new Error("the cache is cut off");
  return bytes;
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Whether a file is there that something else has written; a cache that was cut off is ours. */
function isForeign(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size === 0) return false;
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(BEGIN.length);
    return !BEGIN.startsWith(bytes.toString("latin1", 0, readSync(file, bytes)));
  } finally {
    closeSync(file);
  }
}
