import { writeAtomically } from "../../disk/write.ts";
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
  return {
    write(pieces) {
      const isBehind = gathered(pieces, (piece) => {
        chunk += piece;
        return chunk.length >= CHUNK && flush() === false;
      });
      return isBehind && output.once && output.off ? caughtUp(output as Required<Output>) : undefined;
    },
    close: flush,
  };
}

/** A report in a file, which appears as a whole. `path` is absolute. */
export function fileOutput(path: string): ReportOutput {
  const chunks: string[] = [];
  return {
    write(pieces) {
      chunks.push(...pieces);
      return undefined;
    },
    close: () => writeAtomically(path, chunks.join("")),
  };
}

/** Takes all pieces; whether one of them left the reader behind. */
function gathered(pieces: Iterable<string>, take: (piece: string) => boolean): boolean {
  let isBehind = false;
  for (const piece of pieces) isBehind = take(piece) || isBehind;
  return isBehind;
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
