import { applyEdits, compose, type Edit, trimEdit } from "../../text/edit.ts";
import { groupedBy } from "../../text/grouped.ts";
import { touches } from "../../text/span.ts";
import { gatherSets } from "../../yaml/edit/gather.ts";
import type { Op } from "../../yaml/edit/op.ts";
import { render } from "../../yaml/edit/ops.ts";
import { removedPath } from "../../yaml/edit/remove.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { DIALECTS, type Dialect } from "../analysis/dialect.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import type { Fix, FixClass } from "../rule/finding.ts";
import { mayConflict, overlap } from "./conflict.ts";

/** Reads the document in `text` from `from` to `to`, as `parse` of `yaml/parser/parse.ts` does. */
export type Parse = (text: string, from: number, to: number) => Tree;

/**
 * The fix as edits of the tree's slice, sorted, not overlapping, offsets relative to the slice. Its operations are rendered one after the
 * other, each against the text that the one before leaves. No edits where everything is so already; undefined where one of the
 * operations cannot be done exactly, and so the fix must not be offered. A fix that is edits already is returned as it is. `read` is how
 * the tree was parsed.
 */
export function renderFix(tree: Tree, fix: Fix, read: Parse = parse): readonly Edit[] | undefined {
  if (fix.edits) return fix.edits;
  const [op] = fix.ops;
  if (op && fix.ops.length === 1) return render(tree, op);
  const done = applyOps(tree, fix.ops, read);
  if (!done) return undefined;
  const source = tree.text.slice(tree.from, tree.to);
  return done.edits.map((edit) => trimEdit(source, edit)).filter((edit) => edit !== undefined);
}

/**
 * Whether `renderFix` finds edits for the fix. Where operations set something in different places and each can be done in the document as it is,
 * what one of them leaves need not be read for the next.
 */
export function canRender(tree: Tree, fix: Fix, read: Parse = parse): boolean {
  if (
    !fix.edits &&
    fix.ops.length > 1 &&
    renderedApart(tree, gatherSets(Field.root(tree), fix.ops))?.some((edits) => edits.length > 0)
  )
    return true;
  return (renderFix(tree, fix, read)?.length ?? 0) > 0;
}

/** The edits of each operation in the document as it is; undefined where one of them cannot be done there, or may depend on another. */
function renderedApart(tree: Tree, ops: readonly Op[]): readonly (readonly Edit[])[] | undefined {
  if (!areApart(ops)) return undefined;
  const all: (readonly Edit[])[] = [];
  for (const op of ops) {
    const edits = render(tree, op);
    if (!edits) return undefined;
    all.push(edits);
  }
  return all;
}

/**
 * The edits as one list, sorted, if no two of them meet: then each is what it would be behind the others. What is added at one place makes one edit: to
 * the inner mapping first, since it has to end before the outer one goes on. So does a value with what is added behind it.
 */
function together(tree: Tree, ops: readonly Op[], lists: readonly (readonly Edit[])[]): readonly Edit[] | undefined {
  const root = Field.root(tree);
  /** How far the path leads into what is there, be it empty: what a key without a value gets has to stand right behind it. */
  const depthOf = (path: Path): number => {
    const missing = path.findIndex((_, i) => root.at(...path.slice(0, i + 1)).node === undefined);
    return missing < 0 ? path.length : missing;
  };
  const all = lists.flatMap((edits, i) => {
    const { path } = ops[i] as Op;
    const depth = depthOf(path);
    const isOnly = edits.length === 1;
    return edits.map((edit) => {
      const isAdded = isOnly && depth >= path.length - 1 && isAddition(edit);
      return { edit, depth, isAdded, isValue: isOnly && edit.start < edit.end && !edit.newText.includes("\n") };
    });
  });
  all.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || b.depth - a.depth);
  const joined: Edit[] = [];
  for (const [i, { edit, isAdded }] of all.entries()) {
    const last = joined.at(-1);
    const before = all[i - 1];
    if (!last || !touches(last, edit)) joined.push(edit);
    else if (isAdded && (before?.isAdded || before?.isValue) && last.end === edit.start)
      joined[joined.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    else return undefined;
  }
  return joined;
}

