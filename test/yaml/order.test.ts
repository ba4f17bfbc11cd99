import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import unsortedKeys from "../../rules/hygiene/unsorted-keys.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { lineEnd, lineStart, nextLine } from "../../server/text/line.ts";
import { order } from "../../server/yaml/edit/op.ts";
import { render } from "../../server/yaml/edit/ops.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { Field, type Path } from "../../server/yaml/tree/field.ts";
import type { Mapping, Node, Tree } from "../../server/yaml/tree/tree.ts";
import { dataOf } from "../support/change.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { share } from "../support/effort.ts";
import { lintText } from "../support/linting.ts";

// Keys in another order: the same data, every comment where it belongs, nothing else touched.

/** The text with the mapping at the path in the order of these keys, given with blanks between; undefined where that is declined. */
function ordered(source: string, path: Path, keys: string): string | undefined {
  const edits = render(parse(source), order({ path }, keys.split(" ")));
  return edits && applyEdits(source, edits);
}

describe("keys in another order", () => {
  it.each<[what: string, source: string, path: Path, keys: string, after: string]>([
    ["behind a dash", "- b: 1\n  a: 2\n", [0], "a b", "- a: 2\n  b: 1\n"],
    ["behind two dashes", "- - b: 1\n    a: 2\n", [0, 0], "a b", "- - a: 2\n    b: 1\n"],
    ["with CRLF and no last line break", "b: 1\r\n\r\na: 2", [], "a b", "a: 2\r\n\r\nb: 1"],
    ["with a byte order mark", "\uFEFFb: 1\na: 2\n", [], "a b", "\uFEFFa: 2\nb: 1\n"],
    ["comments above and behind", "x:\n  # of b\n  b: 1 # b\n  a: 2\n", ["x"], "a b", "x:\n  a: 2\n  # of b\n  b: 1 # b\n"],
    [
      "comments further to the right",
      "x:\n  b:\n    c: 1\n    # d: 2\n  a: 2\n",
      ["x"],
      "a b",
      "x:\n  a: 2\n  b:\n    c: 1\n    # d: 2\n",
    ],
    ["what stands above the first comment", "x:\n  # all\n\n  b: 1\n  a: 2\n", ["x"], "a b", "x:\n  # all\n\n  a: 2\n  b: 1\n"],
    ["a block scalar", "b: |\n  # text\n  x\na: 1\n", [], "a b", "a: 1\nb: |\n  # text\n  x\n"],
    ["an anchor and its alias stay in order", "b: 1\nc: &x 2\na: 1\nd: *x\n", [], "a b c d", "a: 1\nb: 1\nc: &x 2\nd: *x\n"],
    ["a first key with a comment that stays", "# head\na: 1\nc: 2\nb: 3\n", [], "a b c", "# head\na: 1\nb: 3\nc: 2\n"],
  ])("%s", (_, source, path, keys, after) => expect(ordered(source, path, keys)).toBe(after));

  it.each<[what: string, source: string, path: Path, keys: string]>([
    ["a flow mapping", "{b: 1, a: 2}\n", [], "a b"],
    ["other keys", "b: 1\na: 2\n", [], "a c"],
    ["too few keys", "c: 0\nb: 1\na: 2\n", [], "a b"],
    ["a key twice", "b: 1\na: 2\na: 3\n", [], "a b"],
    ["a merge", "x: &x {c: 1}\ny:\n  <<: *x\n  b: 1\n", ["y"], "b <<"],
    ["a comment at the head of the document", "# head\nb: 1\na: 2\n", [], "a b"],
    ["a comment for nobody", "b: 1\n# nobody\n\na: 2\n", [], "a b"],
    ["a comment too far to the left", "x:\n  b: 1\n# left\n  a: 2\n", ["x"], "a b"],
    ["a comment below the last key", "x:\n  b: 1\n  a: 2\n  # c: 3\n", ["x"], "a b"],
    ["a comment that would stand behind a dash", "- b: 1\n  # a\n  a: 2\n", [0], "a b"],
    ["an alias above its anchor", "b: &x 1\na: *x\n", [], "a b"],
    ["another anchor of the name", "b: &x 1\na: &x 2\nc: *x\n", [], "a b c"],
    ["another anchor for what follows", "m:\n  b: &x 1\n  a: &x 2\nn: *x\n", ["m"], "a b"],
    ["a block scalar that keeps its lines", "b: |+\n  x\n\na: 1\n", [], "a b"],
    ["a block scalar that would end the text", "b: |\n  x\na: 1", [], "a b"],
    ["a blank line with blanks", "b: 1\n   \na: 2\n", [], "a b"],
    ["a quoted text with something like a comment", 'b: "x\n# y"\na: 2\nc: 1\n', [], "c a b"],
    ["an anchor on a key", "&k b: 1\na: 2\n", [], "a b"],
    ["a key with a question mark", "? b\n: 1\na: 2\n", [], "a b"],
  ])("is declined: %s", (_, source, path, keys) => expect(ordered(source, path, keys)).toBeUndefined());
});

