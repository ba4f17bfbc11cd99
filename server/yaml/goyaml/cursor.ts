/** What goyaml itself says of a text that it refuses, or Go's encoder of JSON of what goyaml has read. */
export interface Words {
  readonly text: string;
  readonly speaker?: "json";
  /** Where it sees the problem, and where that began which it was reading: offsets. Without them no line is named. */
  readonly at?: number;
  readonly from?: number;
  /** Whether its scanner says it: the scanner counts lines from 1, the parser from 0. */
  readonly scans?: boolean;
}

/** Why goyaml would not read a text. `start` and `end` are offsets in it. */
export class Refusal extends Error {
  readonly start: number;
  readonly end: number;
  readonly words: Words | undefined;

  constructor(start: number, end: number, message: string, words?: Words) {
    super(message);
    this.start = start;
    this.end = end;
    this.words = words;
  }
}

/** A place in a text that goes forward, and knows its line. Behind the end stands NUL, which is in no text that is read. */
export class Cursor {
  readonly text: string;
  pos = 0;
  /** Counted from 0. */
  line = 0;
  private lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** From 0. */
  get column(): number {
    return this.pos - this.lineStart;
  }

  peek(ahead = 0): number {
    return this.pos + ahead < this.text.length ? this.text.charCodeAt(this.pos + ahead) : 0;
  }

  /** Goes over one character, and returns it. */
  read(): string {
    return this.text.charAt(this.pos++);
  }

  /** Goes over a byte order mark, which is no character of the line where it begins the text. */
  skipMark(): void {
    this.lineStart = ++this.pos;
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.pos++;
  }

  /** To the end of the line. */
  skipRest(): void {
    while (!isBreakOrEnd(this.peek())) this.pos++;
  }

  /**
   * Goes over the line break here, if there is one, and returns what it is read as: the two Unicode separators stay what they are. Of `\r\r\n` kubectl
   * takes the end away when it reads lines, and puts a line feed there: the decoder sees one break.
   */
  readBreak(): string {
    const c = this.peek();
    if (!isBreak(c)) return "";
    const next = c === CARRIAGE_RETURN ? this.peek(1) : 0;
    this.pos += next === LINE_FEED ? 2 : next === CARRIAGE_RETURN && this.peek(2) === LINE_FEED ? 3 : 1;
    this.line++;
    this.lineStart = this.pos;
    return c === LINE_SEPARATOR || c === PARAGRAPH_SEPARATOR ? String.fromCharCode(c) : "\n";
  }

  /** Whether `---` or `...` stands here as the marker of a document. */
  isMarker(character: number): boolean {
    if (this.column !== 0 || this.peek() !== character) return false;
    return this.peek(1) === character && this.peek(2) === character && isBlankOrEnd(this.peek(3));
  }
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

export function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}

/** YAML 1.1 has three line breaks more than YAML 1.2: NEL, LS and PS. */
export function isBreak(c: number): boolean {
  return c === LINE_FEED || c === CARRIAGE_RETURN || c === NEXT_LINE || c === LINE_SEPARATOR || c === PARAGRAPH_SEPARATOR;
}

export function isBreakOrEnd(c: number): boolean {
  return c === 0 || isBreak(c);
}

/** White space, a line break, or the end. */
export function isBlankOrEnd(c: number): boolean {
  return isBlank(c) || isBreakOrEnd(c);
}

/** What an anchor's name is made of. */
export function isNameCharacter(c: number): boolean {
  return (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 122) || c === 95 || c === 45;
}
