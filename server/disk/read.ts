import { closeSync, constants, lstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import type { Unchecked } from "../lint/analysis/unchecked.ts";
import { decoded, type Encoding, encodingOf } from "./encoding.ts";
import { diskMemory } from "./memory.ts";
import { reasonOf } from "./refusal.ts";

// Everything that lies in a user's folders, manifest or not, is read here: with a limit, in its encoding, and from nothing that never ends.

/** Larger files are not read: no manifest is, and a mistake should not take all memory. In bytes. */
export const MAX_FILE_SIZE = 8 * 1024 * 1024;

/** Reports of runs may be as large as a text in V8 can be. In bytes. */
const MAX_REPORT_SIZE = 500 * 1024 * 1024;

/** A file's text with its byte order mark, and how it is stored. */
export interface TextFile {
  readonly text: string;
  readonly encoding: Exclude<Encoding, "utf-32">;
}

/** Why there is no text of a file. */
export interface Unreadable {
  readonly reason: Unchecked;
  /** To be put behind the name of the file: "is larger than 8 MB and was not read". */
  readonly problem: string;
}

export type Content = TextFile | Unreadable;

/** What is said of a file that is larger than texts may be. */
export const TOO_LARGE: Unreadable = tooLarge(MAX_FILE_SIZE);

/** Who commits a link decides where it leads: one that leads elsewhere is not followed. */
export const LEADS_OUT: Unreadable = {
  reason: "symlink",
  problem: "is a symbolic link that leads elsewhere, and was not followed",
};

/**
 * What is known of a file. `found`: it lies in a folder, and whoever put it there need not be the user: only a regular file is read. `regular`: the same, and
 * the folder's listing says so already. `named`: the user asks for it, so that a pipe or a device is read as far as the limit.
 */
export type Provenance = "found" | "regular" | "named";

let buffer: Buffer | undefined;

/** Where a file system that does not give all of a file at once stops. In bytes. */
const BLOCK = 4096;
/** How long a pipe may take to get a writer, or a reader, in milliseconds. */
export const PATIENCE = 2000;
/** How long to wait between two looks at a pipe, in milliseconds. */
export const PAUSE = 10;
/** Whoever opens a pipe does not wait for its writer: there may never be one. Not known on Windows, where nothing in a folder is a pipe. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What the user has named through a pipe, which nobody can read twice, or through a link, which is followed for the user alone. By path. */
const named = diskMemory<TextFile>();

/** Reads a text. What the user has named already is the same for whoever finds it later. Never throws. */
export function readText(path: string, provenance: Provenance = "found"): Content {
  const before = named.get(path);
  if (before) return before;
  const bytes = readShared(path, provenance);
  const content = "problem" in bytes ? bytes : decode(bytes);
  if (provenance === "named" && "text" in content && !lstatSync(path).isFile()) named.set(path, content);
  return content;
}

/** Whether the user has named a file that nobody else would read. */
export function isNamed(path: string): boolean {
  return named.has(path);
}

/** Reads a file that need be no text, be it no larger than texts may be. Never throws. */
export function readBytes(path: string): Buffer | Unreadable {
  const bytes = readShared(path, "found");
  if ("problem" in bytes) return bytes;
  return bytes.length > MAX_FILE_SIZE ? TOO_LARGE : Buffer.from(bytes);
}

/** Whether a file begins with a text in ASCII. Never throws. */
export function startsWith(path: string, text: string): boolean {
  const bytes = Buffer.alloc(text.length);
  try {
    const file = openSync(path, AT_ONCE);
    try {
      return readSync(file, bytes, 0, bytes.length, 0) === bytes.length && bytes.toString("latin1") === text;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** Reads a report of a run, which may be larger than a manifest is. Never throws. */
export function readReport(path: string): Content {
  try {
    const stats = statSync(path);
    const kind = kindOf(stats);
    if (kind !== undefined) return kind === "directory" ? unreadable("is a directory, not a file") : readText(path, "named");
    if (stats.size > MAX_REPORT_SIZE) return tooLarge(MAX_REPORT_SIZE);
    const bytes = Buffer.allocUnsafe(stats.size + 1); // one more, so that the end is seen
    const file = openSync(path, AT_ONCE);
    try {
      return decode(bytes.subarray(0, readInto(bytes, file, PAUSE)), MAX_REPORT_SIZE);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return unreadable(problemOf(path, error));
  }
}

/** Reads into one buffer that all reads share: what it returns holds until the next read, and is longer than texts may be where the file is. */
function readShared(path: string, provenance: Provenance): Buffer | Unreadable {
  buffer ??= Buffer.allocUnsafe(MAX_FILE_SIZE + 1);
  try {
    const kind = provenance === "regular" ? undefined : kindOf(statSync(path));
    if (kind === "directory" || (kind !== undefined && provenance === "found")) return unreadable(`is a ${kind}, not a file`);
    const file = openSync(path, AT_ONCE);
    try {
      const length = readInto(buffer, file, kind === undefined ? 0 : PATIENCE);
      return kind === "pipe" && length === 0 ? unreadable("is a pipe into which nothing is written") : buffer.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return unreadable(problemOf(path, error));
  }
}

/** Why a file could not be opened, to be put behind its name. */
function problemOf(path: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ELOOP") return "is a symbolic link that leads to itself";
  if (code === "ENOENT" && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    return "is a symbolic link that leads nowhere";
  return `cannot be read: ${reasonOf(error)}`;
}

/** What stands at a path, links followed; `undefined` for nothing, and for what cannot be told (a link to itself, a folder that may not be entered). */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What a path stands for, in words; `undefined` for a regular file. */
export function kindOf(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "directory";
  return stats.isFIFO() ? "pipe" : stats.isSocket() ? "socket" : "device";
}

/**
 * Fills the buffer as far as there is something. A regular file comes in one piece, anything else (a pipe) in several, the first of which may need up to
 * `patience` milliseconds. Returns the number of bytes.
 */
function readInto(into: Buffer, file: number, patience: number): number {
  let length = 0;
  let count: number;
  let left = patience;
  do {
    count = readSome(file, into, length);
    for (; count === 0 && length === 0 && left > 0; left -= PAUSE) {
      pause();
      count = readSome(file, into, length);
    }
    length += count;
  } while (count > 0 && length < into.length && (patience > 0 || length % BLOCK === 0));
  return length;
}

/** Reads what is there, and waits where the writer is behind. Returns the number of bytes, 0 at the end. */
function readSome(file: number, into: Buffer, at: number): number {
  for (;;) {
    try {
      return readSync(file, into, at, into.length - at, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** Waits for a moment. */
export function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}

/** The text of some bytes, of which there are `most`. */
export function decode(bytes: Buffer, most = MAX_FILE_SIZE): Content {
  if (bytes.length > most) return tooLarge(most);
  const encoding = encodingOf(bytes);
  if (encoding === "utf-32")
    return { reason: "not-utf8", problem: "is in UTF-32, which kubectl does not read: save it in UTF-8" };
  const text = decoded(bytes, encoding);
  if (text.includes("\0")) return { reason: "binary", problem: "is not a text in UTF-8 (it holds NUL bytes)" };
  return { text, encoding };
}

function tooLarge(most: number): Unreadable {
  return { reason: "too-large", problem: `is larger than ${most / 1024 / 1024} MB and was not read` };
}

function unreadable(problem: string): Unreadable {
  return { reason: "unreadable", problem };
}

/** Reads all of standard input. */
export async function readStdin(): Promise<Content> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_FILE_SIZE) break;
  }
  return decode(Buffer.concat(chunks));
}
