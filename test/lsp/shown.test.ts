import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { readPreferences } from "../../server/lsp/session/preferences.ts";
import { wanted } from "../../server/lsp/session/shown.ts";
import { TimeBudget } from "../../server/lsp/session/time-budget.ts";
import { only } from "../support/linting.ts";
import { POD, PRIVILEGED } from "./sessions.ts";

const URI = "file:///shown.yaml";
const settings = only(rules);

/** What is shown of a text under settings of an editor, as `rule severity`. */
function shown(text: string, preferences: Readonly<Record<string, unknown>>, uri = URI): readonly string[] {
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", roleOf: () => undefined });
  linter.update(uri, text);
  linter.settle();
  return wanted(linter.result(uri), (slice) => linter.slice(uri, slice), readPreferences(preferences)).map(
    ({ rule, severity }) => `${rule} ${severity}`,
  );
}

const yaml = (text: string, yamlValidation: string, more = "") =>
  shown(`${more}apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${text}`, { yamlValidation }).filter((line) =>
    /^(invalid-yaml|duplicate-key)/.test(line),
  );

describe("beside a server that reports broken YAML", () => {
  it.each([
    ["a quote that is never closed", '  a: "b\n'],
    ["a second colon", "  a: b: c\n"],
    ["a tab", "  a:\n\tb: c\n"],
    ["a key that is there twice", "  a: b\n  a: c\n"],
  ])("%s is left to it", (_, text) => {
    expect(yaml(text, "on")).not.toEqual([]);
    expect(yaml(text, "off")).toEqual([]);
    expect(yaml(text, "off", "kind: A\n---\n")).toEqual([]); // its places count in the document
  });

  it.each([
    ["an escape that kubectl does not know", '  a: "\\/"\n'],
    ["an alias inside its own anchor", "  a: &x [*x]\n"],
    ["a key that only kubectl reads twice", '  "true": b\n  true: c\n'],
    ["a character that no YAML may hold", "  a: '\u0007'\n"],
    ["one of them below a key that is there twice", '  a: b\n  a: c\n  "true": b\n  true: c\n'],
  ])("%s stays", (_, text) => {
    const found = yaml(text, "off");
    expect(found).toHaveLength(1);
    expect(yaml(text, "on").length).toBeGreaterThanOrEqual(1);
  });

  it("a template keeps what is wrong in it", () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.name }}\ndata:\n  a: b\n  a: c\n`;
    const broken = (uri: string) =>
      shown(text, { yamlValidation: "off" }, uri).filter((line) => line.startsWith("duplicate-key"));
    expect(broken("file:///chart/templates/a.yaml")).toHaveLength(1);
  });
});

describe("severities of an editor", () => {
  it("are those of the last pattern that matches, whatever the rule has", () => {
    expect(shown(POD, {})).toContain(`${PRIVILEGED} error`);
    expect(shown(POD, { severities: { "privileged-*": "info" } })).toContain(`${PRIVILEGED} info`);
    expect(shown(POD, { severities: { "*": "off" } })).toEqual([]);
    expect(shown(POD, { severities: { "*": "off", [PRIVILEGED]: "warning" } })).toEqual([`${PRIVILEGED} warning`]);
    expect(shown(POD, { severities: { [PRIVILEGED]: "warning", "*": "off" } })).toEqual([]);
  });

  it("come before quiet", () => {
    expect(shown(POD, { quiet: true }).every((line) => line.endsWith(" error"))).toBe(true);
    expect(shown(POD, { quiet: true, severities: { [PRIVILEGED]: "info" } })).not.toContain(`${PRIVILEGED} info`);
    expect(shown(POD, { quiet: true, severities: { "missing-memory-limit": "error" } })).toContain("missing-memory-limit error");
  });

  it("that are none are named, and nothing is hidden", () => {
    const { problems, severities } = readPreferences({ severities: { "*": "fatal" } });
    expect(problems.join()).toContain("plimsoll.severities");
    expect(severities).toEqual([]);
  });
});

it("a document that takes too long is named once, until it is fast again", () => {
  const budget = new TimeBudget();
  expect(budget.note(URI, 10, 100)).toBeUndefined();
  expect(budget.note(URI, 200.4, 100)).toContain(`${URI} took 200 ms`);
  expect(budget.note(URI, 300, 100)).toBeUndefined();
  expect(budget.slow(URI)).toBe(300);
  expect(budget.note(URI, 100, 100)).toBeUndefined();
  expect(budget.slow(URI)).toBeUndefined();
  expect(budget.note(URI, 101, 100)).toBeDefined();
  expect(budget.note(URI, 1e6, 0)).toBeUndefined();
});
