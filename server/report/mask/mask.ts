import type { Confidential } from "./confidential.ts";
import { flagNameIn } from "./names.ts";
import { secretsIn } from "./texts.ts";
import { generatedIn } from "./values.ts";

/** So many characters of a secret in a row are taken for a piece of it. */
const PIECE = 8;
/** Of what is longer in all, every quoted text may be a piece. In UTF-16 units. */
const MOST = 400_000;
/** What is shown instead. Not as long as what it stands for: that would say something about it. */
const COVER = "***";
/** What is shorter says nothing. */
const SHORTEST = 4;

/** Replaces what may be a piece of a secret in a text, as it is, in base64, or escaped. */
export type Mask = (text: string) => string;

/** The mask for texts that no file is known for: what gives itself away by its form. */
export function maskForms(text: string): string {
  return covered(text, secretsIn(text));
}

/** The mask for an error of ours, which may quote any file: of its message, what looks generated too. */
export function maskError(error: string): string {
  const [message = "", ...stack] = error.split("\n");
  return [covered(message, [...secretsIn(message), ...generatedIn(message)]), ...stack].join("\n");
}

/** The mask for what is said about a file. */
export function maskOf({ values, texts, names }: Confidential): Mask {
  if (values.size + texts.size === 0) return maskForms;
  const pieces = new Set<string>();
  const short = new Set<string>();
  let size = 0;
  for (const form of formsOf(values, texts)) {
    if (form.length < SHORTEST) continue;
    size += form.length;
    if (size > MOST) break;
    // A word like any other is one only as a whole: a password "postgres" is no reason to hide the image of that name.
    if (form.length < PIECE || /^[A-Za-z]{1,16}$/.test(form)) short.add(form);
    else for (const piece of piecesOf(form)) pieces.add(piece);
  }
  const mayBegin = beginningsOf(pieces);
  const whole = [...values].map((value) => value.trim()).filter((value) => value.length >= SHORTEST);
  return (text) => {
    const found: Span[] = size > MOST ? [...quoted(text)] : [];
    let word: Word | undefined; // of a long one, thousands of pieces may be found
    for (let i = 0; i + PIECE <= text.length; i++) {
      if (!mayBegin(text, i) || !pieces.has(text.slice(i, i + PIECE))) continue;
      const known = word?.isOne && i + PIECE <= word.end ? word : undefined;
      word = known ?? wordAround(text, i, i + PIECE);
      const start = word.value <= i ? word.value : word.start;
      if (!known || found.at(-1)?.start !== start) found.push({ start, end: word.end });
    }
    found.push(...wholeIn(text, short));
    return maskForms(
      covered(
        text,
        found.filter((span) => !isHarmless(text, span, names, whole)),
      ),
    );
  };
}

/** Whether a piece may begin at an offset of a text: nearly everywhere none does, and to cut one out costs more than to look at two characters. */
function beginningsOf(pieces: ReadonlySet<string>): (text: string, at: number) => boolean {
  const known = new Uint8Array(1 << 12);
  const slotOf = (text: string, at: number) => (text.charCodeAt(at) * 61 + text.charCodeAt(at + 1)) & (known.length - 1);
  for (const piece of pieces) known[slotOf(piece, 0)] = 1;
  return (text, at) => known[slotOf(text, at)] === 1;
}

/** Every piece of a secret. Of words that are joined (`harbor_registry_password`), a piece of one word alone is a word like any other. */
function* piecesOf(form: string): Iterable<string> {
  const isWords = /^[A-Za-z]{1,16}(?:[-_.][A-Za-z]{1,16})+$/.test(form);
  for (let i = 0; i + PIECE <= form.length; i++) {
    const piece = form.slice(i, i + PIECE);
    if (!isWords || /[^A-Za-z]/.test(piece)) yield piece;
  }
}

