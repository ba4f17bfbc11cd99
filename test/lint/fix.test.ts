import { describe, expect, it } from "vitest";
import type { PlacedFinding } from "../../server/lint/analysis/result.ts";
import { mayConflict } from "../../server/lint/fix/conflict.ts";
import { canRender, chosenFix, fixText, renderFix } from "../../server/lint/fix/fix.ts";
import type { Fix, FixClass } from "../../server/lint/rule/finding.ts";
import { safe, suggestion } from "../../server/lint/rule/rule.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { append, type Op, order, remove, rename, set } from "../../server/yaml/edit/op.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { Field } from "../../server/yaml/tree/field.ts";
import type { Json } from "../../server/yaml/tree/json.ts";
import { fc } from "../support/property.ts";

const at = (...path: (string | number)[]) => ({ path });

/** Finds something in one document: the fixes of every finding. */
type Check = (root: Field) => readonly (readonly Fix[])[];

/** An analysis by these rules, each given by its name. */
function analyse(rules: Readonly<Record<string, Check>>): (text: string) => readonly PlacedFinding[] {
  return (text) =>
    cut(text).flatMap(({ start, end }, slice) =>
      Object.entries(rules).flatMap(([rule, check]) =>
        check(Field.root(parse(text, start, end))).map((fixes) => finding(rule, slice, fixes)),
      ),
    );
}

function finding(rule: string, slice: number, fixes: readonly Fix[]): PlacedFinding {
  const nothing = { message: "", path: [], resource: undefined, container: undefined, related: [], fingerprint: "" };
  return { rule, slice, fixes, uri: "file:///a.yaml", severity: "warning", span: { start: 0, end: 0 }, ...nothing };
}

/** Wants the value at the path. */
function wants(path: readonly (string | number)[], value: string | boolean, kind: FixClass = "suggestion"): Check {
  return (root) => (root.at(...path).value === value ? [] : [[{ title: "", class: kind, ops: [set(at(...path), value)] }]]);
}

/** Wants no item of the sequence to be the value. */
function refuses(path: readonly (string | number)[], value: string): Check {
  return (root) =>
    root
      .at(...path)
      .items()
      .flatMap((item) => (item.value === value ? [[suggestion("", remove(item))]] : []));
}

function rendered(text: string, ...ops: readonly Op[]): string | undefined {
  const edits = renderFix(parse(text), suggestion("", ...ops));
  return edits && applyEdits(text, edits);
}

