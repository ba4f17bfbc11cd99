import { expect, it } from "vitest";
import { JsonList, listed } from "../../server/report/format/json-text.ts";

const VALUES = [1, "a\nb [ ] { }", null, [], {}, { a: [1, { b: [[2]] }], c: {} }];

it("a list that is written value by value is the list", () => {
  for (const values of [VALUES, [VALUES], []]) {
    const list = new JsonList();
    const text = values.map((value) => list.next(value)).join("") + list.end();
    expect(JSON.parse(text)).toEqual(values);
    expect([...listed(values.map((value) => JSON.stringify(value)))].join("")).toBe(text);
  }
});

it("each value stands on a line of its own", () => {
  const list = new JsonList();
  const lines = (VALUES.map((value) => list.next(value)).join("") + list.end()).split("\n");
  expect(lines.slice(1, -1).map((line) => JSON.parse(line.replace(/,$/, "")))).toEqual(VALUES);
});
