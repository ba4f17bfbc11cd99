// GitHub recognises an alert by a hash of the text from its line on. Its upload action computes it where it is missing, other
// uploads do not. The algorithm is that of github/codeql-action, src/fingerprints.ts, in 32-bit halves.

const BLOCK = 100;
const BASE = 37;
const WORD = 2 ** 32;
const END_OF_FILE = 0xffff;

/**
 * The hash of every line of a text, by line number from 1: a rolling hash, modulo 2^64, over the first 100 characters from the
 * start of the line that are neither blanks nor tabs, with line breaks as `\n`; then a colon and which line with this hash it is.
 */
export function lineHashes(text: string): readonly string[] {
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  const window = new Uint16Array(BLOCK);
  const lines = new Int32Array(BLOCK).fill(-1);
  const first = power(BASE, BLOCK);
  let high = 0;
  let low = 0;
  let index = 0;
  let line = 0;
  let lineStart = true;
  let afterReturn = false;

  const emit = () => {
    const at = lines[index] as number;
    if (at === -1) return;
    const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    hashes[at] = `${hash}:${count}`;
    lines[index] = -1;
  };
  const push = (c: number) => {
    const gone = window[index] as number;
    window[index] = c;
    const sum = low * BASE + c - first.low * gone;
    high = (high * BASE - first.high * gone + Math.floor(sum / WORD)) >>> 0;
    low = sum >>> 0;
    index = (index + 1) % BLOCK;
  };
  const read = (c: number) => {
    emit();
    if (lineStart) {
      lineStart = false;
      lines[index] = ++line;
    }
    if (c === 10) lineStart = true;
    push(c);
  };

  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const skipped = c === 32 || c === 9 || (afterReturn && c === 10);
    afterReturn = c === 13;
    if (!skipped) read(c === 13 ? 10 : c);
  }
  read(END_OF_FILE);
  for (let i = 0; i < BLOCK; i++) {
    emit();
    push(0);
  }
  return hashes;
}

/** `base` to the power of `exponent`, modulo 2^64. */
function power(base: number, exponent: number): { readonly high: number; readonly low: number } {
  let high = 0;
  let low = 1;
  for (let i = 0; i < exponent; i++) {
    const product = low * base;
    high = (high * base + Math.floor(product / WORD)) >>> 0;
    low = product >>> 0;
  }
  return { high, low };
}
