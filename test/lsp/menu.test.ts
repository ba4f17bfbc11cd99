import { expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { menuOf, type Offers, type RuleOffers } from "../../server/lsp/feature/menu.ts";

const named = (...titles: readonly string[]): readonly CodeAction[] => titles.map((title) => ({ title }));
const finding = (name: string): Offers => ({
  fixes: named(`fix ${name}`, `fix ${name} otherwise`),
  suppressions: named(`line ${name}`, `container ${name}`, `object ${name}`),
  ask: named(`ask ${name}`),
});
const rule = (name: string): RuleOffers => ({ fixAll: named(`fix all ${name}`), page: { title: `explain ${name}` } });
const titles = (...menu: Parameters<typeof menuOf>) => menuOf(...menu).map(({ title }) => title);

it("has five entries for one finding, fixes first", () => {
  expect(titles([finding("a")], [rule("a")])).toEqual(["fix a", "fix a otherwise", "fix all a", "line a", "ask a"]);
  const sparse = { fixes: [], suppressions: named("line", "container"), ask: named("ask") };
  expect(titles([sparse], [{ fixAll: [], page: { title: "explain" } }])).toEqual(["line", "container", "ask", "explain"]);
});

it("has eight entries for two findings, and a fix and a suppression for each of many", () => {
  const two = titles([finding("a"), finding("b")], [rule("a"), rule("b")]);
  expect(two).toEqual(["fix a", "fix b", "fix all a", "fix all b", "line a", "line b", "ask a", "ask b"]);
  const many = [..."abcdefghij"];
  const menu = titles(many.map(finding), many.map(rule));
  for (const name of many) expect(menu).toEqual(expect.arrayContaining([`fix ${name}`, `line ${name}`]));
  expect(menu.length).toBeLessThanOrEqual(5 + 9 * 3);
});

it("is empty where nothing is found", () => {
  expect(titles([], [])).toEqual([]);
});
