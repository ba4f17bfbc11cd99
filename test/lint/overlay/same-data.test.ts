import { expect, it } from "vitest";
import { isSameData } from "../../../server/lint/overlay/same-data.ts";

const ONE = { rule: "a", span: { start: 1, end: 2 }, fixes: [{ title: "b" }, null], at: undefined };

it.each<readonly [name: string, other: unknown, expected: boolean]>([
  ["the same again", structuredClone(ONE), true],
  ["keys in another order", { fixes: [{ title: "b" }, null], span: { end: 2, start: 1 }, rule: "a" }, true],
  ["a key more", { ...ONE, more: 1 }, false],
  ["a key less", { rule: "a", span: { start: 1, end: 2 } }, false],
  ["another value deep inside", { ...ONE, span: { start: 1, end: 3 } }, false],
  ["an item more", { ...ONE, fixes: [...ONE.fixes, 1] }, false],
  ["an item that is none", { ...ONE, fixes: [{ title: "b" }, {}] }, false],
  ["a record instead of a list", { ...ONE, fixes: { 0: { title: "b" }, 1: null } }, false],
  ["a text instead of a record", "a", false],
  ["nothing", null, false],
])("plain data and %s", (_, other, expected) => {
  expect(isSameData(ONE, other)).toBe(expected);
  expect(isSameData(other, ONE)).toBe(expected);
});