describeCorpus("keys in another order over the corpus", () => {
  it("are the same data and the same comments", { timeout: 3_600_000 }, () => {
    const tally = { done: 0, declined: 0 };
    for (const [i, { path, text }] of share(corpus("plain"), 75, 5).entries()) {
      const lineBreak = i % 2 === 0 ? "\n" : "\r\n";
      const whole = text.replaceAll(/\r?\n/g, lineBreak);
      for (const { start, end } of cut(whole)) {
        const source = whole.slice(start, end);
        const tree = parse(source);
        if (!tree.root || tree.problems.length > 0) continue;
        for (const [at, mapping] of mappingsOf(tree.root))
          for (const keys of orders(mapping)) {
            const problem = check(source, tree, at, mapping, keys, tally);
            if (problem) throw new Error(`${path}: ${at.join(".")} [${keys}]: ${problem}`);
          }
      }
    }
    expect(tally.done).toBeGreaterThan(300);
    expect(tally.declined / tally.done).toBeLessThan(0.25);
  });
});

function check(
  source: string,
  tree: Tree,
  path: Path,
  mapping: Mapping,
  keys: readonly string[],
  tally: { done: number; declined: number },
): string | undefined {
  const op = order({ path }, keys);
  const edits = render(tree, op);
  if (!edits) tally.declined++;
  if (!edits?.length) return undefined;
  tally.done++;
  const after = applyEdits(source, edits);
  const now = parse(after);
  if (now.problems.length > 0) return `broken: ${now.problems[0]?.message}`;
  if (!isDeepStrictEqual(dataOf(now), dataOf(tree))) return "other data";
  if (!isDeepStrictEqual(oracle(after), oracle(source))) return "other data, says `yaml`";
  const { node } = Field.root(now).at(...path);
  if (node?.kind !== "mapping" || node.entries.map(({ name }) => name).join() !== keys.join()) return "another order";
  if (linesOf(after) !== linesOf(source)) return "other lines";
  if (render(now, op)?.length !== 0) return "not idempotent";
  const { start, end } = reach(source, mapping);
  if (edits.some((edit) => edit.start < start || edit.end > end)) return "touches something else";
  const before = companions(source, tree, mapping.column, start, end);
  const moved = companions(after, now, mapping.column, start, end + after.length - source.length);
  if (!isDeepStrictEqual(moved, before)) return `a comment with another line: ${before} => ${moved}`;
  return undefined;
}

/** What may move: the mapping with the comments directly above and below it. */
function reach(source: string, mapping: Mapping): { readonly start: number; readonly end: number } {
  const above = source.slice(0, mapping.start).replace(/(\s*#[^\n]*\n)+\s*$/, "");
  const below = /^[^\n]*(\n\s*#[^\n]*)*/.exec(source.slice(mapping.end))?.[0] ?? "";
  return { start: above.length, end: mapping.end + below.length };
}

/** Two orders of a block mapping's keys: by the alphabet, and the reverse of what it is. */
function orders({ style, entries }: Mapping): readonly (readonly string[])[] {
  const names = entries.map(({ name }) => name);
  if (style === "flow" || names.length < 2 || names.includes("<<")) return [];
  return [names.toSorted(), names.toReversed()];
}

function mappingsOf(root: Node): readonly (readonly [Path, Mapping])[] {
  const found: [Path, Mapping][] = [];
  const visit = (node: Node, path: Path): void => {
    if (node.kind === "mapping") {
      found.push([path, node]);
      for (const { name, value } of node.entries) visit(value, [...path, name]);
    } else if (node.kind === "sequence") for (const [i, { value }] of node.items.entries()) visit(value, [...path, i]);
  };
  visit(root, []);
  return found;
}

function oracle(source: string): unknown {
  return parseDocument(source, { merge: true, uniqueKeys: false, logLevel: "silent" }).toJS({ maxAliasCount: -1 });
}

/** The lines without dashes and indentation, sorted: keys that change places behind a dash change these. */
function linesOf(text: string): string {
  return text.split(/\r?\n/).map(bare).sort().join("\n");
}

/** Each comment of a key with its line: its own, the next one, or the one above if it stands further to the right. Sorted. */
function companions(source: string, { comments }: Tree, column: number, from: number, to: number): readonly string[] {
  return comments
    .flatMap(({ start, end, text }) => {
      if (start < from || end > to) return [];
      const line = lineStart(source, start);
      const next = source.slice(end, lineEnd(source, nextLine(source, end)));
      const own = source.slice(line, start);
      if (own.trim() !== "") return [`${text} / ${bare(own)}`];
      if (start - line > column) return [`${text} / ${bare(source.slice(lineStart(source, line - 1), line))}`];
      return start - line < column || column === 0 || next.trim() === "" ? [] : [`${text} / ${bare(next)}`]; // about more than a key
    })
    .sort();
}

/** A line without indentation and dashes. */
function bare(line: string): string {
  return line.trim().replace(/^(- +)*/, "");
}

describe("unsorted-keys", () => {
  it.each([2, 30, 31, 100])("puts %i keys in the order of the alphabet", (count) => {
    const sorted = Array.from({ length: count }, (_, i) => `key-${String(i).padStart(3, "0")}`);
    const shuffled = sorted.toSorted((a, b) => (a.at(-1) as string).localeCompare(b.at(-1) as string) || (a < b ? 1 : -1));
    const data = shuffled.reverse().map((key) => `  ${key}: x\n`);
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n${data.join("")}`;
    const [finding] = lintText([unsortedKeys], text).findings;
    expect(finding?.fixes[0]?.ops).toEqual([{ op: "order", path: ["data"], keys: sorted }]);
  });
});
