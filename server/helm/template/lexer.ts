import { scanNumber } from "./number.ts";
import { KEYWORDS, type Token, type TokenKind } from "./token.ts";

/**
 * Cuts a Go template into tokens (https://pkg.go.dev/text/template, "Text and spaces"). Never throws: what is wrong in an action is an
 * error token with Go's message, behind which the action ends and text begins again.
 */
export function tokenize(text: string): readonly Token[] {
  const lexer: Lexer = { text, at: 0, start: 0, action: 0, depth: 0, failures: 0, tokens: [] };
  while (readText(lexer)) readAction(lexer);
  emit(lexer, "end");
  return lexer.tokens;
}

interface Lexer {
  readonly text: string;
  at: number;
  /** Where the token begins that is being read. */
  start: number;
  /** Where the action began. */
  action: number;
  depth: number;
  failures: number;
  readonly tokens: Token[];
}

/** Behind so many actions that cannot be read the rest is text: nothing that stands there is known. */
const MOST_FAILURES = 100;

function emit(lexer: Lexer, kind: TokenKind): void {
  const { text, start, at } = lexer;
  lexer.tokens.push({ kind, start, end: at, text: text.slice(start, at) });
  lexer.start = at;
}

function isSpace(c: string | undefined): boolean {
  return c === " " || c === "\t" || c === "\r" || c === "\n";
}

/** Reads up to the next action; false at the end of the text. */
function readText(lexer: Lexer): boolean {
  const { text } = lexer;
  lexer.start = lexer.at;
  const found = lexer.failures > MOST_FAILURES ? -1 : text.indexOf("{{", lexer.at);
  const begin = found < 0 ? text.length : found;
  let end = begin;
  if (found >= 0 && text[found + 2] === "-" && isSpace(text[found + 3])) while (end > lexer.at && isSpace(text[end - 1])) end--;
  lexer.at = end;
  if (end > lexer.start) emit(lexer, "text");
  lexer.at = begin;
  lexer.start = begin;
  return found >= 0;
}

function readAction(lexer: Lexer): void {
  const { text } = lexer;
  lexer.action = lexer.at;
  const trims = text[lexer.at + 2] === "-" && isSpace(text[lexer.at + 3]);
  const inside = lexer.at + (trims ? 4 : 2);
  if (text.startsWith("/*", inside)) return void readComment(lexer, inside);
  lexer.at += 2;
  emit(lexer, "left");
  lexer.at = inside;
  lexer.start = inside;
  lexer.depth = 0;
  while (readToken(lexer));
}

function readComment(lexer: Lexer, inside: number): void {
  const { text } = lexer;
  const begin = lexer.at;
  const close = text.indexOf("*/", inside);
  const after = close < 0 ? text.length : close + 2;
  if (close >= 0 && rightDelimiter(text, after) > 0) {
    lexer.at = after;
    closeAction(lexer);
    return;
  }
  // Like any action that cannot be read: it begins, and an error stands in it.
  lexer.at = begin + 2;
  emit(lexer, "left");
  lexer.at = after;
  fail(lexer, close < 0 ? "unclosed comment" : "comment ends before closing delimiter");
}

/** The length of the right delimiter at the offset with its trim marker, or 0. */
function rightDelimiter(text: string, at: number): number {
  if (text.startsWith("}}", at)) return 2;
  return isSpace(text[at]) && text.startsWith("-}}", at + 1) ? 4 : 0;
}

/** Goes behind the right delimiter and the white space that it trims. */
function closeAction(lexer: Lexer): void {
  const size = rightDelimiter(lexer.text, lexer.at);
  lexer.at += size;
  if (size === 4) while (isSpace(lexer.text[lexer.at])) lexer.at++;
  lexer.start = lexer.at;
}

/** An error in an action: what follows in it is not read. */
function fail(lexer: Lexer, message: string): false {
  lexer.tokens.push({
    kind: "error",
    start: lexer.start,
    end: Math.min(lexer.text.length, Math.max(lexer.at, lexer.start + 1)),
    text: message,
  });
  lexer.failures++;
  const { text, action } = lexer;
  const close = text.indexOf("}}", lexer.at);
  const open = text.indexOf("{{", action + 2);
  if (close >= 0 && (open < 0 || close < open)) {
    lexer.at = close + 2;
  } else {
    // It was never closed: its line is lost, and what stands below is read as if it had been.
    const line = text.indexOf("\n", action);
    lexer.at = Math.min(line < 0 ? text.length : line, open < 0 ? text.length : open);
  }
  lexer.start = lexer.at;
  return false;
}

/** Reads one token of an action; false where the action ends. */
function readToken(lexer: Lexer): boolean {
  const { text } = lexer;
  const size = rightDelimiter(text, lexer.at);
  if (size > 0) {
    if (lexer.depth > 0) return fail(lexer, "unclosed left paren");
    lexer.start = lexer.at;
    if (size === 4) lexer.start += 2;
    lexer.tokens.push({ kind: "right", start: lexer.start, end: lexer.start + 2, text: "}}" });
    closeAction(lexer);
    return false;
  }
  const c = text[lexer.at];
  if (c === undefined) return fail(lexer, "unclosed action");
  if (text.startsWith("{{", lexer.at)) {
    // Go takes the brace for a character and reads on; nothing that follows could mend this action.
    take(lexer, 1, "other");
    return fail(lexer, "unclosed action");
  }
  if (isSpace(c)) return readSpace(lexer);
  if (c === '"' || c === "'") return readQuoted(lexer, c);
  if (c === "`") return readRaw(lexer);
  if (c === ":") {
    lexer.at++;
    if (text[lexer.at] !== "=") return fail(lexer, "expected :=");
    return take(lexer, 1, "declare");
  }
  if (c === "$") return readName(lexer, "variable");
  if (c === "." && !isDigit(text[lexer.at + 1])) return readName(lexer, "field");
  if (c === "." || c === "+" || c === "-" || isDigit(c)) return readNumber(lexer);
  const character = c <= "\x7f" ? c : String.fromCodePoint(text.codePointAt(lexer.at) as number);
  if (isWord(character)) return readWord(lexer);
  return readSign(lexer, character);
}

