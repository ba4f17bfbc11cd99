import type { Output } from "../option/environment.ts";

/** How much is written at a time, in UTF-16 units: one call for each piece would cost more than the pieces. */
const CHUNK = 1 << 16;

/**
 * Writes a text that comes in pieces, and waits where the reader is behind: what it has not taken yet stays in memory. All pieces are asked for, also
 * when the reader has gone: the exit code counts what they are about.
 */
export async function print(pieces: Iterable<string>, output: Output): Promise<void> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    if (output.write(chunk) === false && output.once && output.off) await caughtUp(output as Required<Output>);
    chunk = "";
  }
  output.write(chunk);
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