describe("renderFix", () => {
  it("renders every operation against the text that the one before leaves", () => {
    const text = "a: 1\nb: # c\n  d: 2\n";
    expect(rendered(text, set(at("b", "e", "f"), 1), set(at("b", "e", "g"), 2), remove(at("a")))).toBe(
      "b: # c\n  d: 2\n  e:\n    f: 1\n    g: 2\n",
    );
    expect(rendered(text, rename(at("b"), "x"), append(at("x", "z"), 1))).toBe("a: 1\nx: # c\n  d: 2\n  z:\n    - 1\n");
  });
  it.each([
    ["a:\n  b:", "a:\n  b:\n    - 1\n  c: 2"],
    ["a:\n  b:\nz: 1\n", "a:\n  b:\n    - 1\n  c: 2\nz: 1\n"],
    ["a:\n  b: ~\n", "a:\n  b:\n    - 1\n  c: 2\n"],
  ])("puts what an empty key gets before what comes behind the key: %j", (text, after) => {
    const [list, key] = [append(at("a", "b"), 1), set(at("a", "c"), 2)];
    expect([rendered(text, list, key), rendered(text, key, list)]).toEqual([after, after]);
  });
  it.each([
    ["a:\n  b:\n    - 1\n    # - 2\nz: 1\n", "a:\n  b:\n    - 1\n    # - 2\n  c: 2\nz: 1\n"],
    ["a:\n  b:\n    - 1\n  # of what comes\nz: 1\n", "a:\n  b:\n    - 1\n  c: 2\n  # of what comes\nz: 1\n"],
  ])("leaves the comments that stand further to the right with what they are about: %j", (text, after) => {
    expect(rendered(text, set(at("a", "c"), 2))).toBe(after);
  });
  describe("of several operations that set something", () => {
    const key = fc.constantFrom("a", "b", "c", "7");
    const value = fc.constantFrom<Json>(1, "x", null, ["y"], { c: 1 }, {});
    const path = fc.array(key, { minLength: 1, maxLength: 3 });
    const ops = fc.array(fc.record({ op: fc.constantFrom("set" as const, "append" as const), path, value }), { maxLength: 5 });
    const text = fc.constantFrom(
      "z: 1\n",
      "a: # c\n  z: 1\n",
      "a:\n  b:\n",
      "a: {b: {z: 1}}\n",
      "{a: 1}\n",
      "a: {b: 1, c: 2}\n",
      "z: 1\na:\n  b:\n    c: 1",
      "z:\n- 1\nb:\n- 1\na: null # c\n", // z stays: new lists are indented as those that are there
    );

    it("renders what is set below a missing key as one operation after the other would", () => {
      fc.assert(
        fc.property(text, ops, (before, all) => {
          const one = all.reduce<string | undefined>((now, op) => now && rendered(now, op), before);
          const together = rendered(before, ...all);
          if (one !== undefined) expect(together).toBe(one);
        }),
        { numRuns: 3000 },
      );
    });
    it("knows without rendering it whether it can be rendered", () => {
      const aliased = fc.constantFrom(
        "a: &x {b: 1}\nb: *x\nc: 1\n",
        "b: &x {a: {}}\nc:\n  <<: *x\n",
        "a: 1 # c\nc: [1, {a: 1}]\n",
      );
      fc.assert(
        fc.property(fc.oneof(text, aliased), ops, (before, all) => {
          const fix = suggestion("", ...all);
          expect(canRender(parse(before), fix)).toBe((renderFix(parse(before), fix) ?? []).length > 0);
        }),
        { numRuns: 3000 },
      );
    });
  });
  it("comes to nothing where the operations undo each other", () => {
    expect(renderFix(parse("a: 1\n"), suggestion("", set(at("b"), 1), remove(at("b"))))).toEqual([]);
  });
  it("counts in the slice", () => {
    const text = "x: 1\n---\na: 1\n";
    expect(renderFix(parse(text, 5, text.length), suggestion("", set(at("a"), 2)))).toEqual([{ start: 7, end: 8, newText: "2" }]);
    const several = "k: 1\n# xz\n---\na: xy\nb: 1\n";
    const start = several.indexOf("a: xy") - 4;
    const slice = several.slice(start);
    const edits = renderFix(parse(several, start, several.length), suggestion("", set(at("a"), "xz"), set(at("b"), 2)));
    expect(applyEdits(slice, edits ?? [])).toBe("---\na: xz\nb: 2\n");
    expect(edits).toEqual([
      { start: 7, end: 9, newText: "xz" },
      { start: 13, end: 14, newText: "2" },
    ]);
  });
  it("takes edits as they are", () => {
    const fix: Fix = { title: "", class: "safe", ops: [], edits: [{ start: 0, end: 1, newText: "b" }] };
    expect(renderFix(parse("a: 1\n"), fix)).toBe(fix.edits);
    expect(canRender(parse("a: 1\n"), fix)).toBe(true);
  });
  it("offers nothing where everything is so already", () => {
    const both = suggestion("", set(at("a"), 1), set(at("b"), 2));
    expect(canRender(parse("a: 1\nb: 2\n"), both)).toBe(false);
    expect(canRender(parse("a: 1\nb: 3\n"), both)).toBe(true);
  });
  it("sorts the edits by their place, whatever comes first", () => {
    expect(renderFix(parse("a: 1\nb: 2\n"), suggestion("", set(at("b"), 3), set(at("a"), 4)))).toEqual([
      { start: 3, end: 4, newText: "4" },
      { start: 8, end: 9, newText: "3" },
    ]);
  });
  it("is all or nothing", () => {
    expect(rendered("a: 1\nb: &x {}\nc: *x\n", set(at("a"), 2), set(at("c", "d"), 1))).toBeUndefined();
  });
});

