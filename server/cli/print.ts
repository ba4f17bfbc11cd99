import type { Output } from "./environment.ts";

/** How much is written at a time, in UTF-16 units: one call for each piece would cost more than the pieces. */
const CHUNK = 1 << 16;

/** Writes a text that comes in pieces, and waits where the reader is behind: what it has not taken yet stays in memory. */
export async function print(pieces: Iterable<string>, output: Output): Promise<void> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    if (output.write(chunk) === false && output.once) await new Promise<void>((resolve) => output.once?.("drain", resolve));
    chunk = "";
  }
  output.write(chunk);
}
