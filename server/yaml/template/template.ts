import type { Span } from "../../text/span.ts";
import { parse } from "../parser/parse.ts";
import { cut } from "../parser/slice.ts";
import { opened } from "../tree/open.ts";
import type { Comment, Node, Problem, Tree } from "../tree/tree.ts";
import { branchesOf, type Choice } from "./branches.ts";
import { flagHoles, hasHole, isBetween } from "./flag.ts";
import { type Mask, maskChoice, maskTemplate } from "./mask.ts";
import { renderedActions, stretchesOf } from "./scope.ts";

/**
 * Parses the one document of a Go template that stands in `text` from `from` to `to` (a slice of `cutTemplate`). What an action decides
 * is `unknown` or `open`, and `holes` says where the actions stand. A template is not YAML before it is rendered: there are no syntax
 * problems, and a key that stands twice is one only where no action stands between. Offsets are relative to `from`. Never throws.
 */
export function parseTemplate(text: string, from = 0, to = text.length): Tree {
  const source = text.slice(from, to);
  const { mask, tree } = parseMasked(source);
  return templateTree({ text, from, to }, source, mask, tree);
}

/** Other trees of one template, with some of its bodies only. Their offsets are the same as those of `parseTemplate`. */
export interface Renderings {
  /** Each with one branch of every `if … else`: together they hold every branch. None where there is nothing to choose. */
  readonly branches: readonly Tree[];
  /**
   * Whether what stands at an offset is in no body, where a body may be left out in a branch though it is not known what that means: an `if` whose
   * opposite is asked for elsewhere. Where every branch leaves something open, nothing is known to be missing.
   */
  outside(offset: number): boolean;
  /** Without anything that some values leave out; what is not found there may still be there. */
  least(): Tree;
}

/** The renderings of the document that `parseTemplate` reads as `tree`. */
export function renderingsOf(tree: Tree): Renderings {
  const { text, from, to } = tree;
  const source = text.slice(from, to);
  const branches = branchesOf(source, renderedActions(source));
  const rendered = (one: Choice): Tree => {
    const mask = maskChoice(source, one);
    return templateTree(tree, source, mask, parse(mask.text));
  };
  return {
    branches: branches.count > 1 ? Array.from({ length: branches.count }, (_, index) => rendered(branches.choice(index))) : [],
    outside: (offset) => branches.outside(offset),
    least: () => rendered(branches.least(tree.root?.start ?? 0)),
  };
}

function templateTree({ text, from, to }: Pick<Tree, "text" | "from" | "to">, source: string, mask: Mask, tree: Tree): Tree {
  return {
    text,
    from,
    to,
    root: mask.isPart ? asPart(flagHoles(tree.root, mask, source)) : flagHoles(tree.root, mask, source),
    comments: [...tree.comments.map((comment) => unmasked(comment, source)), ...directives(mask, source)].sort(
      (a, b) => a.start - b.start,
    ),
    problems: tree.problems.filter(certainty(mask)),
    holes: mask.holes.map(({ start, end }) => ({ start, end })),
    ...(mask.isPart ? { part: true } : {}),
  };
}

/**
 * Cuts a Go template into documents: `cut` of what is left when its actions are covered, and each `define` for itself. A `---` within `define` is no
 * boundary.
 */
export function cutTemplate(text: string): readonly Span[] {
  return cut(maskTemplate(text).text).flatMap((span) => stretchesOf(text, span));
}

/** What includes a named template may add to it. */
function asPart(root: Node | undefined): Node | undefined {
  return root?.kind === "mapping" || root?.kind === "sequence" ? opened(root) : root;
}

/** With both branches of every if/else if that makes sound YAML, else with the first only, where that is better. */
function parseMasked(source: string): { readonly mask: Mask; readonly tree: Tree } {
  const mask = maskTemplate(source);
  const tree = parse(mask.text);
  if (mask.borders.length === 0 || syntaxProblems(tree) === 0) return { mask, tree };
  const first = maskTemplate(source, true);
  const firstTree = parse(first.text);
  return syntaxProblems(firstTree) < syntaxProblems(tree) ? { mask: first, tree: firstTree } : { mask, tree };
}

function syntaxProblems(tree: Tree): number {
  return tree.problems.filter(({ code }) => code === "syntax").length;
}

function unmasked({ start, end }: Comment, source: string): Comment {
  return { start, end, text: source.slice(start, end) };
}

/** The template comments that begin with `plimsoll-`, without their delimiters. */
function directives(mask: Mask, source: string): readonly Comment[] {
  return mask.comments.flatMap(({ start, end }) => {
    const body = /^\{\{-?\s*\/\*\s*(plimsoll-.*?)\s*\*\//s.exec(source.slice(start, end));
    if (!body) return [];
    const text = body[1] as string;
    const own = start + body[0].indexOf(text);
    return [{ start: own, end: own + text.length, text }];
  });
}

/** Which problems are none of the mask's making. Asked for all problems of a document in a row. */
function certainty(mask: Mask): (problem: Problem) => boolean {
  const indent = (offset: number) => offset - (mask.text.lastIndexOf("\n", offset - 1) + 1);
  const beginners = mask.holes.flatMap(({ kind, start, column }) =>
    kind === "lines" ? { start, column: column ?? indent(start) } : [],
  );
  const upTo = new Map<number, readonly number[]>();
  /** Where lines are written, by an action, that may end the mapping of a key in a column: a new item of the list around it, or a new document. */
  const newBeginnings = (column: number): readonly number[] => {
    const known = upTo.get(column) ?? beginners.filter((one) => one.column <= column).map(({ start }) => start);
    upTo.set(column, known);
    return known;
  };
  return ({ code, related, start, end }) => {
    if (code !== "duplicate-key" || !related) return false;
    if (isBetween(mask.borders, related.start, start) || hasHole(mask, start, end)) return false;
    return !isBetween(newBeginnings(indent(related.start)), related.start + 1, start);
  };
}
