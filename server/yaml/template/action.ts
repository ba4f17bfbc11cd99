import type { Span } from "../../text/span.ts";
import { type ActionKind, foreignActions } from "./language.ts";

/**
 * `open` begins a body (if, with, range, block), `else` and `end` divide and close it; `silent` acts without output (assignment, break,
 * continue); `define` begins a template that is only used elsewhere; everything else writes text.
 *
 * One `{{ … }}` of a Go template, from the first brace to behind the last, or what another language has for it.
 */
export interface Action extends Span {
  readonly kind: ActionKind;
  /** What stands between its delimiters, without blanks around it. */
  readonly body: string;
  /** The N of `indent N` or `nindent N`: the column at which the lines of the output begin. */
  readonly indent: number | undefined;
}

/**
 * The actions of a template, in order: Go's, and those of other languages where the text shows that it is written in one. Delimiters inside Go strings, raw strings and comments do not count (text/template/parse/lex.go).
 * An action that is not closed before the next one begins ends with its line: so it is while somebody types it.
 */
export function actionsOf(text: string): readonly Action[] {
  const actions: Action[] = [];
  const lastComment = text.lastIndexOf("*/");
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at)) {
    const action = readAction(text, at, lastComment);
    actions.push(action);
    at = action.end;
  }
  const others = foreignActions(text);
  return others.length === 0 ? actions : merged(actions, others);
}

/** Both lists in order; where two overlap, the one that begins first. */
function merged(actions: readonly Action[], others: readonly Omit<Action, "indent">[]): readonly Action[] {
  const all = [...actions, ...others.map((other): Action => ({ ...other, indent: undefined }))];
  let end = 0;
  return all
    .sort((a, b) => a.start - b.start)
    .filter((action) => {
      if (action.start < end) return false;
      end = action.end;
      return true;
    });
}

function readAction(text: string, start: number, lastComment: number): Action {
  let at = start + 2;
  if (text[at] === "-" && /\s/.test(text[at + 1] ?? "")) at++;
  while (/\s/.test(text[at] ?? "")) at++;
  if (text.startsWith("/*", at) && at < lastComment)
    return { start, end: endOfComment(text, at), kind: "comment", body: "", indent: undefined };
  const end = endOfAction(text, at);
  const body = text.slice(at, end).replace(/\s*-?\}\}$/, "");
  const indent = INDENT.exec(body)?.[1];
  return { start, end, kind: kindOf(body), body, indent: indent === undefined ? undefined : Number(indent) };
}

const INDENT = /\bn?indent\s*\(?\s*(\d+)/;

function kindOf(body: string): ActionKind {
  const word = /^[a-z]+\b/.exec(body)?.[0] ?? "";
  return (
    (Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined) ??
    (/^\$\w*(\s*,\s*\$\w+)?\s*:?=/.test(body) ? "silent" : "output")
  );
}

const KEYWORDS: { readonly [word: string]: ActionKind } = {
  if: "open",
  with: "open",
  range: "open",
  block: "open",
  else: "else",
  end: "end",
  define: "define",
  break: "silent",
  continue: "silent",
};

function endOfComment(text: string, at: number): number {
  const close = text.indexOf("*/", at + 2);
  const rest = /^\*\/\s*-?\}\}/.exec(text.slice(close, close + 20));
  return close < 0 || !rest ? endOfLine(text, at) : close + rest[0].length;
}

function endOfAction(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === "}" && text[at + 1] === "}") return at + 2;
    if (c === "{" && text[at + 1] === "{") break;
    if (c === '"' || c === "'" || c === "`") {
      const close = endOfString(text, at, c);
      if (close < 0) break;
      at = close;
    }
  }
  return endOfLine(text, from);
}

/** The offset of the closing quote, or -1. Only a raw string goes over lines. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const c = text[at];
    if (c === quote) return at;
    if (quote === "`") continue;
    if (c === "\n") return -1;
    if (c === "\\") at++;
  }
  return -1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  if (end < 0) return text.length;
  return end > from && text[end - 1] === "\r" ? end - 1 : end;
}
