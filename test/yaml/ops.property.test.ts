import { isDeepStrictEqual } from "node:util";
import { afterAll, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { applyEdits, type Edit } from "../../server/text/edit.ts";
import { lineEnd, lineStart } from "../../server/text/line.ts";
import { append, type Op, remove, rename, set } from "../../server/yaml/edit/op.ts";
import { render } from "../../server/yaml/edit/ops.ts";
import { removedPath } from "../../server/yaml/edit/remove.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { Field, type Path } from "../../server/yaml/tree/field.ts";
import type { Json } from "../../server/yaml/tree/json.ts";
import type { Comment, Node, Tree } from "../../server/yaml/tree/tree.ts";
import { changed, type Data, dataOf, isPossible } from "../support/change.ts";
import { type CorpusFile, corpus, describeCorpus } from "../support/corpus.ts";
import { runs, SEED } from "../support/effort.ts";
import { fc } from "../support/property.ts";

// An edit of the text must be exactly that change of the data, whatever the text looks like.

const FILES = runs(60, 600);
const RUNS = 12;

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -5, max: 70000 }),
  fc.constantFrom<Json>(
    null,
    0.5,
    "",
    "x",
    "yes",
    "010",
    "1e3",
    "null",
    "a: b",
    "a #b",
    "# c",
    " x ",
    "- x",
    "x, y",
    "{{ x }}",
    "*x",
    "é ☃ 😀",
  ),
  fc.constantFrom<Json>(
    "it's",
    'say "x"',
    "back\\slash",
    "l1\nl2",
    "l1\n\n  l2\n",
    "\nl",
    "l\n\n",
    "tab\there",
    "ends:",
    "---",
    "<<",
    "~",
    "=",
    "@x",
    "\u0085",
  ),
);
const key = fc.constantFrom("new", "app.kubernetes.io/name", "yes", "8080", "a b", "x:y", "#", "", "- a", "é", "~");
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxKeys: 3, noNullPrototype: true }),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.dictionary(key, scalar, { minKeys: 1, maxKeys: 2, noNullPrototype: true }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
);

/** What to do, before it is known to which document. */
interface Plan {
  readonly slice: number;
  readonly place: number;
  readonly missing: readonly string[];
  readonly kind: Op["op"];
  readonly value: Json;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  slice: fc.nat(1000),
  place: fc.nat(100_000),
  missing: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(key, { minLength: 1, maxLength: 3 }) },
  ),
  kind: fc.constantFrom("set", "set", "remove", "append", "rename"),
  value,
});

const tally = new Map<string, { done: number; idle: number; declined: number; impossible: number }>();

describeCorpus("edits over the corpus", () => {
  for (const lineBreak of ["\n", "\r\n"])
    it(`are the changes of the data (${JSON.stringify(lineBreak)}, PLIMSOLL_SEED=${SEED})`, { timeout: 3_600_000 }, () => {
      const files = sample(corpus("plain"), FILES);
      for (const [i, { path, text }] of files.entries()) {
        const slices = readSlices((i % 3 === 0 ? text.trimEnd() : text).replaceAll(/\r?\n/g, lineBreak));
        if (slices.length === 0) continue;
        const holds = fc.property(plan, (plan) => check(slices, plan));
        const outcome = fc.check(holds, { numRuns: RUNS, seed: SEED + i });
        if (outcome.failed) throw new Error(`${path}: ${outcome.errorInstance}`);
      }
    });
  afterAll(() => {
    for (const [kind, { done, idle, declined, impossible }] of [...tally].sort()) {
      const share = ((100 * declined) / (done + idle + declined)).toFixed(1);
      process.stdout.write(
        `${kind}: ${done} done, ${idle} without a change, ${declined} declined (${share} %), ${impossible} impossible\n`,
      );
    }
  });
});

/** As many files, spread evenly from a start that depends on the seed. */
function sample(files: readonly CorpusFile[], count: number): readonly CorpusFile[] {
  const step = Math.max(1, Math.floor(files.length / count));
  return files.filter((_, i) => (i + SEED) % step === 0);
}

interface Slice {
  readonly text: string;
  readonly tree: Tree;
  readonly places: readonly Path[];
  readonly sequences: readonly Path[];
  readonly data: Data;
  /** As `yaml` reads it. */
  readonly oracle: Data;
}

function readSlices(text: string): readonly Slice[] {
  return cut(text).flatMap(({ start, end }) => {
    const tree = parse(text, start, end);
    if (!tree.root || tree.problems.some(({ code }) => code === "syntax")) return [];
    const places = placesOf(tree.root);
    const sequences = places.filter((path) => Field.root(tree).at(...path).isSequence);
    return [{ text, tree, places, sequences, data: dataOf(tree), oracle: oracle(text.slice(start, end)) }];
  });
}