function readSign(lexer: Lexer, c: string): boolean {
  switch (c) {
    case "=":
      return take(lexer, 1, "assign");
    case "|":
      return take(lexer, 1, "pipe");
    case "(":
      lexer.depth++;
      return take(lexer, 1, "open");
    case ")":
      if (--lexer.depth < 0) {
        lexer.at++;
        return fail(lexer, "unexpected right paren");
      }
      return take(lexer, 1, "close");
  }
  if (c >= "!" && c <= "~") return take(lexer, 1, "other");
  lexer.at += c.length;
  return fail(lexer, `unrecognized character in action: ${codePoint(c)}`);
}

function take(lexer: Lexer, length: number, kind: TokenKind): true {
  lexer.at += length;
  emit(lexer, kind);
  return true;
}

function readSpace(lexer: Lexer): boolean {
  while (isSpace(lexer.text[lexer.at]) && rightDelimiter(lexer.text, lexer.at) === 0) lexer.at++;
  if (lexer.at > lexer.start) emit(lexer, "space");
  return true;
}

function readQuoted(lexer: Lexer, quote: '"' | "'"): boolean {
  const { text } = lexer;
  for (let i = lexer.at + 1; ; i++) {
    const c = text[i];
    if (c === undefined || c === "\n" || (c === "\\" && (text[i + 1] === undefined || text[i + 1] === "\n"))) {
      lexer.at = i;
      return fail(lexer, quote === '"' ? "unterminated quoted string" : "unterminated character constant");
    }
    if (c === "\\") i++;
    else if (c === quote) return take(lexer, i + 1 - lexer.at, quote === '"' ? "string" : "char");
  }
}

function readRaw(lexer: Lexer): boolean {
  const close = lexer.text.indexOf("`", lexer.at + 1);
  if (close >= 0) return take(lexer, close + 1 - lexer.at, "raw");
  const begin = lexer.start;
  lexer.at = begin + 1;
  return fail(lexer, "unterminated raw quoted string");
}

function readName(lexer: Lexer, kind: "variable" | "field"): boolean {
  lexer.at++;
  skipWord(lexer);
  if (!isTerminated(lexer)) return badCharacter(lexer);
  emit(lexer, kind === "field" && lexer.at === lexer.start + 1 ? "dot" : kind);
  return true;
}

function readWord(lexer: Lexer): boolean {
  skipWord(lexer);
  if (!isTerminated(lexer)) return badCharacter(lexer);
  emit(lexer, kindOfWord(lexer.text.slice(lexer.start, lexer.at)));
  return true;
}

/** V8 runs an expression over a word faster than a loop that it has not compiled yet. */
const ASCII_WORD = /\w*/y;

function skipWord(lexer: Lexer): void {
  const { text } = lexer;
  for (;;) {
    ASCII_WORD.lastIndex = lexer.at;
    ASCII_WORD.test(text);
    lexer.at = ASCII_WORD.lastIndex;
    const code = text.codePointAt(lexer.at);
    if (code === undefined || code <= 0x7f) return;
    const c = String.fromCodePoint(code);
    if (!isWord(c)) return;
    lexer.at += c.length;
  }
}

function kindOfWord(word: string): TokenKind {
  if (KEYWORDS.has(word)) return "keyword";
  if (word === "true" || word === "false") return "bool";
  return word === "nil" ? "nil" : "identifier";
}

function readNumber(lexer: Lexer): boolean {
  const { text } = lexer;
  const first = scanNumber(text, lexer.at);
  lexer.at = first.end;
  if (!first.isNumber) return fail(lexer, `bad number syntax: ${JSON.stringify(text.slice(lexer.start, lexer.at))}`);
  if (text[lexer.at] !== "+" && text[lexer.at] !== "-") return take(lexer, 0, "number");
  const second = scanNumber(text, lexer.at);
  lexer.at = second.end;
  if (!second.isNumber || text[lexer.at - 1] !== "i")
    return fail(lexer, `bad number syntax: ${JSON.stringify(text.slice(lexer.start, lexer.at))}`);
  return take(lexer, 0, "complex");
}

function badCharacter(lexer: Lexer): false {
  const c = String.fromCodePoint(lexer.text.codePointAt(lexer.at) as number);
  lexer.start = lexer.at;
  lexer.at += c.length;
  return fail(lexer, `bad character ${codePoint(c)}`);
}

/** Whether what may stand behind a name stands there. */
function isTerminated({ text, at }: Lexer): boolean {
  const c = text[at];
  return c === undefined || isSpace(c) || ".,|:=()".includes(c) || text.startsWith("}}", at);
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= "0" && c <= "9";
}

function isWord(c: string): boolean {
  return c === "_" || (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || isDigit(c) || (c > "\x7f" && /[\p{L}\p{Nd}]/u.test(c));
}

/** A character as Go's `%#U` prints it. */
function codePoint(c: string): string {
  const code = (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
  return /[\p{L}\p{N}\p{P}\p{S}\p{M}]/u.test(c) ? `U+${code} '${c}'` : `U+${code}`;
}
