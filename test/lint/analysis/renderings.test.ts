import { expect, it } from "vitest";
import { defineRule, type Rule } from "../../../server/lint/rule/rule.ts";
import type { Field } from "../../../server/yaml/tree/field.ts";
import { lintText, only } from "../../support/linting.ts";

// What the branches of a template make of a finding, with rules that say little. (What comes of real ones is in ../renderings.test.ts.)

const text = (...lines: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n${lines.map((line) => `  ${line}\n`).join("")}`;

function looking(
  id: string,
  severity: Rule["severity"],
  look: (spec: Field, report: (at: Field, own?: Rule["severity"]) => void) => void,
) {
  return defineRule({
    family: "x",
    tier: "recommended",
    title: "x",
    why: "x",
    id,
    severity,
    resource: ({ at }, { report }) => look(at("spec"), (field, own) => report(field, id, own ? { severity: own } : {})),
  });
}

const found = (rule: Rule, source: string, pinned = false) => {
  const settings = only([rule]);
  const own = settings.rules.get(rule.id);
  const rules = own && pinned ? new Map([[rule.id, { ...own, pinned }]]) : settings.rules;
  return lintText([rule], source, { ...settings, rules }).findings.map(({ severity, path }) => `${severity} ${path.join(".")}`);
};

const bad = (severity: Rule["severity"]) =>
  looking("bad", severity, (spec, report) => spec.at("x").value === "bad" && report(spec.at("x")));
const ONE_BRANCH = text("{{- if .a }}", "x: bad", "{{- else }}", "x: good", "{{- end }}");
const BOTH_BRANCHES = text("{{- if .a }}", "x: bad", "{{- else }}", "x: bad", "{{- end }}");

it("what is no error stays what it is in one branch", () => {
  expect(found(bad("info"), ONE_BRANCH)).toEqual(["info spec.x"]);
  expect(found(bad("warning"), ONE_BRANCH)).toEqual(["warning spec.x"]);
});

it("an error in one branch is a warning, in both an error", () => {
  expect(found(bad("error"), ONE_BRANCH)).toEqual(["warning spec.x"]);
  expect(found(bad("error"), BOTH_BRANCHES)).toEqual(["error spec.x", "error spec.x"]);
});

it("an error whose severity the user chose is one in any branch", () => {
  expect(found(bad("error"), ONE_BRANCH, true)).toEqual(["error spec.x"]);
});

it.each([
  ["z: 1", "z: 2"],
  ["z: 2", "z: 1"],
])("of what branches say with more and less weight the graver counts: %s, %s", (first, second) => {
  const rule = looking("weighed", "info", (spec, report) => report(spec.at("x"), spec.at("z").value === 2 ? "warning" : "info"));
  expect(found(rule, text("x: 1", "{{- if .a }}", first, "{{- else }}", second, "{{- end }}"))).toEqual(["warning spec.x"]);
});

it("the path of what only a branch has is that in the whole template", () => {
  const single = looking("single", "warning", (spec, report) => {
    const items = spec.at("list").items();
    if (items.length === 1) report((items[0] as Field).at("v"));
  });
  const list = text("list:", "  {{- if .a }}", "  - { v: 1 }", "  - { v: 2 }", "  {{- else }}", "  - { v: 3 }", "  {{- end }}");
  expect(found(single, list)).toEqual(["warning spec.list.2.v"]);
});

it("what stands outside of all branches is found though they change it", () => {
  const alone = looking("alone", "warning", (spec, report) => {
    if (spec.at("z").state !== "known") report(spec.at("x"));
  });
  expect(found(alone, text("x: 1", "{{- if .a }}", "z: 1", "{{- else }}", "z: 2", "{{- end }}"))).toEqual([]);
});
