import type { Span } from "../../text/span.ts";
import type { ParseProblem } from "./node.ts";
import type { Token, TokenKind } from "./token.ts";

/** Where a parser stands among the tokens of a file, and what it knows of it. */
export interface Cursor {
  readonly text: string;
  readonly path: string;
  readonly tokens: readonly Token[];
  /** The number of the next token. */
  at: number;
  /** The number of the last token that was looked at: Go names its line in errors. */
  furthest: number;
  /** Variables in scope, with their `$`. */
  vars: string[];
  /** How many `range` stand around. */
  ranges: number;
  /** How many parentheses stand around. */
  parens: number;
  /** Where the action began that is being read. */
  action: number;
  readonly problems: ParseProblem[];
  readonly isFunction: (name: string) => boolean;
}

/** Thrown to leave the action that cannot be read, and caught where the next one can be. */
export class ActionError extends Error {}

export function next(c: Cursor): Token {
  const token = peek(c);
  if (c.at < c.tokens.length - 1) c.at++;
  return token;
}

export function peek(c: Cursor): Token {
  c.furthest = Math.max(c.furthest, c.at);
  return c.tokens[c.at] as Token;
}

export function peekNonSpace(c: Cursor): Token {
  while (peek(c).kind === "space") next(c);
  return peek(c);
}

export function nextNonSpace(c: Cursor): Token {
  peekNonSpace(c);
  return next(c);
}

export function expect(c: Cursor, kind: TokenKind, context: string): Token {
  const token = nextNonSpace(c);
  if (token.kind !== kind) unexpected(c, token, context);
  return token;
}

/** Notes a problem in Go's words, at the token that is being read or at the span. */
export function report(c: Cursor, message: string, span?: Span): void {
  const token = c.tokens[c.furthest] as Token;
  const { start, end } = span ?? token;
  c.problems.push({ message, line: lineOf(c.text, token.start), start, end });
}

export function fail(c: Cursor, message: string, span?: Span): never {
  report(c, message, span);
  throw new ActionError(message);
}

export function unexpected(c: Cursor, token: Token, context: string): never {
  if (token.kind !== "error") fail(c, `unexpected ${printToken(token)} in ${context}`, token);
  const line = lineOf(c.text, c.action);
  const started = line !== lineOf(c.text, token.start) ? ` in action started at ${c.path}:${line}` : "";
  fail(c, token.text + (token.text.endsWith(" action") ? started.replace(" in action", "") : started), token);
}

function printToken({ kind, text }: Token): string {
  if (kind === "end") return "EOF";
  if (kind === "keyword" || kind === "nil") return `<${text}>`;
  return text.length > 10 ? `${JSON.stringify(text.slice(0, 10))}...` : JSON.stringify(text);
}

/** The line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  // Thousands of problems follow each other: what lies between two of them is all that is counted.
  const { begin, line } = last.text === text && last.begin <= offset ? last : { begin: 0, line: 1 };
  let [start, number] = [begin, line];
  for (let at = text.indexOf("\n", start); at >= 0 && at < offset; at = text.indexOf("\n", start)) {
    start = at + 1;
    number++;
  }
  last = { text, begin: start, line: number };
  return number;
}

/** The line that was asked for last, and where it begins. */
let last = { text: "", begin: 0, line: 1 };

/** Goes behind the action that could not be read. */
export function skipAction(c: Cursor): void {
  for (;;) {
    const { kind } = c.tokens[c.at] as Token;
    if (kind === "text" || kind === "left" || kind === "end") return;
    c.at++;
    if (kind === "right" || kind === "error") return;
  }
}
