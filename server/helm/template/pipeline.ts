import type { Span } from "../../text/span.ts";
import { type Cursor, fail, next, peek, peekNonSpace, unexpected } from "./cursor.ts";
import type { Command, NumberNode, Operand, Pipe, VariableNode } from "./node.ts";
import { parseNumber } from "./number.ts";
import { printNode } from "./print.ts";
import type { Token, TokenKind } from "./token.ts";
import { unquote } from "./unquote.ts";

const OPERANDS: ReadonlySet<TokenKind> = new Set([
  "bool",
  "char",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "raw",
  "string",
  "variable",
  "open",
]);
const MAX_PARENS = 200;

/** Reads a pipeline up to and with its end; `context` is what Go calls the place in errors. */
export function parsePipeline(c: Cursor, context: string, end: "right" | "close"): Pipe {
  const first = peekNonSpace(c);
  const { declared, assigns } = readDeclarations(c, context);
  const commands: Command[] = [];
  for (;;) {
    const token = peekNonSpace(c);
    if (token.kind === end) {
      next(c);
      const pipe: Pipe = {
        kind: "pipe",
        position: first.start,
        start: first.start,
        end: commands.at(-1)?.end ?? token.start,
        declared,
        assigns,
        commands,
      };
      checkPipeline(c, pipe, context, token);
      return pipe;
    }
    if (!OPERANDS.has(token.kind)) {
      next(c);
      unexpected(c, token, context);
    }
    commands.push(readCommand(c));
  }
}

interface Declarations {
  readonly declared: readonly VariableNode[];
  readonly assigns: boolean;
}

function readDeclarations(c: Cursor, context: string): Declarations {
  const declared: VariableNode[] = [];
  for (;;) {
    const name = peekNonSpace(c);
    if (name.kind !== "variable") return { declared, assigns: false };
    const back = c.at;
    next(c);
    const after = peekNonSpace(c);
    if (after.kind === "declare" || after.kind === "assign") {
      next(c);
      declare(c, declared, name);
      return { declared, assigns: after.kind === "assign" };
    }
    if (after.text !== "," || after.kind !== "other") {
      c.at = back;
      return { declared, assigns: false };
    }
    next(c);
    declare(c, declared, name);
    if (context !== "range" || declared.length > 1) fail(c, `too many declarations in ${context}`, after);
    const { kind } = peekNonSpace(c);
    if (kind !== "variable" && kind !== "right" && kind !== "close") fail(c, "range can only initialize variables");
  }
}

function declare(c: Cursor, declared: VariableNode[], { start, end, text }: Token): void {
  declared.push({ kind: "variable", position: start, start, end, names: [text] });
  c.vars.push(text);
}

function checkPipeline(c: Cursor, { commands }: Pipe, context: string, end: Span): void {
  if (commands.length === 0) fail(c, `missing value for ${context}`, end);
  const literal = commands.findIndex(
    ({ args: [first] }, i) => i > 0 && first && ["bool", "dot", "nil", "number", "string"].includes(first.kind),
  );
  if (literal > 0) fail(c, `non executable command in pipeline stage ${literal + 1}`, commands[literal]);
}

function readCommand(c: Cursor): Command {
  const { start } = peekNonSpace(c);
  const args: Operand[] = [];
  for (;;) {
    peekNonSpace(c);
    const operand = readOperand(c);
    if (operand) args.push(operand);
    const token = next(c);
    if (token.kind === "space") continue;
    if (token.kind === "right" || token.kind === "close") c.at--;
    else if (token.kind !== "pipe") unexpected(c, token, "operand");
    break;
  }
  if (args.length === 0) fail(c, "empty command");
  return { kind: "command", position: start, start, end: (args.at(-1) as Operand).end, args };
}

function readOperand(c: Cursor): Operand | undefined {
  const node = readTerm(c);
  const first = peek(c);
  if (!node || first.kind !== "field") return node;
  const names: string[] = [];
  let end = first.end;
  while (peek(c).kind === "field") {
    const token = next(c);
    names.push(token.text.slice(1));
    end = token.end;
  }
  const place = { position: first.start, start: node.start, end };
  switch (node.kind) {
    case "field":
    case "variable":
      return { ...node, ...place, names: [...node.names, ...names] };
    case "bool":
    case "string":
    case "number":
    case "nil":
    case "dot":
      return fail(c, `unexpected . after term ${JSON.stringify(printNode(node))}`, node);
    default:
      return { kind: "chain", ...place, node, names };
  }
}

function readTerm(c: Cursor): Operand | undefined {
  const token = peekNonSpace(c);
  const { kind, text, start, end } = token;
  const place = { position: start, start, end };
  if (!OPERANDS.has(kind)) return undefined;
  next(c);
  switch (kind) {
    case "identifier":
      if (!c.isFunction(text)) fail(c, `function ${JSON.stringify(text)} not defined`, token);
      return { kind: "identifier", ...place, name: text };
    case "variable":
      if (!c.vars.includes(text)) fail(c, `undefined variable ${JSON.stringify(text)}`, token);
      return { kind: "variable", ...place, names: [text] };
    case "field":
      return { kind: "field", ...place, names: [text.slice(1)] };
    case "bool":
      return { kind: "bool", ...place, value: text === "true" };
    case "dot":
    case "nil":
      return { kind, ...place };
    case "string":
    case "raw":
      return { kind: "string", ...place, quoted: text, value: unquote(text) ?? fail(c, "invalid syntax", token) };
    case "open":
      return readGroup(c, token);
    default:
      return readNumber(c, token);
  }
}

function readGroup(c: Cursor, token: Token): Pipe {
  if (++c.parens > MAX_PARENS) fail(c, "max expression depth exceeded", token);
  const pipe = parsePipeline(c, "parenthesized pipeline", "close");
  c.parens--;
  return { ...pipe, start: token.start, end: (c.tokens[c.at - 1] as Token).end };
}

function readNumber(c: Cursor, token: Token): NumberNode {
  const { text, start, end } = token;
  const place = { kind: "number", position: start, start, end, text } as const;
  if (token.kind === "char") {
    const value = unquote(text);
    if (value === undefined || [...value].length !== 1) fail(c, `malformed character constant: ${text}`, token);
    return { ...place, value: { kind: "int", type: "int", value: BigInt(value.codePointAt(0) as number) } };
  }
  if (token.kind === "complex") return { ...place, value: { kind: "complex", text: `(${text})` } };
  const value = parseNumber(text);
  if (!value) fail(c, `bad number syntax: ${JSON.stringify(text)}`, token);
  return { ...place, value };
}
