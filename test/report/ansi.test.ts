import { expect, it } from "vitest";
import { paint } from "../../server/report/format/ansi.ts";

it("links where the terminal shows links and there is a page", () => {
  const url = "https://example.org/a";
  expect(paint({ color: true, hyperlinks: true }).link("a", url)).toBe(`\u001b]8;;${url}\u001b\\a\u001b]8;;\u001b\\`);
  expect(paint({ color: true, hyperlinks: true }).link("a", null)).toBe("a");
  expect(paint({ color: true }).link("a", url)).toBe("a");
});
