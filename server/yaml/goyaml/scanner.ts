import { BYTE_ORDER_MARK } from "../../text/byte-order-mark.ts";
import type { Comment, ScalarStyle } from "../tree/tree.ts";
import { Cursor, isBlankOrEnd, Refusal } from "./cursor.ts";
import { SECOND_COLON, TABS } from "./messages.ts";
import { scanName, scanTag } from "./properties.ts";
import { scanBlock, scanPlain, scanQuoted } from "./scalars.ts";
import type { Token, TokenKind } from "./token.ts";

/** A place where a key may have begun, if a colon follows. */
interface SimpleKey {
  possible: boolean;
  /** Nothing but a key can stand there. */
  readonly required: boolean;
  /** Of its first token, counted from the beginning of the text. */
  readonly number: number;
  readonly start: number;
  readonly line: number;
  readonly column: number;
}

const LONGEST_KEY = 1024;
const NO_KEY: SimpleKey = { possible: false, required: false, number: -1, start: 0, line: 0, column: 0 };

/**
 * Cuts the text of one document into tokens, as libyaml does and goyaml after it: whether something is a key is only known when its colon
 * comes, so tokens wait in a queue until that is decided, and `key` is put in before them. Throws a `Refusal`.
 */
export class Scanner {
  readonly comments: Comment[] = [];
  private readonly at: Cursor;
  private queue: Token[] = [];
  private head = 0;
  private taken = 0;
  private readonly indents: number[] = [];
  private indent = -1;
  private readonly keys: SimpleKey[] = [NO_KEY];
  private readonly keyByToken = new Map<number, SimpleKey>();
  private keyAllowed = true;
  private ended = false;
  /** Where the part of the file begins that kubectl hands to the decoder: only there a byte order mark is none of the text. */
  private begin = 0;
  private readonly separated: boolean;
  /** Of the text without that line break. */
  private readonly length: number;

  /** `separated`: the `---` that begins the text is not handed to the decoder. The text ends in a line break, be it one of ours. */
  constructor(text: string, separated: boolean, length: number) {
    this.at = new Cursor(text);
    this.length = length;
    this.separated = separated;
  }

  /** The next token, which stays. */
  peek(): Token {
    for (;;) {
      if (this.head < this.queue.length) {
        const key = this.keyByToken.get(this.taken);
        if (!key || !this.isPossible(key)) break;
      }
      this.fetchNext();
    }
    return this.queue[this.head] as Token;
  }

  /** Takes the token that was seen last. */
  skip(): void {
    this.head++;
    this.taken++;
    if (this.head < this.queue.length) return;
    this.queue = [];
    this.head = 0;
  }

  private get flow(): boolean {
    return this.keys.length > 1;
  }

  private add(kind: TokenKind, start: number, end: number, text = "", style: ScalarStyle = "plain"): void {
    const token = { kind, start: Math.min(start, this.length), end: Math.min(end, this.length), mark: start, text, style };
    this.queue.push(token);
  }

  /** Puts a token before the one with this number, or behind all if that was taken. */
  private insert(number: number, kind: TokenKind, at: number): void {
    const index = number < this.taken ? this.queue.length : this.head + number - this.taken;
    this.queue.splice(index, 0, { kind, start: at, end: at, mark: at, text: "", style: "plain" });
  }

  private fetchNext(): void {
    const { at } = this;
    this.skipSpace();
    this.unroll(at.column);
    const c = at.peek();
    if (c === 0) this.fetchEnd();
    else if (at.column === 0 && c === 37) this.fetchDirective();
    else if (at.isMarker(45)) this.fetchMarker("document start");
    else if (at.isMarker(46)) this.fetchMarker("document end");
    else if (c === 91 || c === 123) this.fetchOpening(c === 91 ? "[" : "{");
    else if (c === 93 || c === 125) this.fetchClosing(c === 93 ? "]" : "}");
    else if (c === 44) this.fetchComma();
    else if (c === 42 || c === 38 || c === 33) this.fetchProperty(c);
    else if (c === 39 || c === 34) this.fetchScalar(() => scanQuoted(at), c === 39 ? "single" : "double");
    else this.fetchIndicated(c, isBlankOrEnd(at.peek(1)));
  }

