import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { changeBetween } from "../../server/text/change.ts";
import { type Span, shift } from "../../server/text/span.ts";
import { cut, narrowed, recut, type Splice } from "../../server/yaml/parser/slice.ts";
import { isTemplate } from "../../server/yaml/template/braces.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { runs } from "../support/effort.ts";
import { fc } from "../support/property.ts";

type Verdict = "broken" | { readonly content: string };

/** What `yaml` sees in a text: for each of its documents whether it is sound, and what it holds. */
function documents(text: string): readonly Verdict[] {
  const parsed = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
  if (!Array.isArray(parsed) || parsed.length === 0) return [{ content: "null" }];
  return parsed.map((d) => (d.errors.length > 0 ? "broken" : { content: JSON.stringify(d.toJS({ maxAliasCount: -1 }) ?? null) }));
}

/** The documents of the whole text, and those of each slice read on its own. */
function compare(text: string): void {
  const slices = cut(text);
  expect(slices.map((slice) => text.slice(slice.start, slice.end)).join("")).toBe(text);
  const whole = documents(text);
  // Behind an error `yaml` may find its way back at another place: then only the count of markers can be trusted.
  if (whole.includes("broken")) return;
  expect(slices.flatMap((slice) => documents(text.slice(slice.start, slice.end)))).toEqual(whole);
}

const line = fc.constantFrom(
  ...["---", "--- a", "--- # c", "---\t", "...", "... # c", "a: 1", "- x", "# c", "", "  ", "%YAML 1.2", "%TAG ! tag:x,2000:"],
  ...["a: |", "  text", "b: >-", "  ---", ".. .", 'c: "q"', "- [", "]", " # c"],
);
/** What separates documents for kubectl alone, and JSON, of which several follow each other. */
const odd = fc.oneof(line, fc.constantFrom("---x", "----", '{"a": 1}', '{"b": "}"} {', "}"));
const braces = fc.constantFrom('d: "q', "e: {{ x }}", "{{ x }}", "f: a {{ x }}", "'");

function textOf(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
    .map(([lines, eol, bom]) => `${bom ? "\uFEFF" : ""}${lines.join(eol)}${lines.length % 2 ? eol : ""}`);
}
const generated = textOf(line);

function spliced(slices: readonly Span[], { first, rest, fresh }: Splice, by: number): readonly Span[] {
  return [...slices.slice(0, first), ...fresh, ...slices.slice(rest).map((span) => shift(span, by))];
}

describe("cut", () => {
  it.each([
    ["", [""]],
    ["a: 1\n", ["a: 1\n"]],
    ["a\n---\nb\n", ["a\n", "---\nb\n"]],
    ["# head\n---\na\n", ["# head\n---\na\n"]],
    ["\uFEFF---\na\n---\n", ["\uFEFF---\na\n", "---\n"]],
    ["---\r\na\r\n--- # b\r\nc", ["---\r\na\r\n", "--- # b\r\nc"]],
    ["--- a\n---\tb\n---c\n ---\n", ["--- a\n", "---\tb\n", "---c\n ---\n"]],
    ['{"a": 1}\n{"b": 2} {"c": "}{"}\n---\nd: 3\n', ['{"a": 1}\n', '{"b": 2} ', '{"c": "}{"}\n', "---\nd: 3\n"]],
    ["a\n...\n# between\n%YAML 1.2\n---\nb\n", ["a\n...\n# between\n", "%YAML 1.2\n---\nb\n"]],
    ["a\n...\nb\n", ["a\n...\n", "b\n"]],
    ["a: |\n  ---\n---\n", ["a: |\n  ---\n", "---\n"]],
    ['a: "\n---\n"\n', ['a: "\n', '---\n"\n']],
  ])("%j", (text, expected) => {
    expect(cut(text).map((slice) => text.slice(slice.start, slice.end))).toEqual(expected);
  });

  it("agrees with the documents of `yaml` in generated texts", () => {
    fc.assert(
      fc.property(generated, (text) => compare(text)),
      { numRuns: 3000 },
    );
  });
});

describe("recut", () => {
  it("cuts a changed text as `cut` does", () => {
    const edit = fc.record({
      at: fc.nat(100),
      drop: fc.nat(12),
      insert: fc.oneof(fc.constant(""), fc.constant("-"), textOf(odd)),
    });
    fc.assert(
      fc.property(textOf(odd), edit, (before, { at, drop, insert }) => {
        const after = before.slice(0, at) + insert + before.slice(at + drop);
        const change = changeBetween(before, after);
        const slices = cut(before);
        const splice = recut(after, slices, change);
        expect(spliced(slices, splice, change.by)).toEqual(cut(after));
        const least = narrowed(splice, slices, change);
        expect(spliced(slices, least, change.by)).toEqual(cut(after));
        const all = { first: 0, rest: slices.length, fresh: cut(after) };
        expect(narrowed(all, slices, change)).toEqual(least);
      }),
      { numRuns: runs(6000) },
    );
  });
});

describe("isTemplate", () => {
  it("judges every document by itself", () => {
    fc.assert(
      fc.property(textOf(fc.oneof(line, braces)), (text) => {
        expect(isTemplate(text)).toBe(cut(text).some(({ start, end }) => isTemplate(text.slice(start, end))));
      }),
      { numRuns: 3000 },
    );
  });
});

describeCorpus("cut over the corpus", () => {
  it("agrees with the documents of `yaml` in every file with more than one", () => {
    let compared = 0;
    for (const { text } of corpus("plain", "kustomize", "braces/inside-scalars")) {
      if (!/^(---|\.\.\.)/m.test(text.slice(1)) || text.length > 100_000) continue;
      compare(text);
      compared++;
    }
    expect(compared).toBeGreaterThan(500);
  });
});
