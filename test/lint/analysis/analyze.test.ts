import { describe, expect, it } from "vitest";
import { analyze, analyzeText } from "../../../server/lint/analysis/analyze.ts";
import { DIALECTS, type DialectName, dialectOf, type FileRole, holdsParts } from "../../../server/lint/analysis/dialect.ts";
import { roleInChart, roleInKustomization } from "../../../server/lint/analysis/file-role.ts";
import { isLintable } from "../../../server/lint/analysis/lintable.ts";
import { defineRule, type Rule } from "../../../server/lint/rule/rule.ts";
import type { RuleSettings, Settings } from "../../../server/lint/rule/settings.ts";
import { Field } from "../../../server/yaml/tree/field.ts";
import { only } from "../../support/linting.ts";

// What rules are shown of one document, and what becomes of what they report.

const words = { family: "x", severity: "warning", tier: "recommended", title: "x", why: "x" } as const;

/** Reports every object that it is shown, at a field of it. */
function seeing(id: string, more: Partial<Rule> = {}, path: readonly string[] = ["kind"]): Rule {
  return defineRule({ ...words, id, resource: (resource, { report }) => report(resource.at(...path), resource.kind), ...more });
}

function findingsOf(rules: readonly Rule[], text: string, settings: Settings = only(rules), role?: FileRole) {
  return analyzeText(rules, text, settings, role).flatMap((analysis) => {
    if (analysis.crashes.length > 0) throw new Error(analysis.crashes[0]?.error);
    return analysis.findings;
  });
}

/** The same with one setting of one rule changed. */
function withOwn(rule: Rule, change: Partial<RuleSettings>): Settings {
  const settings = only([rule]);
  return { ...settings, rules: new Map([[rule.id, { ...(settings.rules.get(rule.id) as RuleSettings), ...change }]]) };
}

const object = (apiVersion: string, kind: string, more = "") => `apiVersion: ${apiVersion}\nkind: ${kind}\n${more}`;
const POD = object("v1", "Pod", "metadata: { name: a }\n");

