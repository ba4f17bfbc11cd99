import { closeSync, constants, openSync, writeSync } from "node:fs";
import { kindOf, PATIENCE, PAUSE, pause, statsOf } from "../../disk/read.ts";
import { Refusal, reasonOf } from "../../disk/refusal.ts";
import { linkProblem, writeFile } from "../../disk/write.ts";
import type { Output } from "../option/environment.ts";

/** How much is written at a time, in UTF-16 units: one call for each piece would cost more than the pieces. */
const CHUNK = 1 << 16;

/** Where a report goes, piece by piece. */
export interface ReportOutput {
  /** Returns a promise where the reader is behind. */
  write(pieces: Iterable<string>): Promise<void> | undefined;
  /** After the last piece. Refuses where it cannot be written. */
  close(): void;
}

/** A report on a stream. Whoever writes waits where the reader is behind: what it has not taken yet stays in memory. */
export function streamOutput(output: Output): ReportOutput {
  let chunk = "";
  const flush = (): unknown => {
    const text = chunk;
    chunk = "";
    return output.write(text);
  };
  /** Takes pieces until the reader is behind; the others when it has caught up. */
  const pour = (pieces: Iterator<string>): Promise<void> | undefined => {
    for (let next = pieces.next(); !next.done; next = pieces.next()) {
      chunk += next.value;
      if (chunk.length >= CHUNK && flush() === false && output.once && output.off)
        return caughtUp(output as Required<Output>).then(() => pour(pieces));
    }
    return undefined;
  };
  return { write: (pieces) => pour(pieces[Symbol.iterator]()), close: flush };
}

/** A report in a file, which appears as a whole; what is no regular file (a device, a pipe) is written into as the report comes. `path` is absolute. */
export function fileOutput(path: string): ReportOutput {
  const stats = statsOf(path);
  const kind = stats && kindOf(stats);
  // Opened by its name, what the shell has redirected would be overwritten from its start.
  const descriptor = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path)?.[1] ?? { "/dev/stdout": 1, "/dev/stderr": 2 }[path];
  if (kind === "directory") throw new Refusal(`${path} cannot be written: it is a directory.`);
  if (descriptor !== undefined) return descriptorOutput(path, () => Number(descriptor));
  const problem = linkProblem(path);
  if (problem) throw new Refusal(`${path} cannot be written: ${problem}.`);
  if (kind !== undefined) return descriptorOutput(path, () => openedForWriting(path));
  // As bytes: they take half of the memory, and all of a large report at once may be longer than a string can be.
  const chunks: Buffer[] = [];
  let chunk = "";
  const flush = (): void => {
    chunks.push(Buffer.from(chunk));
    chunk = "";
  };
  return {
    write(pieces) {
      for (const piece of pieces) {
        chunk += piece;
        if (chunk.length >= CHUNK) flush();
      }
      return undefined;
    },
    close() {
      flush();
      writeFile(path, chunks);
    },
  };
}

/** A report into what is open already, or is no regular file. One of the first three descriptors stays open. */
function descriptorOutput(path: string, open: () => number): ReportOutput {
  let file: number | undefined;
  let chunk = "";
  const refusing = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw new Refusal(`${path} cannot be written: ${reasonOf(error)}.`);
    }
  };
  const flush = (): void =>
    refusing(() => {
      file ??= open();
      writeAll(file, Buffer.from(chunk));
      chunk = "";
    });
  return {
    write(pieces) {
      for (const piece of pieces) {
        chunk += piece;
        if (chunk.length >= CHUNK) flush();
      }
      return undefined;
    },
    close() {
      flush();
      if (file !== undefined && file > 2) closeSync(file);
    },
  };
}

/** Opens a device, or a pipe that somebody reads, or will read soon. Throws where nobody does: to wait for ever would look like a run that hangs. */
function openedForWriting(path: string): number {
  for (let left = PATIENCE; ; left -= PAUSE)
    try {
      return openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENXIO") throw error;
      if (left <= 0) throw new Error("it is a pipe from which nobody reads");
      pause();
    }
}

/** Writes all bytes, and waits where a pipe is full. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; )
    try {
      done += writeSync(file, bytes, done, bytes.length - done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      pause();
    }
}

/** When the reader has caught up, or gone. */
function caughtUp(output: Required<Output>): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      output.off("drain", settle);
      output.off("close", settle);
      resolve();
    };
    output.once("drain", settle);
    output.once("close", settle);
  });
}
