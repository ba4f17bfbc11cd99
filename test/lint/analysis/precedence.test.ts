import { describe, expect, it } from "vitest";
import type { Severity } from "../../../server/lint/rule/finding.ts";
import { defineRule, type Rule, type Tier } from "../../../server/lint/rule/rule.ts";
import type { Path } from "../../../server/yaml/tree/field.ts";
import { lintText } from "../../support/linting.ts";

// A rule yields to another one where both speak of the same thing, and nowhere else.
const TEXT =
  "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  hostPID: true\n  containers:\n    - { name: a, image: a }\n    - { name: b, image: b }\n";

/** A rule that reports each of these fields. */
function rule(
  id: string,
  places: readonly Path[],
  more: { severity?: Severity; tier?: Tier; yieldsTo?: readonly string[] } = {},
): Rule {
  return defineRule({
    id,
    family: "test",
    severity: "warning",
    tier: "recommended",
    title: id,
    why: id,
    ...more,
    resource(resource, { report }) {
      for (const path of places) report(resource.at(...path), `${id} ${path.join(".")}`);
    },
  });
}

const found = (...rules: readonly Rule[]) => {
  const alone = foundBeside([], rules);
  expect(foundBeside([MANY], rules)).toEqual(alone);
  return alone;
};

/** Findings elsewhere, so many that they are looked up by place. */
const MANY = rule(
  "many",
  Array.from({ length: 120 }, (_, i) => ["metadata", "labels", `x${i}`]),
);

function foundBeside(others: readonly Rule[], rules: readonly Rule[]): readonly string[] {
  return lintText([...rules, ...others], TEXT)
    .findings.flatMap(({ rule, message }) => (rule === MANY.id ? [] : message))
    .sort();
}

const image = (i: number): Path => ["spec", "containers", i, "image"];

describe("a rule that yields to another", () => {
  it("is silent where the other reports the same node, one above it or one below it", () => {
    const weak = rule("weak", [image(0)], { yieldsTo: ["strong"] });
    expect(found(weak, rule("strong", [image(0)]))).toEqual(["strong spec.containers.0.image"]);
    expect(found(weak, rule("strong", [["spec", "containers", 0]]))).toEqual(["strong spec.containers.0"]);
    const wide = rule("weak", [["spec", "containers", 0]], { yieldsTo: ["strong"] });
    expect(found(wide, rule("strong", [image(0)]))).toEqual(["strong spec.containers.0.image"]);
  });

  it("speaks where the other reports a node beside it", () => {
    const weak = rule("weak", [image(0)], { yieldsTo: ["strong"] });
    expect(found(weak, rule("strong", [image(1)]))).toEqual(["strong spec.containers.1.image", "weak spec.containers.0.image"]);
    expect(found(weak, rule("strong", [["spec", "hostPID"]]))).toHaveLength(2);
  });

  it("speaks for each node by itself", () => {
    const weak = rule("weak", [image(0), image(1)], { yieldsTo: ["strong"] });
    expect(found(weak, rule("strong", [image(1)]))).toEqual(["strong spec.containers.1.image", "weak spec.containers.0.image"]);
  });

  it("speaks where it is an error and the other is milder", () => {
    const weak = rule("weak", [image(0)], { severity: "error", yieldsTo: ["strong"] });
    expect(found(weak, rule("strong", [image(0)]))).toHaveLength(2);
    expect(found(weak, rule("strong", [image(0)], { severity: "error" }))).toEqual(["strong spec.containers.0.image"]);
  });

  it("speaks where only a larger preset has the other", () => {
    const weak = rule("weak", [image(0)], { yieldsTo: ["strong"] });
    expect(found(weak, rule("strong", [image(0)], { tier: "strict" }))).toHaveLength(2);
  });

  it("does not yield to what it does not name", () => {
    expect(found(rule("weak", [image(0)], { yieldsTo: ["other"] }), rule("strong", [image(0)]))).toHaveLength(2);
  });
});