function check(slices: readonly Slice[], plan: Plan): void {
  const slice = slices[plan.slice % slices.length] as Slice;
  const op = opOf(plan, slice);
  const edits = render(slice.tree, op);
  const count = tally.get(op.op) ?? { done: 0, idle: 0, declined: 0, impossible: 0 };
  tally.set(op.op, count);
  if (!edits) {
    if (isPossible(slice.data, op)) count.declined++;
    else count.impossible++;
    return;
  }
  if (edits.length === 0) count.idle++;
  else count.done++;
  const source = slice.text.slice(slice.tree.from, slice.tree.to);
  const after = applyEdits(source, edits);
  const tree = parse(after);
  const context = `${JSON.stringify(op)}\n${around(source, edits)}\n=>\n${around(after, edits)}`;
  const assert = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`${what}: ${context}`);
  };
  assert(
    tree.problems.every(({ code }) => code !== "syntax"),
    "broken YAML",
  );
  assert(isDeepStrictEqual(dataOf(tree), changed(slice.data, op)), "another change of the data");
  const seen = known(slice.oracle, op) ? changed(slice.oracle, op) : undefined;
  if (seen !== undefined) assert(isDeepStrictEqual(oracle(after), seen), "another change of the data, says `yaml`");
  if (source.includes("\r\n")) assert(!/(^|[^\r])\n/.test(after), "a bare line feed");
  for (const comment of keptComments(slice.tree, source, op, edits))
    assert(after.includes(comment.text), `lost comment ${comment.text}`);
  assert(tree.comments.length >= keptComments(slice.tree, source, op, edits).length, "fewer comments");
  if (op.op !== "remove") assert(source.endsWith("\n") === after.endsWith("\n"), "final line break");
  // Behind a removed item the next one has its path.
  const isItem = op.op === "remove" && typeof removedPath(slice.tree, op.path).at(-1) === "number";
  if (!isItem) assert(render(tree, op)?.length === 0, "not idempotent");
  const whole = touched(source, op, slice.tree);
  for (const edit of edits)
    assert(
      source.slice(edit.start, edit.end).trim() === "" || (whole.start <= edit.start && edit.end <= whole.end),
      "touches other lines",
    );
}

function around(text: string, edits: readonly Edit[]): string {
  const start = Math.min(...edits.map((edit) => edit.start), text.length);
  return JSON.stringify(text.slice(Math.max(0, start - 200), start + 300));
}

function opOf({ place, missing, kind, value }: Plan, { places, sequences }: Slice): Op {
  const wanted = kind === "append" && missing.length === 0 && sequences.length > 0 ? sequences : places;
  const found = wanted[place % wanted.length] as Path;
  const path = { path: [...found, ...missing] };
  if (kind === "set") return set(path, value);
  if (kind === "remove") return remove(path);
  if (kind === "rename") return rename(path, missing[0] ?? "renamed");
  return append(path, value);
}

/** The paths of all nodes; below an alias too, where operations must be declined. */
function placesOf(root: Node): readonly Path[] {
  const places: Path[] = [];
  const visit = (node: Node | undefined, path: Path, depth: number): void => {
    if (path.length > 0) places.push(path);
    if (node?.kind === "alias") {
      if (depth < 3) visit(node.target, path, depth + 1);
    } else if (node?.kind === "mapping") for (const entry of node.entries) visit(entry.value, [...path, entry.name], depth);
    else if (node?.kind === "sequence") for (const [i, item] of node.items.entries()) visit(item.value, [...path, i], depth);
  };
  visit(root, [], 0);
  return places.length > 0 ? places : [[]];
}

function oracle(source: string): Data {
  const document = parseDocument(source, { merge: true, uniqueKeys: false, logLevel: "silent", strict: true });
  if (document.errors.length > 0)
    throw new Error(`\`yaml\` finds it broken: ${document.errors[0]?.message}\n${source.slice(0, 2000)}`);
  return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: -1 }) ?? null)) as Data;
}

/** Whether the keys of the path are those that the other parser sees, too (it takes `yes` for a word). */
function known(data: Data, { path }: Op): boolean {
  return !path.some((segment) => ["true", "false", "null"].includes(String(segment))) && data !== undefined;
}

/** The comments that must survive: all but those behind what is removed. */
function keptComments(tree: Tree, source: string, op: Op, edits: readonly Edit[]): readonly Comment[] {
  if (op.op !== "remove") return tree.comments;
  return tree.comments.filter(
    ({ start }) =>
      source.slice(lineStart(source, start), start).trim() === "" ||
      edits.every((edit) => start < edit.start || edit.end <= start),
  );
}

/** The lines of what stands at the place of the operation, or at the deepest that exists on the way (a parent may be emptied). */
function touched(source: string, op: Op, tree: Tree): { readonly start: number; readonly end: number } {
  let node = tree.root as Node;
  let start = 0;
  let top = 0;
  for (const [depth, segment] of op.path.entries()) {
    if (node.kind === "mapping") {
      const entry = node.entries.findLast(({ name }) => name === String(segment));
      if (!entry) break;
      [node, start] = [entry.value, (node.entries.find(({ name }) => name === String(segment)) ?? entry).key.start];
    } else if (node.kind === "sequence") {
      const item = node.items[Number(segment)];
      if (!item) break;
      [node, start] = [item.value, item.dash < 0 ? item.value.start : item.dash];
    } else break;
    if (depth === 0) top = start;
  }
  if (op.op === "remove") return { start: Math.max(0, lineStart(source, top) - 2), end: source.length };
  return { start: lineStart(source, start), end: lineEnd(source, node.end) };
}

it("finds a wrong change", () => {
  expect(changed({ a: { b: 1 } }, remove({ path: ["a", "b"] }))).toEqual({});
  expect(changed({ a: null }, set({ path: ["a", "b"] }, 1))).toEqual({ a: { b: 1 } });
});