  /** What is an indicator only before white space or in brackets, or outside them; else a plain scalar. */
  private fetchIndicated(c: number, blankNext: boolean): void {
    if (c === 45 && blankNext) this.fetchDash();
    else if (c === 63 && (this.flow || blankNext)) this.fetchKey();
    else if (c === 58 && (this.flow || blankNext)) this.fetchValue();
    else if ((c === 124 || c === 62) && !this.flow) this.fetchBlock(c === 62 ? "folded" : "literal");
    else if ("#|>%@`\t".includes(String.fromCharCode(c)))
      throw this.refusal(
        c === 9 ? TABS : `A value cannot begin with "${String.fromCharCode(c)}". Quote it.`,
        "found character that cannot start any token",
      );
    else this.fetchPlain();
  }

  /** Goes over white space, line breaks and comments. A tab counts only where no key may begin. */
  private skipSpace(): void {
    const { at } = this;
    for (;;) {
      if (at.pos === this.begin) this.skipMarks();
      while (at.peek() === 32 || (at.peek() === 9 && (this.flow || !this.keyAllowed))) at.pos++;
      if (at.peek() === 35) this.readComment();
      if (at.readBreak() === "") return;
      if (!this.flow) this.keyAllowed = true;
    }
  }

  /** kubectl takes a byte order mark from the beginning of a file, goyaml's reader one from what it is handed, and its scanner another. */
  private skipMarks(): void {
    for (let left = this.begin === 0 ? 3 : 2; left > 0 && this.at.peek() === BYTE_ORDER_MARK; left--) this.at.skipMark();
  }

  private readonly readComment = (): void => {
    const { at } = this;
    const start = at.pos;
    at.skipRest();
    this.comments.push({ start, end: at.pos, text: at.text.slice(start, at.pos) });
  };

