import type { Output } from "./environment.ts";

/** How much is written at a time, in UTF-16 units: one call for each piece would cost more than the pieces. */
const CHUNK = 1 << 16;

/** The same text in fewer pieces, none of them empty. */
export function* inChunks(pieces: Iterable<string>): Iterable<string> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/** Writes pieces, and waits where the reader is behind: what it has not taken yet stays in memory. */
export async function print(pieces: Iterable<string>, output: Output): Promise<void> {
  for (const piece of pieces)
    if (output.write(piece) === false && output.once) await new Promise<void>((resolve) => output.once?.("drain", resolve));
}
