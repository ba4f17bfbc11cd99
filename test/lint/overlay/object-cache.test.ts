import { expect, it } from "vitest";
import { ObjectCache, type ObjectFindings } from "../../../server/lint/overlay/object-cache.ts";

// What is found in an object of several builds is remembered as long as one of them holds it.

const found = (key: string) => ({ key }) as ObjectFindings;

it("forgets what no build holds any more", () => {
  const cache = new ObjectCache();
  const [one, other] = [found("a"), found("b")];
  for (const value of [one, one, other]) cache.hold(value);
  cache.release(one);
  expect(cache.get("a")).toBe(one);
  cache.release(one);
  expect(cache.get("a")).toBeUndefined();
  expect(cache.get("b")).toBe(other);
});

it("gives what was found last, and counts who holds what was found before", () => {
  const cache = new ObjectCache();
  const [before, now] = [found("a"), found("a")];
  cache.hold(before);
  cache.hold(now);
  expect(cache.get("a")).toBe(now);
  cache.release(before);
  expect(cache.get("a")).toBe(now);
  cache.release(now);
  expect(cache.get("a")).toBeUndefined();
});
