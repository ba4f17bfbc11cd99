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