describe("a rule is shown", () => {
  const shown = (rule: Rule, text: string) =>
    findingsOf([rule, seeing("all")], text).flatMap((one) => (one.rule === rule.id ? one.message : []));
  const TEXTS = [POD, object("apps/v1", "Deployment"), object("acme.io/v1", "Pod"), object("acme.io/v1", "Thing")].join("---\n");

  it.each<readonly [string, Rule, readonly string[]]>([
    ["every object", seeing("a"), ["Pod", "Deployment", "Pod", "Thing"]],
    ["those of its kinds", seeing("a", { kinds: ["Pod", "Deployment"] }), ["Pod", "Deployment"]],
    ["those of another group's kind", seeing("a", { kinds: ["acme.io/Pod"] }), ["Pod"]],
    ["those where one of its words stands", seeing("a", { needs: ["Deployment", "Thing"] }), ["Deployment", "Thing"]],
    ["those where all of its words stand, once", seeing("a", { needs: ["Thing", "acme"] }), ["Pod", "Thing"]],
  ])("%s", (_, rule, expected) => expect(shown(rule, TEXTS)).toEqual(expected));

  it("what its words and those of others say, each by itself", () => {
    const rules = [
      seeing("a", { needs: ["Thing", "Deployment"] }),
      seeing("b", { needs: ["Thing", "acme"] }),
      seeing("c", { needs: ["apps"] }),
      seeing("d", { needs: ["acme"] }),
    ];
    const all = findingsOf(rules, TEXTS).map(({ rule, message }) => `${rule} ${message}`);
    expect([...all].sort()).toEqual(["a Deployment", "a Thing", "b Pod", "b Thing", "c Deployment", "d Pod", "d Thing"]);
  });

  it("pods and containers where one of its words stands", () => {
    const needs = ["tty"];
    const rules = [
      defineRule({ ...words, id: "pod", needs, pod: ({ spec }, { report }) => report(spec, "pod") }),
      defineRule({ ...words, id: "any-pod", pod: ({ spec }, { report }) => report(spec, "pod") }),
      defineRule({ ...words, id: "container", needs, container: ({ field }, { report }) => report(field, "container") }),
      defineRule({ ...words, id: "any-container", container: ({ field }, { report }) => report(field, "container") }),
    ];
    const pod = (more: string) =>
      object("v1", "Pod", `metadata: { name: a }\nspec: { containers: [{ name: a${more} }, { name: b }] }\n`);
    const ids = (text: string) =>
      findingsOf(rules, text)
        .map(({ rule }) => rule)
        .sort();
    expect(ids(pod(""))).toEqual(["any-container", "any-container", "any-pod"]);
    expect(ids(pod(", tty: true"))).toEqual(["any-container", "any-container", "any-pod", "container", "container", "pod"]);
  });

  it("which others are on, and whether they are wherever it is", () => {
    const told: string[] = [];
    const asking = seeing("asking", {
      resource(_, { enabled, defersTo }) {
        for (const id of ["own", "other", "off"]) told.push(`${id} ${enabled(id)} ${defersTo(id)}`);
      },
    });
    const settings = only([asking]);
    const one = settings.rules.get("asking") as RuleSettings;
    const on: RuleSettings = { ...one, presets: ["recommended", "strict"] };
    const rules = new Map([
      ["asking", on],
      ["own", one],
      ["other", { ...one, presets: ["strict"] as const }],
    ]);
    findingsOf([asking], POD, { ...settings, rules });
    findingsOf([asking], POD, { ...settings, rules: new Map([...rules, ["other", on]]) });
    expect(told).toEqual([
      "own true true",
      "other true false",
      "off false false",
      "own true true",
      "other true true",
      "off false false",
    ]);
  });

  it("one by one, the same after others", () => {
    const rules = [seeing("a", { kinds: ["Pod"] }), seeing("b", { kinds: ["Deployment"] })];
    expect(findingsOf(rules, `${TEXTS}---\n${TEXTS}`).map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      "a Pod",
      "b Deployment",
      "a Pod",
      "b Deployment",
    ]);
  });

  it("nothing where it is off", () => {
    const off = seeing("off");
    expect(findingsOf([off, seeing("on")], POD, only([seeing("on")])).map(({ rule }) => rule)).toEqual(["on"]);
  });

  it("nothing of one object where it is off there", () => {
    const rule = seeing("a");
    const settings = only([rule]);
    const off = only([]);
    const own: Settings = { ...settings, forResource: ({ kind }) => (kind === "Pod" ? off : settings) };
    expect(findingsOf([rule], TEXTS, own).map(({ message }) => message)).toEqual(["Deployment", "Thing"]);
  });

  it("what was on before, once it is on again", () => {
    const rule = seeing("a");
    const settings = only([rule]);
    expect(findingsOf([rule], POD, settings).length).toBe(1);
    expect(findingsOf([], POD, settings).length).toBe(0);
    expect(findingsOf([rule], POD, settings).length).toBe(1);
  });
});