/** Whether an edit does nothing but to put whole lines behind one, or one more entry behind another between braces. */
function isAddition({ start, end, newText }: Edit): boolean {
  return start === end && (/^\r?\n.*\S$/s.test(newText) || /^, [^\n]*$/.test(newText));
}

function areApart(ops: readonly Op[]): boolean {
  return ops.every(
    (op, i) => (op.op === "set" || op.op === "append") && ops.every((other, j) => i === j || !overlap(op.path, other.path)),
  );
}

/** What operations come to. */
export interface Applied {
  readonly edits: readonly Edit[];
  /** The operations; a removal with the path of what really went. */
  readonly ops: readonly Op[];
  /** The document behind the last of them. */
  tree(): Tree;
}

/** Applies operations one after the other; undefined where one of them cannot be done exactly. */
function applyOps(tree: Tree, ops: readonly Op[], read: Parse = parse): Applied | undefined {
  const done: Op[] = [];
  let current = tree;
  let last: readonly Edit[] = []; // still to be made in `current`: most fixes are one operation, and nobody reads what it leaves
  let all: readonly Edit[] = [];
  const gathered = gatherSets(Field.root(tree), ops);
  if (gathered.length > 1) {
    const apart = renderedApart(tree, gathered);
    const edits = apart && together(tree, gathered, apart);
    if (edits) return { edits, ops: gathered.filter((_, i) => apart[i]?.length), tree: () => edited(tree, edits, read) };
  }
  for (const op of gathered) {
    current = edited(current, last, read);
    const edits = render(current, op);
    if (!edits) return undefined;
    last = edits;
    if (edits.length === 0) continue;
    done.push(op.op === "remove" ? { ...op, path: removedPath(current, op.path) } : op);
    all = compose(all, edits);
  }
  return { edits: all, ops: done, tree: () => edited(current, last, read) };
}

/** The document with the edits made. What is read is only its slice, behind a line break as it is in the file. */
function edited(tree: Tree, edits: readonly Edit[], read: Parse): Tree {
  if (edits.length === 0) return tree;
  const { text, from, to } = tree;
  const before = text.slice(Math.max(0, from - 2), from);
  const after = before + applyEdits(text.slice(from, to), edits);
  return read(after, before.length, after.length);
}

/** What `fixText` comes to. */
export interface FixedText {
  readonly text: string;
  /** How many findings were fixed. */
  readonly applied: number;
  /** Rules whose fixes undo each other, sorted; none if all came to an end. */
  readonly conflicts: readonly string[];
  /** More would have had to be read again than is allowed: some fixes were not made. */
  readonly unfinished: boolean;
}

const MAX_ROUNDS = 10;

/**
 * What may be read again of a document, in UTF-16 units, for fixes that build on each other: some seconds. What is not done by then, in a document of
 * thousands of containers, is done when the text is fixed the next time.
 */
export const MOST_READ = 50_000_000;

/** Which fixes may be made together: safe ones, suggestions too, or also those that are for a person to choose. */
export type Allowed = FixClass | "manual";

/** The fix of a finding that is made where all of a file are made together: the first one that is allowed. */
export function chosenFix(fixes: readonly Fix[], allow: Allowed): Fix | undefined {
  const isAllowed = (fix: Fix) => fix.class === "safe" || allow === "manual" || (fix.class === allow && !fix.manual);
  return fixes.find((fix) => fix.uri === undefined && isAllowed(fix));
}

/**
 * Applies fixes until there is nothing left to fix: of every finding the first one that is allowed. `analyse` yields the
 * findings of a text; it is asked again after every round. Where two fixes meet, the later one waits for the next round. `dialect` is how
 * the text is read; `most` bounds what is read again, in UTF-16 units.
 */
