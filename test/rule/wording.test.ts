import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { ruleCases } from "../support/rule-samples.ts";

// What a user reads: a headline that says what is wrong and on what; the consequence is the rule's `why`, in the hover and on a line of its own.

const MOST = 90;

/** Phrasings that no native writer would sign, with what to write instead. */
const ODD: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\bfor ever\b/, "forever"],
  [/\bstands? (?:twice|readable|beside|among)\b/, "is set twice, is in plain text"],
  [/\bsays? not\b/, "does not say"],
  [
    /(?<!\bthere )\bis no (?!longer\b|replacement\b)(?:[a-z-]+ )*(?:reference|level|duration|version|kind|object|address|label|name|quantity|wildcard|base64)\b/i,
    "is not a",
  ],
  [/\bknows? no\b/, "has no"],
  [/\bin vain\b/, "without effect"],
  [/\bfor want of\b/, "without"],
  [/\bis meant\?/, "did you mean"],
  [/\bso its holders can\b/, "leave the consequence to the rule's why"],
  [/; is [^?]+\?$/, "did you mean"],
  [/\b(?:lies?|cross(?:es)?|sends?)\b[^.;]* readable\b/, "in plain text"],
  [/^(?:Write [^ ]+|Take [^ ]+ out of [^ ]+)$/, "Change it to, Remove"],
  [/\bby a load balancer\b|\bpasses TLS on\b|\bonce and never again\b/, "through, only once"],
  [/\bhis\b|\bhouse's\b|\ba house\b/, "their, a team"],
  [/\bwhoever they like\b|\bround what\b|\bgoes by\b/, "plain words"],
];

/** The messages and titles of fixes of everything that the rules find in the samples, each with its rule. */
function findings(): readonly (readonly [rule: string, message: string, titles: readonly string[]])[] {
  return ruleCases().flatMap(({ text, settings, rule }) => {
    const own = { ...settings, rules: new Map([...settings.rules].filter(([id]) => id === rule.id)) };
    const exists = (_: string, name: string) => !name.includes("missing");
    const linter = new Linter(rules, { settingsFor: () => own, roleOf: () => undefined, scopeOf: () => "", exists });
    linter.update("file:///sample.yaml", text);
    linter.settle();
    const { findings } = linter.result("file:///sample.yaml");
    return findings.map(({ rule, message, fixes }) => [rule, message, fixes.map(({ title }) => title)] as const);
  });
}

describe("wording", { timeout: 600_000 }, () => {
  const found = findings();

  it("finds something for most rules", () => expect(new Set(found.map(([rule]) => rule)).size).toBeGreaterThan(350));

  it(`messages are headlines of at most ${MOST} characters, on one line, with a full stop or a question mark`, () => {
    const wrong = found.filter(([, message]) => message.length > MOST || /\n/.test(message) || !/[.?]$/.test(message));
    expect([...new Set(wrong.map(([rule, message]) => `${rule} (${message.length}): ${message}`))]).toEqual([]);
  });

  it("titles are short and have no full stop", () => {
    expect(
      rules.filter(({ title }) => title.length > 75 || /[.!?]$/.test(title)).map(({ id, title }) => `${id}: ${title}`),
    ).toEqual([]);
  });

  it("messages, fixes and pages have no odd phrasing", () => {
    const texts = [
      ...found.flatMap(([rule, message, titles]) => [message, ...titles].map((text) => [rule, text] as const)),
      ...rules.flatMap(({ id, title, why, ignoreWhen = "", how = "" }) =>
        [title, why, ignoreWhen, how].map((text) => [id, text] as const),
      ),
    ];
    const wrong = texts.flatMap(([rule, text]) =>
      ODD.filter(([phrase]) => phrase.test(text)).map(
        ([phrase, instead]) => `${rule}: "${phrase.exec(text)?.[0]}" (${instead}) in: ${text}`,
      ),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});