describe("a finding", () => {
  it("has the severity of its report, or of the rule, or the user's own", () => {
    const grave = seeing("a", { resource: ({ at }, { report }) => report(at("kind"), "x", { severity: "error" }) });
    expect(findingsOf([grave], POD)[0]?.severity).toBe("error");
    expect(findingsOf([seeing("a")], POD)[0]?.severity).toBe("warning");
    expect(findingsOf([grave], POD, withOwn(grave, { severity: "info", pinned: true }))[0]?.severity).toBe("info");
  });

  it("is no error where a template decides, unless the user says so", () => {
    const rule = seeing("a", { severity: "error" }, ["spec", "x"]);
    const text = object("v1", "Pod", "metadata: { name: a }\nspec: { x: {{ .x }} }\n");
    expect(findingsOf([rule], text)[0]?.severity).toBe("warning");
    expect(findingsOf([rule], text.replace("{{ .x }}", "1"))[0]?.severity).toBe("error");
    expect(findingsOf([rule], text, withOwn(rule, { severity: "error", pinned: true }))[0]?.severity).toBe("error");
  });

  it("bears the tag of its rule", () => {
    expect(findingsOf([seeing("a", { tag: "deprecated" })], POD)[0]?.tag).toBe("deprecated");
    expect(findingsOf([seeing("a")], POD)[0]).not.toHaveProperty("tag");
  });

  it("keeps its fixes, unless nobody will ask for them", () => {
    const fix = { title: "x", class: "safe", ops: [] } as const;
    const rule = seeing("a", { resource: ({ at }, { report }) => report(at("kind"), "x", { fixes: [fix] }) });
    expect(findingsOf([rule], POD)[0]?.fixes).toEqual([fix]);
    expect(findingsOf([rule], POD, { ...only([rule]), withoutFixes: true })[0]?.fixes).toEqual([]);
  });

  it("names its object and its container", () => {
    const rule = defineRule({ ...words, id: "a", container: ({ field }, { report }) => report(field.at("image"), "x") });
    const text = object("v1", "Pod", "metadata: { name: a, namespace: b }\nspec: { containers: [{ name: c, image: d }] }\n");
    expect(findingsOf([rule], text)[0]).toMatchObject({
      resource: { apiVersion: "v1", kind: "Pod", name: "a", namespace: "b" },
      container: "c",
    });
    expect(findingsOf([seeing("a")], text)[0]?.container).toBeUndefined();
    expect(findingsOf([seeing("a")], POD)[0]?.resource?.namespace).toBeNull();
  });

  it("leaves out a name that nobody knows", () => {
    const rule = seeing("a", { resource: ({ at, name }, { report }) => report(at("kind"), `Pod "${name}" is there.`) });
    expect(findingsOf([rule], object("v1", "Pod", "metadata: {}\n"))[0]?.message).toBe("Pod is there.");
    expect(findingsOf([rule], POD)[0]?.message).toBe('Pod "a" is there.');
  });

  it("comes while the rule is asked, and not afterwards", () => {
    const late: (() => void)[] = [];
    const rule = seeing("a", {
      resource({ at }, { report }) {
        late.push(() => report(at("kind"), "late"));
      },
    });
    const [first] = analyzeText([rule], POD, only([rule]));
    expect(late.length).toBe(1);
    for (const report of late) report();
    expect(first?.findings).toEqual([]);
  });

  it("of one place under several readings stays once, the graver", () => {
    const options = { level: { type: "string", default: "a", description: "x" } } as unknown as NonNullable<Rule["options"]>;
    const rule = seeing("a", {
      options,
      resource: ({ at }, { report, options: { level } }) => {
        report(at("kind"), `kind ${level}`, { severity: level === "b" ? "error" : "info" });
        report(at("apiVersion"), `version ${level}`);
        if (level === "b") report(at("metadata"), "only b");
      },
    } as Partial<Rule>);
    const settings = withOwn(rule, { options: { level: "a" }, readings: [{ level: "b" }] });
    expect(findingsOf([rule], POD, settings).map(({ message }) => message)).toEqual(["version a", "kind b", "only b"]);
  });
});

describe("a text that is broken", () => {
  const problems = defineRule({
    ...words,
    id: "broken",
    document(tree, { report }) {
      if (tree.problems.length > 0) report(Field.root(tree), "broken");
    },
  });
  it.each([
    [1, "apiVersion: v1\nkind: [Pod\n"],
    [1, '"apiVersion": v1\n"kind" : [Pod\n'],
    [0, "apiVersion: [v1\n"],
    [0, "kind: [Pod\n"],
    [0, "x:\n  apiVersion: v1\nkind: [Pod\n"],
    [0, "apiVersion: v1\nx:\n  kind: [Pod\n"],
    [0, "apiVersion: v1\nb: [x\n"],
    [0, "kind: Pod\nb: [x\n"],
    [0, "a: [1\n"],
    [0, "apiVersion: v1\nkind: Pod\n---\na: [1\n"],
    [0, "x:\n  apiVersion: v1\n  kind: [Pod\n"],
    [0, "apiVersion: v1\nkind: Pod\n"],
  ])("is ours to report (%i) where it is meant for Kubernetes: %j", (count, text) => {
    expect(findingsOf([problems], text).length).toBe(count);
  });
});

