/** A set of words to look for in texts: runs of ASCII letters and digits, or a `*` by itself. */
export interface Dictionary {
  /** The number of a word, from 0. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Open hashing: the word's hash and, beside it, its number plus 1; 0 where nothing is. The length is a power of two. */
  readonly slots: Int32Array;
}

/** The numbers of the words that stand in a text, each once; perhaps one too many, never one too few. `any`: it may hold every word. */
export type Words = readonly number[] | "any";

const SPECIAL = 255;
const ASTERISK = 42;
const BACKSLASH = 92;
const EXCLAMATION = 33;
/** By character: 0 for what separates words, SPECIAL for those that need a look, else what goes into a word's hash. */
const CODES = new Uint8Array(128);
for (let c = 0; c < 128; c++) if (/[A-Za-z0-9]/.test(String.fromCharCode(c))) CODES[c] = c;
CODES[ASTERISK] = SPECIAL;
CODES[BACKSLASH] = SPECIAL;
CODES[EXCLAMATION] = SPECIAL;

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
    let at = slotOf(hash, slots);
    while (slots[at + 1] !== 0) at = (at + 2) & (slots.length - 1);
    slots[at] = hash;
    slots[at + 1] = number + 1;
  }
  return { numbers, slots };
}

/**
 * The words of the dictionary that stand in the text from `from` to `to`, as YAML may mean them: behind a backslash a word may begin one
 * character later (`"\nkubelet"`); where a character is written by its number, or a text as base64 (`!!binary`), every word may be there.
 */
export function wordsIn(text: string, from: number, to: number, { slots }: Dictionary): Words {
  const found: number[] = [];
  let hash = 0; // of the word that is being read; 0 for none
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    const code = c < 128 ? (CODES[c] as number) : 0;
    if (code !== 0 && code !== SPECIAL) {
      hash = step(hash, code);
      continue;
    }
    if (hash !== 0) look(hash, slots, found);
    hash = 0;
    if (code === 0) continue;
    if (c === ASTERISK) look(step(0, ASTERISK), slots, found);
    else if (c === EXCLAMATION) {
      if (isBinary(text, i + 1)) return "any";
    } else if (i + 1 < to) {
      if (hidesCharacters(text.charCodeAt(i + 1))) return "any";
      i = lookBehind(text, i + 1, to, slots, found);
    }
  }
  if (hash !== 0) look(hash, slots, found);
  return found;
}

/** Looks for the word that begins behind a backslash; goes on at the character behind its first one. */
function lookBehind(text: string, start: number, to: number, slots: Int32Array, found: number[]): number {
  let hash = 0;
  for (let i = start; i < to; i++) {
    const c = text.charCodeAt(i);
    const code = c < 128 ? (CODES[c] as number) : 0;
    if (code === 0 || code === SPECIAL) break;
    hash = step(hash, code);
  }
  if (hash !== 0) look(hash, slots, found);
  return hash === 0 ? start - 1 : start;
}

function look(hash: number, slots: Int32Array, found: number[]): void {
  for (let at = slotOf(hash, slots); slots[at + 1] !== 0; at = (at + 2) & (slots.length - 1)) {
    if (slots[at] !== hash) continue;
    const number = (slots[at + 1] as number) - 1;
    if (!found.includes(number)) found.push(number);
  }
}

function step(hash: number, code: number): number {
  return (Math.imul(hash ^ code, 0x01000193) + code) | 0;
}

function slotOf(hash: number, slots: Int32Array): number {
  return ((hash ^ (hash >>> 15)) << 1) & (slots.length - 1);
}

/** `\x41`, `\u0041`, `\U00000041`, and a line break that joins two halves of a word. */
function hidesCharacters(c: number): boolean {
  return c === 0x78 || c === 0x75 || c === 0x55 || c === 0x0a || c === 0x0d;
}

const BINARY = /[^\s,[\]{}]{0,60}(?:binary|%)/y;

/** Whether the tag that goes on at the offset says, or may say, that a text is base64. */
function isBinary(text: string, at: number): boolean {
  BINARY.lastIndex = at;
  return BINARY.test(text);
}
