import type { Span } from "../../text/span.ts";
import {
  ActionError,
  type Cursor,
  expect,
  fail,
  next,
  nextNonSpace,
  peek,
  peekNonSpace,
  report,
  skipAction,
  unexpected,
} from "./cursor.ts";
import { tokenize } from "./lexer.ts";
import type { Branch, Definition, Node, Pipe, Template, TemplateCall } from "./node.ts";
import { parsePipeline } from "./pipeline.ts";
import type { Token } from "./token.ts";
import { unquote } from "./unquote.ts";

/**
 * Parses a file of Go templates as `text/template` does. Never throws: an action that cannot be read is `broken` and the others are kept, a
 * block that is not ended ends with the file. `path` is how errors name the file; `isFunction` knows the names of functions.
 */
export function parseTemplateFile(text: string, path: string, isFunction: (name: string) => boolean): Template {
  const c: Cursor = {
    text,
    path,
    tokens: tokenize(text),
    at: 0,
    furthest: 0,
    vars: ["$"],
    ranges: 0,
    parens: 0,
    action: 0,
    problems: [],
    isFunction,
  };
  const parser: Parser = { c, definitions: [], depth: 0, ended: false };
  const list: Node[] = [];
  for (;;) {
    const { nodes, end } = readList(parser, undefined);
    list.push(...nodes);
    if (!end) return { list, definitions: parser.definitions, problems: c.problems };
    report(c, `unexpected {{${end.kind}}}`, end);
  }
}

interface Parser {
  readonly c: Cursor;
  readonly definitions: Definition[];
  /** How many blocks stand around. */
  depth: number;
  /** Whether the end of the file inside a block has been reported. */
  ended: boolean;
}

/** What ends a list of nodes: `end` or `else`, with the branch that follows directly (`else if`). */
type End = EndAction | ElseAction;

interface EndAction extends Span {
  readonly kind: "end";
}

interface ElseAction extends Span {
  readonly kind: "else";
  readonly chained?: "if" | "with";
}

interface List {
  readonly nodes: readonly Node[];
  /** Not given at the end of the file. */
  readonly end: End | undefined;
}

const MAX_BLOCKS = 300;

/** Reads nodes up to the `end` or `else` of the block that was opened at `opening`. */
function readList(parser: Parser, opening: Span | undefined): List {
  const { c } = parser;
  const nodes: Node[] = [];
  for (;;) {
    const token = peek(c);
    if (token.kind === "end") {
      if (opening && !parser.ended) report(c, "unexpected EOF", opening);
      parser.ended ||= !!opening;
      return { nodes, end: undefined };
    }
    next(c);
    if (token.kind === "text") {
      nodes.push({ kind: "text", start: token.start, end: token.end });
      continue;
    }
    c.action = token.start;
    const read = attempt(c, () => readAction(parser, token));
    if (!read) nodes.push({ kind: "broken", start: token.start, end: (c.tokens[c.at - 1] as Token).end });
    else if (read.kind === "end" || read.kind === "else") return { nodes, end: read };
    else if (read.kind !== "definition") nodes.push(read);
  }
}

/** Runs a reader; if what it reads is broken, goes behind the action. */
function attempt<T>(c: Cursor, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    c.parens = 0;
    skipAction(c);
    return undefined;
  }
}

type Read = Node | End | { readonly kind: "definition" };

function readAction(parser: Parser, left: Token): Read {
  const { c } = parser;
  const token = peekNonSpace(c);
  if (token.kind !== "keyword") {
    const pipe = parsePipeline(c, "command", "right");
    return { kind: "action", start: left.start, end: endOf(c), pipe };
  }
  next(c);
  switch (token.text) {
    case "if":
    case "with":
    case "range":
      return readBranch(parser, token.text, left);
    case "end":
      expect(c, "right", "end");
      return { kind: "end", start: left.start, end: endOf(c) };
    case "else":
      return readElse(c, left);
    case "template":
      return readTemplate(c, left);
    case "block":
      return readBlock(parser, left);
    case "define":
      return readDefine(parser, left, token);
    default:
      return readJump(c, token.text as "break" | "continue", left);
  }
}

/** Where the action ends that has just been read. */
function endOf(c: Cursor): number {
  return (c.tokens[c.at - 1] as Token).end;
}

function readElse(c: Cursor, left: Token): End {
  const token = peekNonSpace(c);
  if (token.kind === "keyword" && (token.text === "if" || token.text === "with"))
    return { kind: "else", start: left.start, end: token.end, chained: token.text };
  expect(c, "right", "else");
  return { kind: "else", start: left.start, end: endOf(c) };
}