describe("an operation that was planned before another one was done", () => {
  it.each<readonly [boolean, string, Op, Op]>([
    [true, "the same place", set(at("a"), 1), set(at("a"), 2)],
    [true, "below it", set(at("a"), {}), set(at("a", "b"), 2)],
    [true, "above it", set(at("a", "b"), 1), set(at("a"), 2)],
    [false, "beside it", set(at("a", "b"), 1), set(at("a", "c"), 2)],
    [false, "two that append to one list", append(at("a"), 1), append(at("a"), 2)],
    [true, "a list that is set after something was appended", append(at("a"), 1), set(at("a"), [])],
    [true, "a list to which something is appended after it was set", set(at("a"), []), append(at("a"), 1)],
    [false, "below what was put in order", order(at("a"), ["b"]), set(at("a", "b"), 2)],
    [true, "below the old name", rename(at("a", "b"), "c"), set(at("a", "b", "x"), 2)],
    [true, "below the new name", rename(at("a", "b"), "c"), set(at("a", "c", "x"), 2)],
    [false, "the new name elsewhere", rename(at("a", "b"), "c"), set(at("c"), 2)],
    [false, "another name beside it", rename(at("a", "b"), "c"), set(at("a", "d"), 2)],
    [true, "an item behind the one that went", remove(at("a", 1)), set(at("a", 2, "x"), 2)],
    [false, "an item before the one that went", remove(at("a", 1)), set(at("a", 0, "x"), 2)],
    [false, "an item of another list", remove(at("a", 1)), set(at("b", 2), 2)],
    [false, "an item behind one that was only set", set(at("a", 1), 1), set(at("a", 2), 2)],
    [false, "a key beside the one that went", remove(at("a", "b")), set(at("a", "c"), 2)],
  ])("may conflict (%s): %s", (expected, _, done, planned) => expect(mayConflict(done, planned)).toBe(expected));
});

