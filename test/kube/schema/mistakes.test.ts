import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { expectFresh, recorded } from "../../oracle/recording.ts";
import { refused, type Validated, validate } from "../../oracle/validate.ts";
import { lintText, presetSettings } from "../../support/linting.ts";

// The mistakes that people make in manifests, each in every object in which it can be made: what kubectl or the API server refuses is found. What is
// said, where, and with which fix stands in schema-mistakes.txt: read its diff.

const NAME = "schema.mistakes";
const settings = presetSettings(rules, ["recommended"]);
const objects = readFileSync(new URL("../../data/mistakes.yaml", import.meta.url), "utf8").split("---\n");

/** Replaces what is there; nothing to be mistaken about elsewhere. */
const swap = (what: RegExp | string, by: string) => (text: string) => text.replace(what, by);
const KEY = /^( *(?:- )?)([a-z]+)([A-Z])(\w*):/m;

const MISTAKES: Readonly<Record<string, (text: string) => string>> = {
  "kind misspelt": (text) => text.replace(/^kind: (\w)(\w)(\w+)/m, "kind: $1$3"),
  "kind in lower case": (text) => text.replace(/^kind: (\w+)/m, (_, kind: string) => `kind: ${kind.toLowerCase()}`),
  "no kind": swap(/^kind: .*\n/m, ""),
  "no apiVersion": swap(/^apiVersion: .*\n/m, ""),
  "another group": swap(/^apiVersion: .*/m, "apiVersion: example/v1"),
  "another version": swap(/^(apiVersion: .*)v\d$/m, "$1v9"),
  "spec misspelt": swap(/^(spec|data|roleRef|rules):/m, "spc:"),
  "metadata misspelt": swap(/^metadata:/m, "metdata:"),
  "containers misspelt": swap(/^( *)containers:/m, "$1contaners:"),
  "image misspelt": swap(/^( *)image:/m, "$1imgae:"),
  "a field in snake case": (text) =>
    text.replace(new RegExp(KEY, "gm"), (all, head: string, first: string, letter: string, rest: string) =>
      first === "api" ? all : `${head}${first}_${letter.toLowerCase()}${rest}:`,
    ),
  "labels at the root": swap(/^metadata:/m, "labels:\n  a: b\nmetadata:"),
  "a field of the pod in the container": swap(
    /^( *)imagePullPolicy:/m,
    "$1restartPolicyy: Always\n$1hostNetwork: true\n$1imagePullPolicy:",
  ),
  "no name": swap(/^ {2}name: web\n/m, ""),
  "an empty name": swap(/^ {2}name: web$/m, '  name: ""'),
  "a string for a boolean": swap(/: (true|false)$/m, ': "$1"'),
  "a string for an integer": swap(/: (\d+)$/m, ': "$1"'),
  "a number for a string": swap(/^ {2}name: web$/m, "  name: 5"),
  "a mapping for a list": swap(/^( *)- (?=\w+: )/m, "$1  "),
  "a text for a list": swap(/^( *\w+):\n *- ([\w."]+)$/m, "$1: $2"),
  "a text for a mapping": swap(
    /^( *(?:emptyDir|requests|podSelector|selector|roleRef|data|backend)):.*\n(?: {2,}.*\n)*/m,
    "$1: text\n",
  ),
  "a word that is not allowed": swap(
    /((?:imagePullPolicy|concurrencyPolicy|podManagementPolicy|pathType|volumeMode|protocol|type|kind: ClusterRole\n|operator)): \w+/,
    "$1: Sometimes",
  ),
  "an allowed word in lower case": (text) =>
    text.replace(
      /(imagePullPolicy|concurrencyPolicy|podManagementPolicy|pathType|volumeMode|protocol|type): (\w+)/,
      (_, key: string, word: string) => `${key}: ${word.toLowerCase()}`,
    ),
  "what is needed is not there": swap(/^ *(?:image|schedule|pathType|maxReplicas|accessModes|storage|port|apiGroup): ?.*\n/m, ""),
  "an item twice": (text) => text.replace(/^( *)- (name: .*|port: .*|protocol: .*)\n((?:\1 {2}.*\n)*)/m, "$&$&"),
  "a key twice": swap(/^ {2}name: web\n/m, "  name: web\n  name: other\n"),
  "two sources": swap(/^( *)emptyDir: \{\}\n/m, "$&$1configMap:\n$1  name: x\n"),
  "a value and where it comes from": swap(/^( *)valueFrom:/m, "$1value: x\n$&"),
  "an item of nothing": swap(/^( *)- \w.*\n(?:\1 {2}.*\n)*/m, "$1-\n"),
  "a field of another version": swap(/^spec:\n/m, "spec:\n  podManagementPolicies: x\n"),
  "a label with a blank": swap(/app: web$/m, "app: my web"),
  "a quantity with a wrong unit": swap(/(memory|storage|cpu): \w+/, "$1: 64MB"),
  "a port above 65535": swap(/(containerPort|port|number): \d+/, "$1: 70000"),
  "template and selector swapped": (text) =>
    text
      .replace(/^ {2}selector:/m, "  tmp:")
      .replace(/^ {2}template:/m, "  selector:")
      .replace(/^ {2}tmp:/m, "  template:"),
  "labels that the selector does not match": swap(/(template:\n {4}metadata:\n {6}labels:\n {8}app): web/, "$1: other"),
  "no blank behind a colon": swap(/^ {2}name: web$/m, "  name:web"),
};

const mistaken = Object.fromEntries(
  objects.map((text) => [
    /^kind: (\w+)/m.exec(text)?.[1] as string,
    Object.entries(MISTAKES).flatMap(([what, make]) => (make(text) === text ? [] : { what, text: make(text) })),
  ]),
);

describe("mistakes in manifests", () => {
  it("are recorded", async () => {
    const answers = () =>
      Object.values(mistaken).map((list) =>
        validate(list.map(({ text }) => text))
          .map((answer) => (refused(answer as Validated) ? "r" : "-"))
          .join(""),
      );
    await expectFresh("validate", NAME, mistaken, answers);
  });

  it("are found where the server refuses them", async () => {
    const answers = recorded<string>(NAME);
    const lines: string[] = [];
    const missed: string[] = [];
    for (const [kind, list] of Object.entries(mistaken))
      for (const [i, { what, text }] of list.entries()) {
        const errors = lintText(rules, text, settings).findings.filter(({ severity }) => severity === "error");
        const isRefused = answers[kind]?.[i] === "r";
        if (isRefused && errors.length === 0) missed.push(`${kind}: ${what}`);
        lines.push(`${kind}: ${what}${isRefused ? "" : " (taken)"}`);
        for (const { span, message, rule, fixes } of errors) {
          const line = text.slice(0, span.start).split("\n").length;
          const fix = fixes[0] ? ` → ${fixes[0].title}` : "";
          lines.push(`    ${line} [${text.slice(span.start, span.end)}] ${message} (${rule})${fix}`);
        }
      }
    expect(missed).toEqual([]);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../../data/schema-mistakes.txt");
  });

  it("are none in the objects as they stand", () => {
    for (const text of objects)
      expect(lintText(rules, text, settings).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