function readJump(c: Cursor, kind: "break" | "continue", left: Token): Node {
  const token = nextNonSpace(c);
  if (token.kind !== "right") unexpected(c, token, `{{${kind}}}`);
  if (c.ranges === 0) fail(c, `{{${kind}}} outside {{range}}`, { start: left.start, end: token.end });
  return { kind, start: left.start, end: token.end };
}

function readBranch(parser: Parser, kind: "if" | "with" | "range", left: Token): Branch {
  const { c } = parser;
  if (++parser.depth > MAX_BLOCKS) fail(c, "max expression depth exceeded", left);
  const scope = c.vars.length;
  const position = peekNonSpace(c).start;
  const pipe = attempt(c, () => parsePipeline(c, kind, "right"));
  // Of an action that is broken already it is not said that its end is missing.
  const opening = pipe && { start: left.start, end: endOf(c) };
  if (kind === "range") c.ranges++;
  const { nodes: list, end } = readList(parser, opening);
  if (kind === "range") c.ranges--;
  let otherwise: readonly Node[] | undefined;
  if (end?.kind === "else") otherwise = readOtherwise(parser, kind, end, opening);
  c.vars.length = scope;
  parser.depth--;
  return { kind, position, start: left.start, end: endOf(c), pipe, list, otherwise };
}

function readOtherwise(
  parser: Parser,
  kind: "if" | "with" | "range",
  end: ElseAction,
  opening: Span | undefined,
): readonly Node[] {
  const { c } = parser;
  if (end.chained) {
    const token = nextNonSpace(c);
    if (end.chained === kind) return [readBranch(parser, kind, { ...token, start: end.start })];
    const left = { ...token, start: end.start };
    report(c, `unexpected <${end.chained}> in input`, token);
    return [readBranch(parser, end.chained, left)];
  }
  const { nodes, end: last } = readList(parser, opening);
  if (last?.kind !== "else") return nodes;
  report(c, "expected end; found {{else}}", last);
  return [...nodes, ...readOtherwise(parser, kind, last, opening)];
}

/** A name, which must be a constant string. */
function readName(c: Cursor, context: string): { readonly name: string; readonly token: Token } {
  const token = nextNonSpace(c);
  if (token.kind !== "string" && token.kind !== "raw") unexpected(c, token, context);
  return { name: unquote(token.text) ?? fail(c, "invalid syntax", token), token };
}

function readTemplate(c: Cursor, left: Token): TemplateCall {
  const { name, token } = readName(c, "template clause");
  let pipe: Pipe | undefined;
  if (peekNonSpace(c).kind === "right") next(c);
  else pipe = parsePipeline(c, "template clause", "right");
  return { kind: "template", position: token.start, start: left.start, end: endOf(c), name, pipe };
}

function readBlock(parser: Parser, left: Token): Node {
  const { c } = parser;
  const { name, token } = readName(c, "block clause");
  const pipe = parsePipeline(c, "block clause", "right");
  readBody(parser, name, token, "block clause", { start: left.start, end: endOf(c) });
  return { kind: "template", position: token.start, start: left.start, end: endOf(c), name, pipe };
}

function readDefine(parser: Parser, left: Token, keyword: Token): Read {
  const { c } = parser;
  if (parser.depth > 0) report(c, "unexpected <define> in command", keyword);
  const named = attempt(c, () => {
    const read = readName(c, "define clause");
    expect(c, "right", "define clause");
    return read;
  });
  readBody(parser, named?.name, named?.token ?? left, "define clause", { start: left.start, end: endOf(c) });
  return { kind: "definition" };
}

/** The body of a named template, which sees no variables of what stands around it. */
function readBody(parser: Parser, name: string | undefined, named: Span, context: string, opening: Span): void {
  const { c } = parser;
  const { vars, ranges } = c;
  c.vars = ["$"];
  c.ranges = 0;
  if (++parser.depth > MAX_BLOCKS) fail(c, "max expression depth exceeded", opening);
  const list: Node[] = [];
  for (;;) {
    const { nodes, end } = readList(parser, opening);
    list.push(...nodes);
    if (end?.kind !== "else") break;
    report(c, `unexpected {{else}} in ${context}`, end);
  }
  parser.depth--;
  c.vars = vars;
  c.ranges = ranges;
  if (name === undefined) return;
  const { start, end } = named;
  parser.definitions.push({ name, list, start: opening.start, end: endOf(c), named: { start, end } });
}
