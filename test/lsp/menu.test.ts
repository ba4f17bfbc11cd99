import { expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { menuOf, type Offers, type RuleOffers } from "../../server/lsp/feature/menu.ts";

const named = (...titles: readonly string[]): readonly CodeAction[] => titles.map((title) => ({ title }));
const finding = (name: string): Offers => ({
  fixes: named(`fix ${name}`, `fix ${name} otherwise`),
  suppressions: named(`line ${name}`, `container ${name}`, `object ${name}`),
});
const rule = (name: string): RuleOffers => ({ fixAll: named(`fix all ${name}`), page: { title: `explain ${name}` } });
const NOBODY = { combined: [], ask: [] };
const ASKED = { combined: [], ask: named("ask") };
const titles = (...menu: Parameters<typeof menuOf>) => menuOf(...menu).map(({ title }) => title);

it("has five entries for one finding, fixes first", () => {
  expect(titles([finding("a")], [rule("a")], ASKED)).toEqual(["fix a", "fix a otherwise", "fix all a", "line a", "ask"]);
  const sparse = { fixes: [], suppressions: named("line", "container", "object") };
  const page = { fixAll: [], page: { title: "explain" } };
  expect(titles([sparse], [page], ASKED)).toEqual(["line", "container", "ask", "explain"]);
  expect(titles([sparse], [page], NOBODY)).toEqual(["line", "container", "object", "explain"]);
});

it("has eight entries for two findings, and a fix and a suppression for each of many", () => {
  const both = [finding("a"), finding("b")];
  const two = titles(both, [rule("a"), rule("b")], { ...ASKED, combined: named("both") });
  expect(two).toEqual(["fix a", "fix b", "both", "fix all a", "fix all b", "line a", "line b", "ask"]);
  const many = [..."abcdefghij"];
  const menu = titles(many.map(finding), many.map(rule), ASKED);
  for (const name of many) expect(menu).toEqual(expect.arrayContaining([`fix ${name}`, `line ${name}`]));
  expect(menu.length).toBeLessThanOrEqual(5 + 9 * 3);
});

it("is empty where nothing is found", () => {
  expect(titles([], [], NOBODY)).toEqual([]);
});
