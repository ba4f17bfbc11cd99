import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { lintText } from "../support/linting.ts";
import { PLACES } from "./values.table.ts";

// What rules with a table of values say of each value that may stand in a place. A sample shows a few of them; the files in test/data/values have
// all, to be read: an entry that is dropped from a rule's table changes its line.
it.each(PLACES.map((place) => [place.name, place] as const))("%s", async (name, { rules: ids, values, manifest }) => {
  const asked = ids.map((id) => rules.find((rule) => rule.id === id) as Rule);
  const lines = values.map((value) => {
    const { findings } = lintText(asked, manifest(value));
    const found = new Set(findings.map(({ rule, severity, fixes }) => `${rule} (${severity}${fixes.length > 0 ? ", fix" : ""})`));
    return `${value}: ${[...found].sort().join(", ") || "nothing"}\n`;
  });
  await expect(lines.join("")).toMatchFileSnapshot(`../data/values/${name}.txt`);
});