export function fixText(
  text: string,
  analyse: (text: string) => readonly PlacedFinding[],
  allow: Allowed,
  dialect: Dialect = DIALECTS.yaml,
  most = MOST_READ,
): FixedText {
  const rounds: Round[] = [];
  let current = text;
  const work = { left: most };
  while (rounds.length < MAX_ROUNDS) {
    const round = fixOnce(current, analyse(current), allow, dialect, work);
    const isLast = round.text === current;
    if (!isLast) rounds.push(round);
    current = round.text;
    const unfinished = work.left < 0;
    if (isLast || unfinished) return { text: current, applied: countOf(rounds), conflicts: [], unfinished };
  }
  const conflicts = new Set(rounds.slice(-2).flatMap((round) => round.rules));
  return { text: current, applied: countOf(rounds), conflicts: [...conflicts].sort(), unfinished: false };
}

interface Round {
  readonly text: string;
  /** The rules whose fixes were applied, one for each. */
  readonly rules: readonly string[];
}

function countOf(rounds: readonly Round[]): number {
  return rounds.reduce((sum, { rules }) => sum + rules.length, 0);
}

interface Planned {
  readonly rule: string;
  readonly fix: Fix;
}

/** How much may still be read, in UTF-16 units. */
interface Work {
  left: number;
}

function fixOnce(text: string, findings: readonly PlacedFinding[], allow: Allowed, { cut, parse }: Dialect, work: Work): Round {
  const rules: string[] = [];
  const chosen = findings.flatMap(({ slice, rule, fixes }) => {
    const fix = chosenFix(fixes, allow);
    return fix ? [{ slice, rule, fix }] : [];
  });
  const bySlice = groupedBy(chosen, ({ slice }) => slice);
  if (bySlice.size === 0) return { text, rules };
  const slices = cut(text).map(({ start, end }, index) => {
    const planned = bySlice.get(index);
    if (!planned) return text.slice(start, end);
    const read: Parse = (changed, from, to) => {
      work.left -= to - from;
      return parse(changed, from, to);
    };
    const done = fixSlice(parse(text, start, end), planned, read, work);
    rules.push(...done.rules);
    return done.text;
  });
  return { text: slices.join(""), rules };
}

function fixSlice(tree: Tree, planned: readonly Planned[], read: Parse, work: Work): Round {
  const done: Op[] = [];
  const rules: string[] = [];
  let current = tree;
  for (const { rule, fix } of inOrder(planned)) {
    if (work.left < 0) break;
    if (fix.ops.some((op) => done.some((other) => mayConflict(other, op)))) continue;
    const applied = applyOps(current, fix.ops, read);
    if (!applied || applied.edits.length === 0) continue;
    done.push(...applied.ops);
    rules.push(rule);
    current = applied.tree();
  }
  if (rules.length === 0) return editSlice(tree, planned);
  return { text: current.text.slice(current.from, current.to), rules };
}

/** Fixes that are edits count in the slice as it was: they wait for a round in which no operation changes it. */
function editSlice({ text, from, to }: Tree, planned: readonly Planned[]): Round {
  const made: Edit[] = [];
  const rules: string[] = [];
  for (const { rule, fix } of planned) {
    const edits = fix.edits ?? [];
    if (edits.length === 0 || edits.some((one) => made.some((other) => touches(one, other)))) continue;
    made.push(...edits);
    rules.push(rule);
  }
  made.sort((a, b) => a.start - b.start);
  return { text: applyEdits(text.slice(from, to), made), rules };
}

/** Fixes that remove something come last, and from the end, so that the paths of the others still hold. */
function inOrder(planned: readonly Planned[]): readonly Planned[] {
  const removes = ({ fix }: Planned) => fix.ops.some((op) => op.op === "remove");
  return [...planned.filter((one) => !removes(one)), ...planned.filter(removes).reverse()];
}