describe("a document without an object", () => {
  const other = defineRule({ ...words, id: "other", nonObject: (tree, { report }) => report(Field.root(tree), "other") });
  const half = defineRule({ ...words, id: "half", halfTyped: ({ root }, { report }) => report(root, "half") });
  const rules = [other, half];
  const analysis = (text: string, name: DialectName = "yaml") =>
    analyze({ rules, settings: only(rules), dialect: DIALECTS[name], text, start: 0, end: text.length });

  it("is told from one that lacks its kind", () => {
    expect(analysis("a: 1\n").nonObject?.map(({ rule }) => rule)).toEqual(["other"]);
    expect(analysis("a: 1\n").findings).toEqual([]);
    const halfTyped = analysis("apiVersion: v1\nmetadata: { name: a }\nspec: {}\n");
    expect(halfTyped.findings.map(({ rule }) => rule)).toEqual(["half"]);
    expect(halfTyped.nonObject).toBeUndefined();
  });
  it("is nothing special in a template or a patch", () => {
    for (const name of ["template", "patch"] as const) expect(analysis("a: 1\n", name).nonObject).toBeUndefined();
  });
});

describe("an error of ours", () => {
  it("in the reading itself is a crash of the document", () => {
    const dialect = {
      ...DIALECTS.yaml,
      parse: () => {
        throw new Error("cannot read");
      },
    };
    const { crashes, unchecked } = analyze({ rules: [], settings: only([]), dialect, text: "a", start: 0, end: 1 });
    expect(crashes.map(({ rule, error }) => [rule, error.split("\n")[0]])).toEqual([[undefined, "Error: cannot read"]]);
    expect(unchecked).toBe("internal-error");
  });
});

describe("dialects", () => {
  const rules = [
    seeing("name", {}, ["metadata", "name"]),
    seeing("label", {}, ["metadata", "labels"]),
    seeing("top", {}, ["spec", "name"]),
    seeing("form", { family: "schema" }, ["metadata", "labels"]),
    seeing("form-name", { family: "schema" }, ["metadata", "name"]),
    seeing("server-populated-field", { family: "schema" }, ["metadata", "labels"]),
  ];
  const text = object("v1", "Pod", "metadata: { name: a, labels: {} }\nspec: { name: x }\n");
  const ids = (role?: FileRole) =>
    findingsOf(rules, text, only(rules), role)
      .map(({ rule }) => rule)
      .sort();

  it("of a patch: its name and its namespace only find the object", () => {
    expect(ids()).toEqual(["form", "form-name", "label", "name", "server-populated-field", "top"]);
    expect(ids("patch")).toEqual(["form", "label", "server-populated-field", "top"]);
    expect(findingsOf([seeing("a", {}, ["metadata", "namespace"])], text, undefined, "patch")).toEqual([]);
  });
  it("of an assertion: only what cannot be there counts, and it is unchecked", () => {
    expect(ids("assertion")).toEqual(["form"]);
    const [first] = analyzeText(rules, text, only(rules), "assertion");
    expect(first?.unchecked).toBe("assertion");
  });
  it("of a template: it is checked as far as it can be read", () => {
    const unchecked = (more: string) => analyzeText(rules, `${POD}${more}`, only(rules))[0]?.unchecked;
    expect(unchecked("spec: { x: {{ .x }} }\n")).toBe("template");
    expect(unchecked("spec: { x: 1 }\n")).toBeUndefined();
  });

  it.each<readonly [string, FileRole | undefined, DialectName, boolean]>([
    ["a: 1\n", undefined, "yaml", false],
    ["a: {{ .x }}\n", undefined, "template", false],
    ["a: 1\n", "template", "template", false],
    ["a: 1\n", "patch", "patch", true],
    ["a: {{ .x }}\n", "patch", "template", false],
    ["a: 1\n", "assertion", "assertion", true],
    ["a: 1\n", "kustomization", "kustomization", false],
    ["a: 1\n", "data", "yaml", false],
  ])("%j as %s is read as %s", (source, role, name, parts) => {
    expect(dialectOf(source, role).name).toBe(name);
    expect(holdsParts(dialectOf(source, role))).toBe(parts);
  });
});

