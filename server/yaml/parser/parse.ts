import { Refusal } from "../goyaml/cursor.ts";
import { isExcessive, undecodable } from "../goyaml/decode.ts";
import { FORBIDDEN, readAsGoyaml } from "../goyaml/read.ts";
import { findDuplicates } from "../tree/duplicate.ts";
import type { Alias, Mutable, Node, Problem, Tree } from "../tree/tree.ts";
import { readDocument } from "./document.ts";
import { parseWithYaml } from "./fallback.ts";
import { isTerminator, problemOfHead } from "./head.ts";
import { isJson } from "./json.ts";
import { syntaxProblem } from "./problem.ts";
import { startReading } from "./reader.ts";

/**
 * Parses the one YAML document that stands in `text` from `from` to `to` (a slice, see `slice.ts`).
 * Never throws: whatever is wrong is among the tree's problems. Every offset in the tree is relative to `from`.
 *
 * What counts is what kubectl reads. The fast reader (`document.ts`) is sure of the YAML that manifests are written in; where it declines or finds
 * something wrong, the exact one (`../goyaml`) decides. What that refuses too keeps the tree that could be made of it, so that the rest of the
 * document is known while one types.
 */
export function parse(text: string, from = 0, to = text.length): Tree {
  const inHead = problemOfHead(text, from, to);
  const fast = readFast(text, from, to, false);
  if (inHead) return withProblems(fast?.tree ?? parseWithYaml(text, from, to), [inHead]);
  if (fast?.sound) return fast.decodes ? fast.tree : decoded(fast.tree);
  if (isJson(text, from, to)) return readFast(text, from, to, true)?.tree ?? parseWithYaml(text, from, to);
  const exact = readExactly(text, from, to);
  // What kubectl drops silently is an error for us, and the fast reader knows more of the document.
  if (fast && (exact instanceof Refusal || exact.problems.some(isSyntax))) return fast.tree;
  if (!(exact instanceof Refusal)) return decoded(exact);
  const { start, end, message } = exact;
  return withProblems(parseWithYaml(text, from, to), [syntaxProblem(text, from, to, from + start, from + end, message)]);
}

/** The same by the fast reader alone; `undefined` where it declines. */
export function parseFast(text: string, from: number, to: number): Tree | undefined {
  const fast = readFast(text, from, to, false);
  return fast?.sound && !fast.decodes ? decoded(fast.tree) : fast?.tree;
}

interface Fast {
  readonly tree: Tree;
  /** Nothing is wrong with the syntax. */
  readonly sound: boolean;
  /** Nothing stands in it that the decoder may refuse in sound YAML. */
  readonly decodes: boolean;
}

function readFast(text: string, from: number, to: number, json: boolean): Fast | undefined {
  const r = startReading(text, from, to, json);
  const root = readDocument(r);
  if (r.verdict.declined || (r.verdict.unsupported && !json)) return undefined;
  r.log.problems.sort((a, b) => a.start - b.start);
  const tree: Tree = { text, from, to, root, comments: r.log.comments, problems: r.log.problems };
  return { tree, sound: !r.log.problems.some(isSyntax), decodes: !r.verdict.undecided };
}

function readExactly(text: string, from: number, to: number): Tree | Refusal {
  const whole = text.slice(from, to);
  const separated = !/^\ufeff{0,3}---/.test(whole) || isTerminator(text, from);
  const source = separated ? whole.replace(SEPARATOR, blank) : whole;
  const reading = readAsGoyaml(source, separated);
  if (reading instanceof Refusal) return reading;
  const { root, comments, rest } = reading;
  const problems: Problem[] = findDuplicates(root);
  if (rest >= 0) problems.push(syntaxProblem(text, from, to, from + rest, from + rest + 1, REST));
  return { text, from, to, root, comments, problems };
}

/**
 * The line at which kubectl cuts: it ends at a line feed, whatever stands in it, and goyaml does not see it. That would read a text of `---#`, and
 * break the line at a lone carriage return.
 */
const SEPARATOR = /(?<=^(?:[ \t]*(?:#.*)?\r?\n)*---)[^\n]*/;
const ODD = new RegExp(`^#.*|[\r\\u0085\\u2028\\u2029\\ufeff]|^[^ \\t#]+|${FORBIDDEN.source}`, "g");

function blank(line: string): string {
  return line.replace(ODD, (odd) => " ".repeat(odd.length));
}

const REST =
  'The document has ended above this, and kubectl drops what follows without a word. Indent it as part of the document, or begin another with "---".';

/** The tree with the problems that the decoder has with it. */
function decoded(tree: Tree): Tree {
  const { text, from, to } = tree;
  const refusals = undecodable(tree.root);
  if (refusals.length === 0) return tree;
  if (refusals.some(isExcessive)) cutAliases(tree.root);
  const problems = refusals.map(({ start, end, message }) => syntaxProblem(text, from, to, from + start, from + end, message));
  return { ...tree, problems: [...tree.problems, ...problems].sort((a, b) => a.start - b.start) };
}

/** Nobody follows the aliases of such a document: what they name is unknown. */
function cutAliases(node: Node | undefined): void {
  if (node?.kind === "alias") (node as Mutable<Alias>).target = undefined;
  else if (node?.kind === "sequence") for (const item of node.items) cutAliases(item.value);
  else if (node?.kind === "mapping") for (const entry of node.entries) cutAliases(entry.value);
}

/** The tree with these as its only problems of syntax: one is enough, the others mostly follow from it. */
function withProblems(tree: Tree, problems: readonly Problem[]): Tree {
  const others = tree.problems.filter((problem) => !isSyntax(problem));
  return { ...tree, problems: [...problems, ...others].sort((a, b) => a.start - b.start) };
}

function isSyntax({ code }: Problem): boolean {
  return code === "syntax";
}
