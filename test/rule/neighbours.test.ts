import { describe, expect, it } from "vitest";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { NEWEST_KUBERNETES } from "../../server/lint/rule/settings.ts";
import { lintingTexts, only } from "../support/linting.ts";
import { documentsOf, neighboursOf, textOf } from "../support/neighbours.ts";
import { type RuleCase, ruleCases } from "../support/rule-samples.ts";

// Where a rule begins and ends: each case of its sample with one thing changed, and for other versions of Kubernetes. What is said differently
// then is written to test/data/neighbours, to be read (`+` is a fix); what is said the same is left out.
describe.each(byRule())("%s", (id, { family }, cases) => {
  it("says the same around its sample as before", async () => {
    const text = cases.map((one) => [one.title, ...differences(one).map((line) => `  ${line}`), ""].join("\n")).join("\n");
    await expect(text).toMatchFileSnapshot(`../data/neighbours/${family}/${id}.txt`);
  });
});

function byRule(): [string, Rule, readonly RuleCase[]][] {
  const cases = new Map<Rule, RuleCase[]>();
  for (const one of ruleCases()) cases.set(one.rule, [...(cases.get(one.rule) ?? []), one]);
  return [...cases].map(([rule, of]) => [rule.id, rule, of]);
}

function differences(one: RuleCase): readonly string[] {
  const documents = documentsOf(one.text);
  const saidOf = saying(one);
  const said = saidOf(one.text);
  if (!documents || saidOf(textOf(documents)) !== said) return ["is about how it is written"];
  const around = new Map<string, string[]>();
  for (const { where, what, text } of neighboursOf(documents)) {
    const now = saidOf(text);
    const line = (what: string) => `${where} ${what}: ${now || "nothing"}`;
    if (now !== said) around.set(line("…"), [...(around.get(line("…")) ?? []), what]);
  }
  return [...versions(one), ...[...around].map(([line, whats]) => line.replace("…", () => whats.join(" or ")))];
}

/** The versions from which on something else is said than for the one before. */
function versions(one: RuleCase): readonly string[] {
  const known = new Map<number, string>();
  const at = (kubernetes: number): string => {
    const said = known.get(kubernetes) ?? saying({ ...one, kubernetes })(one.text);
    known.set(kubernetes, said);
    return said;
  };
  const changes = (from: number, to: number): readonly number[] => {
    if (at(from) === at(to)) return [];
    if (to - from === 1) return [to];
    const middle = Math.floor((from + to) / 2);
    return [...changes(from, middle), ...changes(middle, to)];
  };
  return [0, 16, 24, 30, NEWEST_KUBERNETES].flatMap((to, i, all) =>
    i === 0 ? [] : changes(all[i - 1] as number, to).map((version) => `since 1.${version}: ${at(version) || "nothing"}`),
  );
}

/** Severity, a `+` for each fix, and place of each finding. The words are in the sample's `.findings.txt`. */
function saying({ rule, options, kubernetes }: RuleCase): (text: string) => string {
  const lint = lintingTexts([rule], only([rule], options, kubernetes));
  return (text) => {
    const said = lint(text).findings.map(
      ({ severity, path, fixes }) => `${severity}${"+".repeat(fixes.length)} ${path.join(".")}`,
    );
    return said.sort().join(", ");
  };
}