describe("fixText", () => {
  const fix = (text: string, rules: Readonly<Record<string, Check>>, allow: FixClass = "suggestion") =>
    fixText(text, analyse(rules), allow);

  it("lets fixes share the parent that they create", () => {
    const rules = { one: wants(["spec", "a"], true), two: wants(["spec", "b"], false), three: wants(["kind"], "Pod") };
    expect(fix("kind: pod\n", rules)).toMatchObject({
      text: "kind: Pod\nspec:\n  a: true\n  b: false\n",
      applied: 3,
      conflicts: [],
    });
  });
  it("leaves what is for a person to choose, unless it may make everything", () => {
    const byHand = { title: "", class: "suggestion", manual: true, ops: [] } as const;
    const other = { title: "", class: "suggestion", ops: [] } as const;
    const harmless = { title: "", class: "safe", ops: [] } as const;
    expect(chosenFix([byHand], "suggestion")).toBeUndefined();
    expect(chosenFix([byHand, other, harmless], "suggestion")).toBe(other);
    expect(chosenFix([byHand, other, harmless], "safe")).toBe(harmless);
    expect(chosenFix([byHand, other], "manual")).toBe(byHand);
  });
  it("removes several items of one sequence", () => {
    const text = "a:\n- x # 1\n- y # 2\n- x # 3\n- x\n- z\n";
    expect(fix(text, { no: refuses(["a"], "x") })).toMatchObject({ text: "a:\n- y # 2\n- z\n", applied: 3, conflicts: [] });
  });
  it("does not follow a path that has moved", () => {
    const rules = {
      no: refuses(["a"], "x"),
      last: (root: Field) =>
        root
          .at("a")
          .items()
          .flatMap((item) => (item.value === "z" ? [[suggestion("", set(item, "Z"), remove(at("b")))]] : [])),
    };
    expect(fix("a: [x, y, z]\nb: 1\nc: 2\n", rules).text).toBe("a: [y, Z]\nc: 2\n");
    const { no, last } = rules;
    expect(fix("a: [x, y, z, w]\nb: 1\nc: 2\n", { last, no }).text).toBe("a: [y, Z, w]\nc: 2\n");
  });
  it("removes more items in one round than there are rounds", () => {
    const text = `a: [z, ${Array.from({ length: 12 }, () => "x").join(", ")}]\n`;
    expect(fix(text, { no: refuses(["a"], "x") })).toMatchObject({ text: "a: [z]\n", applied: 12, conflicts: [] });
  });
  it("knows that an item went with the last of its keys", () => {
    const no =
      (key: string, value: number): Check =>
      (root) =>
        root
          .at("a")
          .items()
          .flatMap((item) => (item.at(key).value === value ? [[suggestion("", remove(item.at(key)))]] : []));
    const text = "a:\n- x: 1\n- k: 1\n- k: 2\n  z: 3\n";
    expect(fix(text, { second: no("k", 1), first: no("x", 1) }).text).toBe("a:\n- k: 2\n  z: 3\n");
  });
  describe("waits for the next round", () => {
    const makes =
      (key: string): Check =>
      (root) =>
        root.at(key).absent ? [[suggestion("", set(at(key), "new"))]] : [];
    const below =
      (path: readonly (string | number)[], value: string): Check =>
      (root) =>
        root.at(...path).exists && root.at(...path).value !== value ? [[suggestion("", set(at(...path), value))]] : [];
    const renames =
      (from: string, to: string): Check =>
      (root) =>
        root.at(from).exists ? [[suggestion("", rename(at(from), to))]] : [];
    const drops =
      (...path: (string | number)[]): Check =>
      (root) =>
        root.at(...path).exists ? [[suggestion("", remove(at(...path)))]] : [];

    it.each<readonly [string, string, Readonly<Record<string, Check>>, string]>([
      ["below a key that was renamed", "a: { x: 1 }\n", { no: renames("a", "b"), set: below(["a", "x"], "y") }, "b: { x: 1 }\n"],
      ["below the name that a key was given", "a: { x: 1 }\n", { no: renames("a", "b"), set: makes("b") }, "b: { x: 1 }\n"],
      ["below what was removed", "a: { x: 1 }\nc: 1\n", { set: below(["a", "x"], "y"), no: drops("a") }, "c: 1\n"],
    ])("a fix %s", (_, text, rules, expected) => expect(fix(text, rules).text).toBe(expected));
  });
  it("leaves edits that touch one another for the next round", () => {
    const edit = (start: number, end: number, newText: string): Fix => ({
      title: "",
      class: "safe",
      ops: [],
      edits: [{ start, end, newText }],
    });
    const rules = { one: (root: Field) => (root.at("a").value === "xy" ? [[edit(3, 4, "X")], [edit(3, 5, "Z")]] : []) };
    expect(fix("a: xy\n", rules)).toMatchObject({ text: "a: Xy\n", applied: 1, conflicts: [] });
    const apart = { one: (root: Field) => (root.at("a").value === "xyz" ? [[edit(5, 6, "Z")], [edit(3, 4, "X")]] : []) };
    expect(fix("a: xyz\n", apart)).toMatchObject({ text: "a: XyZ\n", applied: 2, conflicts: [] });
    const second = { one: (root: Field) => (root.at("b").value === "xy" ? [[edit(7, 8, "X")]] : []) };
    expect(fix("a: 1\n---\nb: xy\n", second)).toMatchObject({ text: "a: 1\n---\nb: Xy\n", applied: 1, conflicts: [] });
  });
  it("applies safe fixes alone unless asked for more, and never two of one finding", () => {
    const rules = {
      mixed: (root: Field) =>
        root.at("a").value === 1 ? [[suggestion("", set(at("a"), 2)), safe("", set(at("a"), 3)), safe("", set(at("b"), 3))]] : [],
    };
    expect(fix("a: 1\n", rules, "safe").text).toBe("a: 3\n");
    expect(fix("a: 1\n", rules, "suggestion").text).toBe("a: 2\n");
  });
  it("fixes every document", () => {
    expect(fix("a: 1\n---\n# c\na: 2\n---\nb: 1", { one: wants(["a"], "x") }).text).toBe("a: x\n---\n# c\na: x\n---\nb: 1\na: x");
  });
  it("makes what removes something behind what sets something", () => {
    const rules = {
      gone: (root: Field) => (root.at("a").exists ? [[suggestion("", remove(at("a", 0)), set(at("c"), 1))]] : []),
      set: (root: Field) => (root.at("a", 1).value === "w" ? [[suggestion("", set(at("a", 1), "W"))]] : []),
    };
    expect(fix("a: [x, w]\n", { ...rules, gone: (root) => (root.at("a", 1).exists ? rules.gone(root) : []) }).text).toBe(
      "a: [W]\nc: 1\n",
    );
  });
  it("comes to an end where each of many fixes has to read a large document again", () => {
    const filler = `z: ${"x".repeat(5000)}\n`;
    const items = Array.from({ length: 30 }, (_, i) => `k${i}: 1\n`).join("");
    const all = (root: Field) =>
      root.entries().flatMap(([key, value]) => (value.value === 1 ? [[suggestion("", remove(at(key)))]] : []));
    const upTo = (most: number) => fixText(`${items}${filler}`, analyse({ all }), "suggestion", undefined, most);
    const { applied, conflicts, unfinished } = upTo(50_000);
    expect(applied).toBeGreaterThan(5);
    expect(applied).toBeLessThan(30);
    expect([conflicts, unfinished]).toEqual([[], true]);
    expect(upTo(5_000_000)).toMatchObject({ text: filler, applied: 30, unfinished: false });
  });
  it("looks at each finding once a round, however many documents there are", () => {
    let asked = 0;
    const findings = Array.from({ length: 100 }, (_, slice) => ({
      ...finding("a", slice, []),
      get fixes(): readonly Fix[] {
        asked++;
        return [];
      },
    }));
    fixText("a: 1\n---\n".repeat(100), () => findings, "safe");
    expect(asked).toBeLessThanOrEqual(100);
  });
  it("leaves documents without a finding as they are", () => {
    const no = (root: Field) => (root.at("kind").value === "Pod" ? [[suggestion("", set(at("a"), 1))]] : []);
    const some = { one: (root: Field) => (root.at("a").absent ? no(root) : []) };
    expect(fix("kind: Job\n---\nkind: Pod\n---\nkind: Job\n", some).text).toBe(
      "kind: Job\n---\nkind: Pod\na: 1\n---\nkind: Job\n",
    );
  });
  it("names the rules that disagree", () => {
    const rules = { yes: wants(["a"], true), no: wants(["a"], false), other: wants(["b"], "x") };
    const { text, applied, conflicts } = fix("a: 1\n", rules);
    expect(conflicts).toEqual(["no", "yes"]);
    expect(applied).toBe(11); // one in each of ten rounds, and the other rule's

    expect(text).toMatch(/^a: (true|false)\nb: x\n$/);
  });
  it("leaves what cannot be fixed", () => {
    expect(fix("a: &x {}\nb: *x\n", { one: wants(["b", "c"], true) })).toEqual({
      text: "a: &x {}\nb: *x\n",
      applied: 0,
      conflicts: [],
      unfinished: false,
    });
  });
});
