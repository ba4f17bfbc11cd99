/** A set of words to look for in texts: runs of ASCII letters and digits, or a `*` by itself. */
export interface Dictionary {
  /** The number of a word, from 0. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Open hashing: the word's hash and, beside it, its number plus 1; 0 where nothing is. The length is a power of two. */
  readonly slots: Int32Array;
}

/** Which words of a dictionary stand in a text, by their number: 1 for those that do. May name one too many, never one too few. */
export type Words = Uint8Array;

const SEPARATOR = 0;
const LETTER = 1;
const ALONE = 2;
const BACKSLASH = 92;
const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) if (/[A-Za-z0-9]/.test(String.fromCharCode(c))) CLASS[c] = LETTER;
CLASS[42] = ALONE; // *

/** Throws for what is no word: it could never be found. */
export function dictionaryOf(words: Iterable<string>): Dictionary {
  const numbers = new Map<string, number>();
  for (const word of words) {
    if (!/^(?:[A-Za-z0-9]+|\*)$/.test(word)) throw new RangeError(`"${word}" is no word of letters and digits`);
    if (!numbers.has(word)) numbers.set(word, numbers.size);
  }
  let capacity = 16;
  while (capacity < numbers.size * 4) capacity *= 2;
  const slots = new Int32Array(capacity * 2);
  for (const [word, number] of numbers) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = step(hash, word.charCodeAt(i));
    let at = (hash & (capacity - 1)) * 2;
    while (slots[at + 1] !== 0) at = (at + 2) & (slots.length - 1);
    slots[at] = hash;
    slots[at + 1] = number + 1;
  }
  return { numbers, slots };
}

/**
 * The words of the dictionary that stand in the text from `from` to `to`, as YAML may mean them: behind a backslash a word may begin one
 * character later (`"\nkubelet"`), and where a character is written by its number, every word may be there.
 */
export function wordsIn(text: string, from: number, to: number, { numbers, slots }: Dictionary): Words {
  const found = new Uint8Array(numbers.size);
  let i = from;
  while (i < to) {
    const c = text.charCodeAt(i);
    const type = c < 128 ? CLASS[c] : SEPARATOR;
    if (type === SEPARATOR) {
      i++;
      if (c === BACKSLASH && i < to && hidesCharacters(text.charCodeAt(i))) return found.fill(1);
      continue;
    }
    const start = i;
    let hash = step(0, c);
    i++;
    if (type === LETTER)
      for (; i < to; i++) {
        const next = text.charCodeAt(i);
        if (next >= 128 || CLASS[next] !== LETTER) break;
        hash = step(hash, next);
      }
    for (let at = (hash & ((slots.length >> 1) - 1)) * 2; slots[at + 1] !== 0; at = (at + 2) & (slots.length - 1))
      if (slots[at] === hash) found[(slots[at + 1] as number) - 1] = 1;
    if (start > from && i > start + 1 && text.charCodeAt(start - 1) === BACKSLASH) i = start + 1;
  }
  return found;
}

function step(hash: number, c: number): number {
  return Math.imul(hash ^ c, 0x01000193) + c;
}

/** `\x41`, `\u0041`, `\U00000041`, and a line break that joins two halves of a word. */
function hidesCharacters(c: number): boolean {
  return c === 0x78 || c === 0x75 || c === 0x55 || c === 0x0a || c === 0x0d;
}
