import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import type { FileRole } from "../../../server/lint/analysis/dialect.ts";
import { Linter } from "../../../server/lint/workspace/linter.ts";
import { only } from "../../support/linting.ts";

// Documents without an object count only beside those that are one: the file decides, whatever came first.
const settings = only(rules.filter(({ id }) => id === "empty-document" || id === "unused-suppression"));
const OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
const NON_OBJECT = "---\nmetadata: {name: b}\n";
const URI = "file:///a.yaml";

function makeLinter(role?: FileRole): Linter {
  return new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", roleOf: () => role });
}

function linesFound(linter: Linter): readonly number[] {
  linter.settle();
  const { findings, text } = linter.result(URI);
  return findings.map(({ span }) => text.slice(0, span.start).split("\n").length);
}

describe("a document without an object", () => {
  it("counts as soon as the file holds one, and until it does not", () => {
    const linter = makeLinter();
    const steps: readonly (readonly [text: string, lines: readonly number[]])[] = [
      [NON_OBJECT, []],
      [`${OBJECT}${NON_OBJECT}`, [5]],
      [`kind: ${NON_OBJECT}`, []],
      [`${NON_OBJECT}---\n${OBJECT}`, [2]],
      [`${NON_OBJECT}---\n${OBJECT}---\n`, [2, 7]],
      [`---\n${OBJECT}`, []],
    ];
    for (const [text, lines] of steps) {
      linter.update(URI, text);
      expect(linesFound(linter), text).toEqual(lines);
      const fresh = makeLinter();
      fresh.update(URI, text);
      linter.settle();
      fresh.settle();
      expect(linter.result(URI)).toEqual(fresh.result(URI));
    }
  });

  it.each<[what: string, text: string, role?: FileRole]>([
    ["a template", `${OBJECT}---\n{{ if .Values.x }}\n{{ end }}\n---\n`],
    ["a patch", `${OBJECT}${NON_OBJECT}`, "patch"],
    ["a kind that something fills in", `${OBJECT}---\napiVersion: v1\nkind: \${KIND}\n`],
    ["broken YAML", `${OBJECT}---\na: [1\n`],
    ["what a merge may bring in", `${OBJECT}---\n<<: *x\n`],
    ["a marker", `${OBJECT}---\n# plimsoll-disable-next-line empty-document -- generated\nmetadata: {name: b}\n`],
  ])("is left alone: %s", (_, text, role) => {
    const linter = makeLinter(role);
    linter.update(URI, text);
    expect(linesFound(linter)).toEqual([]);
  });

  it("names a rule that fails on it", () => {
    const broken = rules
      .filter(({ id }) => id === "empty-document")
      .map((rule) => ({
        ...rule,
        nonObject: () => {
          throw new Error("cannot read that");
        },
      }));
    const own = only(broken);
    const linter = new Linter(broken, { settingsFor: () => own, scopeOf: () => "" });
    linter.update(URI, OBJECT + NON_OBJECT);
    linter.settle();
    expect(linter.result(URI).crashes.map(({ rule }) => rule)).toEqual(["empty-document"]);
  });
});
