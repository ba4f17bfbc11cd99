import { expect, it } from "vitest";
import { indented, listed } from "../../server/report/format/json-text.ts";

it("pieces of JSON come to what JSON.stringify writes", () => {
  const values = [1, "a\nb [ ] { }", null, [], {}, { a: [1, { b: [[2]] }], c: {} }];
  const whole = { list: values, deeper: [[{ values, none: [] }]] };
  const pieces = [
    '{\n  "list": ',
    ...listed(
      values.map((one) => indented(one, 2)),
      1,
    ),
    ',\n  "deeper": [\n    [\n      {\n        "values": ',
    ...listed(
      values.map((one) => indented(one, 5)),
      4,
    ),
    ',\n        "none": ',
    ...listed([], 4),
    "\n      }\n    ]\n  ]\n}",
  ];
  expect(pieces.join("")).toBe(JSON.stringify(whole, undefined, 2));
  for (const value of values) expect(indented(value, 0)).toBe(JSON.stringify(value, undefined, 2));
});
