import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { ruleUrl } from "../../server/report/page/rule-url.ts";

describe("where a rule is explained", () => {
  it.each(["https://example.org/plimsoll", "https://example.org/plimsoll/"])("on the site %s that the build names", (site) => {
    const url = ruleUrl(rules, site);
    expect(url("privileged-container")).toBe("https://example.org/plimsoll/rules/privileged-container.html");
    expect(rules.filter(({ id }) => url(id) === null)).toEqual([]);
    expect(url("no-such-rule")).toBeNull();
  });

  it("without one, where its source is", () => {
    const url = ruleUrl(rules, "");
    expect(url("privileged-container")).toMatch(/^https:\/\/kubernetes\.io\//);
    expect(rules.filter((rule) => url(rule.id) !== (rule.references?.[0] ?? null))).toEqual([]);
  });
});
