import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { expectFresh, recorded } from "../../oracle/recording.ts";
import { refused, type Validated, validate } from "../../oracle/validate.ts";
import { lintText, presetSettings } from "../../support/linting.ts";

// What pkg/apis/*/validation of Kubernetes asks of fields together, check by check: objects that break one each, with others that only look as if they did.
// What Kubernetes refuses is an error here, and of what it takes the rules about schemas say nothing.

interface Case {
  readonly what: string;
  readonly object: object;
}

const NAME = "schema.contradictions";
const ABOUT_SCHEMA = /^(?:schema-violation|unknown-|selector-label-mismatch|conflicting-security-context|invalid-(?!image))/;
const settings = presetSettings(rules, ["recommended"]);
const cases = readFileSync(new URL("../../data/contradictions.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);
const questions = Object.fromEntries(cases.map(({ what, object }) => [what, object]));

describe("fields that contradict each other", () => {
  it("are recorded as Kubernetes judges them", async () => {
    expect(Object.keys(questions)).toHaveLength(cases.length);
    const answers = () =>
      validate(Object.values(questions) as object[]).map((answer) => (refused(answer as Validated) ? "refused" : "taken"));
    await expectFresh("validate", NAME, questions, answers);
  });

  it("are found, nearly all, and nothing else", () => {
    const answers = recorded<string>(NAME);
    const missed: string[] = [];
    const wrong: string[] = [];
    for (const { what, object } of cases) {
      const errors = lintText(rules, JSON.stringify(object, undefined, 1), settings).findings.filter(
        ({ severity }) => severity === "error",
      );
      if (answers[what] === "refused") {
        if (errors.length === 0) missed.push(what);
      } else wrong.push(...errors.filter(({ rule }) => ABOUT_SCHEMA.test(rule)).map(({ message }) => `${what}: ${message}`));
    }
    expect(wrong).toEqual([]);
    const refusals = cases.filter(({ what }) => answers[what] === "refused").length;
    expect(missed.length, missed.join("\n")).toBeLessThan(refusals * 0.05);
  });
});
