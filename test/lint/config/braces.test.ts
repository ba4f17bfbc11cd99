import { braceExpand } from "minimatch";
import { describe, expect, it } from "vitest";
import { bracesCount } from "../../../server/lint/config/braces.ts";
import { fc } from "../../support/property.ts";

describe("how many patterns braces stand for", () => {
  it.each([
    "a",
    "{a,b}",
    "{a,b}/{1..9}",
    "{a}",
    "{a,{b,c}{d,e}}",
    "{1..10..3}",
    "{a..e}",
    "\\{a,b}",
    "a{",
    "}a",
    "{}",
    "x{,a}",
    "x{{a,b},c}y",
  ])("%s", (pattern) => expect(bracesCount(pattern)).toBe(braceExpand(pattern).length));

  it("is never less than what minimatch makes of them", () => {
    const bit = fc.constantFrom("{", "}", ",", "a", "b", "{a,b}", "{1..4}", "{1..3..2}", "..", "\\", "/", "*");
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 14 }), (bits) => {
        const pattern = bits.join("");
        expect(bracesCount(pattern)).toBeGreaterThanOrEqual(new Set(braceExpand(pattern)).size);
      }),
    );
  });

  it.each(["{1..1000000}", "{a,b}".repeat(12), `${"{a,".repeat(25)}${"}".repeat(25)}`, "{1..100}".repeat(100)])(
    "%s are too many",
    (pattern) => expect(bracesCount(pattern)).toBeGreaterThan(1000),
  );
});
