import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintText, presetSettings } from "../support/linting.ts";

// kubectl refuses an object without a kind or an apiVersion, and nothing else in it would be looked at.

const settings = presetSettings(rules, ["recommended"]);
const found = (text: string, uri?: string) =>
  lintText(rules, text, settings, uri)
    .findings.filter(({ rule }) => rule === "schema-violation")
    .map(({ message, span, fixes }) => `${text.slice(span.start, span.end)}: ${message} ${fixes.map(({ title }) => title)}`);

it.each<readonly [string, string, readonly string[]]>([
  ["no apiVersion", "kind: Pod\nmetadata: {name: a}\n", ["Pod: This Pod has no apiVersion, so it is refused. Use v1"]],
  [
    "a version that is misspelt",
    "apiversion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n",
    ['apiversion: This Deployment has no apiVersion, so it is refused; did you mean "apiVersion"? Rename to apiVersion'],
  ],
  ["no kind", "apiVersion: apps/v1\nmetadata: {name: a}\n", ["apps/v1: This object of apps/v1 has no kind, so it is refused. "]],
  ["an empty kind", "apiVersion: v1\nkind:\nmetadata: {name: a}\n", ["v1: This object of v1 has no kind, so it is refused. "]],
  [
    "a list",
    "apiVersion: [v1]\nkind: Pod\nmetadata: {name: a}\n",
    ['apiVersion: "apiVersion" must be a string, not a list: the object is refused. '],
  ],
  [
    "a number",
    "apiVersion: v1\nkind: 7\nmetadata: {name: a}\n",
    ['7: "kind" must be a string, not a number: the object is refused. '],
  ],
  [
    "a boolean",
    "apiVersion: yes\nkind: Pod\nmetadata: {name: a}\n",
    ['yes: "apiVersion" must be a string, not a boolean: the object is refused. '],
  ],
  ["a kind that is not one of Kubernetes'", "kind: Component\nmetadata: {name: a}\n", []],
  ["a version of nobody's", "apiVersion: example.com/v1\nmetadata: {name: a}\n", []],
  ["no name: a part of an object", "kind: Pod\nmetadata: {labels: {a: b}}\n", []],
  ["a template", "kind: Pod\nmetadata: {name: a}\n{{ .x }}\n", []],
  ["a chart", "apiVersion: v1\nname: chart\nmetadata: a\n", []],
])("%s", (_, text, expected) => expect(found(text)).toEqual(expected));

it.each([
  ["apiVersion apps/v1\nkind: Deployment\nmetadata:\n  name: a\n"],
  ["apiVersion= apps/v1\nkind: Deployment\nmetadata:\n  name: a\n"],
  ["- apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n"],
  ["apiVersion: apps/v1\n- kind: Deployment\nmetadata:\n  name: a\n"],
  ["apiVersion: apps/v1\nkind Deployment\nmetadata:\n  name: a\n"],
])("is broken YAML where a half has lost its form: %j", (text) => {
  const { findings } = lintText(rules, text, settings);
  expect(findings.map(({ rule }) => rule)).toContain("invalid-yaml");
});