  private isPossible(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.line === this.at.line && isShort(this.at.text, key.start, this.at.pos)) return true;
    this.drop(key);
    return false;
  }

  private drop(key: SimpleKey): void {
    if (!key.possible) return;
    if (key.required) {
      const words = { text: "could not find expected ':'", at: this.at.pos, from: key.start, scans: true };
      throw new Refusal(key.start, key.start + 1, NO_COLON, words);
    }
    key.possible = false;
    this.keyByToken.delete(key.number);
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const { at } = this;
    this.drop(this.keys.at(-1) as SimpleKey);
    const key: SimpleKey = {
      possible: true,
      required: !this.flow && this.indent === at.column,
      number: this.taken + this.queue.length - this.head,
      start: at.pos,
      line: at.line,
      column: at.column,
    };
    this.keys[this.keys.length - 1] = key;
    this.keyByToken.set(key.number, key);
  }

  /** Opens a block collection in this column, unless one is open. */
  private roll(column: number, number: number, kind: TokenKind, start: number): void {
    if (this.flow || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    this.insert(number, kind, start);
  }

  /** Closes the block collections to the right of this column. */
  private unroll(column: number): void {
    if (this.flow) return;
    for (; this.indent > column; this.indent = this.indents.pop() as number) this.add("block end", this.at.pos, this.at.pos);
  }

  /** Of the character here. */
  private refusal(message: string, text: string): Refusal {
    const { pos } = this.at;
    return new Refusal(pos, pos + 1, message, { text, at: pos, scans: true });
  }

  private get nextNumber(): number {
    return this.taken + this.queue.length - this.head;
  }

  private fetchEnd(): void {
    if (!this.ended) {
      this.unroll(-1);
      this.drop(this.keys.at(-1) as SimpleKey);
      this.keyAllowed = false;
    }
    this.ended = true;
    this.add("stream end", this.at.pos, this.at.pos);
  }

  private fetchDirective(): void {
    this.unroll(-1);
    this.drop(this.keys.at(-1) as SimpleKey);
    this.keyAllowed = false;
    const start = this.at.pos;
    this.at.skipRest();
    this.add("directive", start, this.at.pos);
  }

  private fetchMarker(kind: TokenKind): void {
    this.unroll(-1);
    this.drop(this.keys.at(-1) as SimpleKey);
    this.keyAllowed = false;
    this.at.pos += 3;
    if (this.separated && kind === "document start") this.begin = this.at.text.indexOf("\n", this.at.pos) + 1;
    this.add(kind, this.at.pos - 3, this.at.pos);
  }

  private fetchOpening(kind: TokenKind): void {
    this.saveKey();
    this.keys.push({ ...NO_KEY, number: this.nextNumber });
    this.keyAllowed = true;
    this.addSign(kind);
  }

  private fetchClosing(kind: TokenKind): void {
    this.drop(this.keys.at(-1) as SimpleKey);
    // Of an empty collection this is its own number, and that it may be a key is forgotten. So it is in goyaml.
    if (this.flow) this.keyByToken.delete((this.keys.pop() as SimpleKey).number);
    this.keyAllowed = false;
    this.addSign(kind);
  }

  private fetchComma(): void {
    this.drop(this.keys.at(-1) as SimpleKey);
    this.keyAllowed = true;
    this.addSign(",");
  }

  private addSign(kind: TokenKind): void {
    this.at.pos++;
    this.add(kind, this.at.pos - 1, this.at.pos);
  }

  private fetchDash(): void {
    const { at } = this;
    if (!this.flow && !this.keyAllowed)
      throw this.refusal(
        "A list cannot begin on this line. Put its first item on the next line.",
        "block sequence entries are not allowed in this context",
      );
    this.roll(at.column, this.nextNumber, "block sequence", at.pos);
    this.drop(this.keys.at(-1) as SimpleKey);
    this.keyAllowed = true;
    this.addSign("-");
  }

  private fetchKey(): void {
    const { at } = this;
    if (!this.flow && !this.keyAllowed)
      throw this.refusal('A "?" cannot begin a key here. Quote the value.', "mapping keys are not allowed in this context");
    this.roll(at.column, this.nextNumber, "block mapping", at.pos);
    this.drop(this.keys.at(-1) as SimpleKey);
    this.keyAllowed = !this.flow;
    this.addSign("key");
  }

  private fetchValue(): void {
    const { at } = this;
    const key = this.keys.at(-1) as SimpleKey;
    if (this.isPossible(key)) {
      this.insert(key.number, "key", key.start);
      this.roll(key.column, key.number, "block mapping", key.start);
      key.possible = false;
      this.keyByToken.delete(key.number);
      this.keyAllowed = false;
    } else {
      if (!this.flow && !this.keyAllowed) throw this.refusal(SECOND_COLON, "mapping values are not allowed in this context");
      this.roll(at.column, this.nextNumber, "block mapping", at.pos);
      this.keyAllowed = !this.flow;
    }
    this.addSign("value");
  }

  private fetchProperty(c: number): void {
    const { at } = this;
    this.saveKey();
    this.keyAllowed = false;
    const start = at.pos;
    const text = c === 33 ? scanTag(at) : scanName(at);
    this.add(c === 33 ? "tag" : c === 42 ? "alias" : "anchor", start, at.pos, text);
  }

  private fetchScalar(scan: () => { readonly text: string; readonly end: number }, style: ScalarStyle): void {
    this.saveKey();
    this.keyAllowed = false;
    const start = this.at.pos;
    const { text, end } = scan();
    this.add("scalar", start, end, text, style);
  }

  private fetchPlain(): void {
    this.saveKey();
    this.keyAllowed = false;
    const start = this.at.pos;
    const { text, end, brokenOff } = scanPlain(this.at, this.flow, this.indent);
    if (brokenOff) this.keyAllowed = true;
    this.add("scalar", start, end, text);
  }

  private fetchBlock(style: ScalarStyle): void {
    this.drop(this.keys.at(-1) as SimpleKey);
    this.keyAllowed = true;
    const start = this.at.pos;
    const { text, end } = scanBlock(this.at, this.indent, this.readComment);
    this.add("scalar", start, end, text, style);
  }
}

/** Whether the text between two offsets has at most the characters that a key can have; those of two UTF-16 units count once. */
function isShort(text: string, start: number, end: number): boolean {
  if (end - start <= LONGEST_KEY) return true;
  return end - start <= 2 * LONGEST_KEY && [...text.slice(start, end)].length <= LONGEST_KEY;
}

const NO_COLON = "A colon is missing: this should be a key, and its colon must stand on the same line.";