/** How secrets may be written: as they are, what base64 makes of them, and what they are in base64 for. */
function* formsOf(values: ReadonlySet<string>, texts: ReadonlySet<string>): Iterable<string> {
  for (const value of values) {
    const whole = value.trim();
    // Escaping changes only what stands between these.
    for (const piece of whole.split(/[\p{Cc}"\\']+/u)) if (piece.trim().length >= SHORTEST) yield piece.trim();
    if (/\\u[\da-f]{4}/i.test(whole)) yield whole;
    yield* encodingsOf(whole);
  }
  for (const text of texts) {
    if (text.length > MOST) yield text; // more than can be told apart
    yield* wordsIn(text);
    yield* encodingsOf(text.trim());
  }
}

function* encodingsOf(text: string): Iterable<string> {
  if (text.length > MOST) return;
  for (const skip of [0, 1, 2]) yield base64(text.slice(skip));
  yield* wordsIn(decoded(text));
}

/** The words of a text that are no one's vocabulary. */
function wordsIn(text: string): readonly string[] {
  return text.split(/[\s"'`{}[\](),;=]+/).filter((word) => word.length >= PIECE && !isPlainWord(word));
}

/** Letters, in parts: `securityContext`, `kubernetes.io/name`, `set-up:`. */
export function isPlainWord(word: string): boolean {
  return /^[A-Za-z]+(?:[-._/:]+[A-Za-z]+)*[.:]?$/.test(word);
}

/** A word without the punctuation behind it. A pattern for that would go through each run of it anew from each of its characters. */
export function withoutMarks(word: string): string {
  let end = word.length;
  while (end > 0 && ".,:;()".includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function base64(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return btoa(bytes).replace(/=+$/, "");
}

function decoded(text: string): string {
  const plain = text.replace(/\s/g, "");
  if (plain.length < 4 || plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain)) return "";
  const bytes = Uint8Array.from(atob(plain), (c) => c.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

interface Word extends Span {
  /** Behind the name of a flag that it is given to. */
  readonly value: number;
  /** No blank or quote stands in it. */
  readonly isOne: boolean;
}

/** The piece with the rest of its word, up to a blank or a quote. */
function wordAround(text: string, from: number, to: number): Word {
  let start = from;
  let end = to;
  while (start > 0 && OF_WORD.test(text.charAt(start - 1))) start--;
  while (end < text.length && OF_WORD.test(text.charAt(end))) end++;
  const value = start + flagNameIn(text.slice(start, end)).length;
  return { start, end, value, isOne: !/[\s"'`]/.test(text.slice(from, to)) };
}

const OF_WORD = /[^\s"'`]/;

/** Where a short text stands by itself. */
function* wholeIn(text: string, short: ReadonlySet<string>): Iterable<Span> {
  if (short.size === 0) return;
  for (const match of text.matchAll(/[^\s"'`(),;]+|\w+/g))
    for (const word of [match[0], match[0].replace(/[.:]$/, "")])
      if (short.has(word)) yield { start: match.index, end: match.index + word.length };
}

function* quoted(text: string): Iterable<Span> {
  for (const match of text.matchAll(/"[^"]*"/g)) yield { start: match.index + 1, end: match.index + match[0].length - 1 };
}

/** A key or a name that a secret happens to hold as well, a name made of words that holds no secret as a whole (`whole`), or a word of our own. */
function isHarmless(text: string, { start, end }: Span, names: ReadonlySet<string>, whole: readonly string[]): boolean {
  const open = text.lastIndexOf('"', start - 1);
  const close = text.indexOf('"', end);
  const isQuoted = open >= 0 && close >= 0 && (text.slice(0, open).split('"').length - 1) % 2 === 0;
  const shown = withoutMarks(text.slice(start, end));
  if (isQuoted) {
    const name = text.slice(open + 1, close);
    // Names made of words share some with what else is made of words.
    return names.has(name) || (/^[a-z]+(?:-[a-z]+)+$/.test(name) && !whole.some((value) => name.includes(value)));
  }
  if (names.has(shown)) return true;
  // A piece with a blank in it takes the words on both sides along.
  return shown.split(/\s+/).every((word) => /^[A-Za-z-]*$/.test(word) || isPlainWord(word.replace(/^-+/, "")));
}

function covered(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let out = "";
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start >= at) out += text.slice(at, start) + COVER;
    at = Math.max(at, end);
  }
  return out + text.slice(at);
}