describe("what is lintable", () => {
  it.each<readonly [boolean, string, FileRole | undefined]>([
    [true, "apiVersion kind", undefined],
    [true, "apiVersion metadata", undefined],
    [true, "kind metadata", undefined],
    [false, "apiVersion", undefined],
    [false, "metadata", undefined],
    [false, "kind", undefined],
    [true, "initContainers:", "template"],
    [false, "initContainers:", undefined],
    [false, "x", "template"],
    [false, "apiVersion kind", "data"],
    [true, "", "kustomization"],
  ])("%s: %j as %s", (expected, text, role) => expect(isLintable(text, role)).toBe(expected));
});

describe("what a file is by its place", () => {
  it.each<readonly [string, FileRole | undefined]>([
    ["r/c/templates/a.yaml", "template"],
    ["r/c/templates/_a.tpl", "template"],
    ["r/c/templates/NOTES.txt", "data"],
    ["r/c/values.yaml", "data"],
    ["r/c/Chart.yaml", "data"],
    ["r/c/crds/a.yaml", undefined],
    ["r/c/files/a.yaml", undefined],
  ])("in a chart: %s is %s", (path, role) => expect(roleInChart(path, "r/c/")).toBe(role));
  it("outside of one", () => expect(roleInChart("r/a.yaml", undefined)).toBeUndefined());

  it.each<readonly [string, Parameters<typeof roleInKustomization>[1], FileRole | undefined]>([
    ["a/kustomization.yaml", undefined, "kustomization"],
    ["a/kustomization.yml", "patch", "kustomization"],
    ["a/x.yaml", "resource", undefined],
    ["a/x.yaml", "patch", "patch"],
    ["a/patch.yaml", "resource", undefined],
    ["a/x.yaml", "generated", "data"],
    ["a/x.yaml", "values", "data"],
    ["a/x.yaml", "configuration", "data"],
    ["a/x.yaml", "component", undefined],
    ["a/patch.yaml", undefined, "patch"],
    ["a/my-patch.yaml", undefined, "patch"],
    ["a/patches.prod.yml", undefined, "patch"],
    ["a/dispatch.yaml", undefined, undefined],
    ["a/assert.yaml", undefined, "patch"],
    ["a/00-assert.yaml", undefined, "assertion"],
    ["a/01-errors.yaml", undefined, "assertion"],
    ["a/01-errors-more.yaml", undefined, "assertion"],
    ["e2e-tests/x/compare/a.yaml", undefined, "assertion"],
    ["a/x.yaml", undefined, undefined],
  ])("%s as %s of a kustomization is %s", (path, role, expected) => expect(roleInKustomization(path, role)).toBe(expected));
});

it("a name that is not known is left out of what a rule says, also of other places", () => {
  const rule = seeing("a", {
    resource: ({ root }, { report }) => report(root, 'Pod "" is odd.', { related: [{ message: 'Container "".', at: root }] }),
  });
  const [finding] = findingsOf([rule], POD);
  expect([finding?.message, finding?.related[0]?.message]).toEqual(["Pod is odd.", "Container."]);
});
