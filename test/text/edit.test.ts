import { describe, expect, it } from "vitest";
import { changeBetween } from "../../server/text/change.ts";
import { applyEdits, compose, type Edit, trimEdit } from "../../server/text/edit.ts";
import { lineStarts, movedStarts } from "../../server/text/lines.ts";
import { fc } from "../support/property.ts";

/** Sorted edits that do not overlap, somewhere in a text of this length. */
function editsOf(length: number): fc.Arbitrary<readonly Edit[]> {
  const cuts = fc.array(fc.nat(length), { maxLength: 8 }).map((offsets) => offsets.sort((a, b) => a - b));
  return fc.tuple(cuts, fc.array(fc.string({ maxLength: 3 }), { minLength: 4, maxLength: 4 })).map(([offsets, texts]) =>
    Array.from({ length: offsets.length >> 1 }, (_, i) => ({
      start: offsets[2 * i] as number,
      end: offsets[2 * i + 1] as number,
      newText: texts[i] as string,
    })),
  );
}

describe("applyEdits", () => {
  it.each([
    ["abc", [], "abc"],
    ["abc", [{ start: 1, end: 2, newText: "x" }], "axc"],
    [
      "abc",
      [
        { start: 0, end: 0, newText: "x" },
        { start: 0, end: 1, newText: "y" },
        { start: 3, end: 3, newText: "z" },
      ],
      "xybcz",
    ],
  ] as const)("%j %j", (text, edits, expected) => expect(applyEdits(text, edits)).toBe(expected));

  it.each([
    [
      [
        { start: 1, end: 2, newText: "" },
        { start: 0, end: 1, newText: "" },
      ],
    ],
    [
      [
        { start: 0, end: 2, newText: "" },
        { start: 1, end: 3, newText: "" },
      ],
    ],
    [[{ start: 2, end: 1, newText: "" }]],
    [[{ start: 0, end: 4, newText: "" }]],
  ])("refuses %j", (edits) => expect(() => applyEdits("abc", edits)).toThrow(RangeError));
});

describe("compose", () => {
  it("does what the two lists do one after the other", () => {
    const twoLists = fc.string({ maxLength: 20 }).chain((text) =>
      editsOf(text.length).chain((first) => {
        const between = applyEdits(text, first);
        return editsOf(between.length).map((second) => ({ text, first, between, second }));
      }),
    );
    fc.assert(
      fc.property(twoLists, ({ text, first, between, second }) => {
        const both = compose(first, second);
        expect(applyEdits(text, both)).toBe(applyEdits(between, second));
        for (const [i, edit] of both.entries()) if (i > 0) expect(edit.start).toBeGreaterThan(both[i - 1]?.end ?? 0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("trimEdit", () => {
  it.each([
    ["a: true", { start: 3, end: 7, newText: "false" }, { start: 3, end: 7, newText: "false" }],
    ["a: x:1.2", { start: 3, end: 8, newText: "x:1.3" }, { start: 7, end: 8, newText: "3" }],
    ["a\r\nb\r\n", { start: 0, end: 6, newText: "a\r\nc\r\nb\r\n" }, { start: 3, end: 3, newText: "c\r\n" }],
    ["a\r\nb", { start: 0, end: 4, newText: "a\rb" }, { start: 1, end: 3, newText: "\r" }],
    ["\u{1f600}", { start: 0, end: 2, newText: "\u{1f601}" }, { start: 0, end: 2, newText: "\u{1f601}" }],
    ["aa", { start: 0, end: 2, newText: "aa" }, undefined],
  ])("%j %j", (text, edit, expected) => expect(trimEdit(text, edit)).toEqual(expected));

  it("changes nothing of what an edit does", () => {
    const one = fc
      .tuple(
        fc.string({ unit: fc.constantFrom("a", " ", "\r", "\n", "\u{1f600}", "\u{1f601}"), maxLength: 8 }),
        fc.nat(),
        fc.nat(),
      )
      .chain(([text, a, b]) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
        const newText = fc.string({ unit: fc.constantFrom("a", " ", "\r", "\n", "\u{1f600}", "\u{1f601}"), maxLength: 8 });
        return newText.map((newText) => ({ text, edit: { start, end, newText } }));
      });
    fc.assert(
      fc.property(one, ({ text, edit }) => {
        const trimmed = trimEdit(text, edit);
        expect(applyEdits(text, trimmed ? [trimmed] : [])).toBe(applyEdits(text, [edit]));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("changeBetween", () => {
  it.each([
    ["", "", 0, 0],
    ["abc", "abc", 3, 3],
    ["abc", "abxc", 2, 2],
    ["abc", "ac", 1, 2],
    ["aaa", "aa", 2, 3],
    ["aa", "aaa", 2, 2],
    ["abcd", "axyd", 1, 3],
    ["a\u{1F600}b", "a\u{1F601}b", 2, 3],
  ])("%j, %j", (before, after, start, end) => {
    expect(changeBetween(before, after)).toEqual({ start, end, by: after.length - before.length });
  });

  it("finds the smallest part that makes one text of the other", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, end, by } = changeBetween(before, after);
        expect(applyEdits(before, [{ start, end, newText: after.slice(start, end + by) }])).toBe(after);
        expect(before[start] === after[start] && start < end && start < end + by).toBe(false);
        expect(before[end - 1] === after[end + by - 1] && start < end && start < end + by).toBe(false);
      }),
    );
  });
});

describe("movedStarts", () => {
  it("finds the lines of a changed text as `lineStarts` does", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\r", "\n"), maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, text, (head, before, after, tail) => {
        const [one, other] = [head + before + tail, head + after + tail];
        expect(movedStarts(lineStarts(one), other, changeBetween(one, other))).toEqual(lineStarts(other));
      }),
      { numRuns: 5000 },
    );
  });
});
