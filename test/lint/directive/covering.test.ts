import { expect, it } from "vitest";
import { coveringDirectives } from "../../../server/lint/directive/covering.ts";
import type { Directive } from "../../../server/lint/directive/directive.ts";

function directive(covers: Directive["covers"], more: Partial<Directive> = {}): Directive {
  return {
    kind: "comment",
    form: "disable",
    span: { start: 10, end: 12 },
    rules: undefined,
    reason: undefined,
    expires: undefined,
    covers,
    ...more,
  };
}

const SPAN = { start: 20, end: 30 };

it.each<readonly [name: string, directive: Directive, covered: readonly number[]]>([
  ["a span, without its end", directive(SPAN), [20, 29]],
  ["an empty span", directive({ start: 20, end: 20 }), [20]],
  ["the file", directive("file"), [0, 9, 10, 19, 20, 29, 30]],
  ["the rest, from where it stands", directive("rest"), [10, 19, 20, 29, 30]],
  ["what has a mistake covers nothing", directive("file", { problem: "no" }), []],
  ["an end covers nothing", directive("rest", { form: "enable" }), []],
  ["one container covers no other", directive(SPAN, { container: "web" }), []],
  ["one container", directive(SPAN, { container: "app" }), [20, 29]],
])("%s", (_, one, covered) => {
  const offsets = [0, 9, 10, 19, 20, 29, 30];
  expect(offsets.filter((at) => coveringDirectives([one], at, "app").length > 0)).toEqual(covered);
});

it("a range that something ends is not judged from afar", () => {
  const all = [directive("rest"), directive("rest", { form: "enable", span: { start: 25, end: 26 } })];
  expect(coveringDirectives(all, 20, undefined)).toEqual([]);
});
