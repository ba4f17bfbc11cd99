import { expect, it } from "vitest";
import { listed } from "../../server/text/listed.ts";

it.each([
  [[], 3, ""],
  [["a", "b", "c"], 3, "a, b, c"],
  [["a", "b", "c", "d"], 3, "a, b and 2 more"],
  [["a", "b"], 1, "a and 1 more"],
] as const)("%j, at most %i: %s", (words, most, text) => expect(listed(words, most)).toBe(text));
