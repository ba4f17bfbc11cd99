import { describe, expect, it } from "vitest";
import { nearest } from "../../server/text/nearest.ts";
import { fc } from "../support/property.ts";

describe("nearest", () => {
  it.each([
    ["privilged", ["privileged", "privateer"], "privileged"],
    ["web", ["wbe", "api"], "wbe"],
    ["hostNetwork", ["hostPID", "hostIPC"], undefined],
    ["HOST-pid", ["host-pid"], "host-pid"],
  ])("%s among %s: %s", (word, candidates, expected) => expect(nearest(word, candidates)).toBe(expected));

  it("finds what some edits made, and nothing that takes more", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(nearest(a, [b], most)).toBe(distance(a, b) <= most ? b : undefined);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The definition, word for word: optimal string alignment. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const costs = [
    distance(a.slice(1), b) + 1,
    distance(a, b.slice(1)) + 1,
    distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) costs.push(distance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...costs);
}
