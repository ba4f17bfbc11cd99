import { expect, it } from "vitest";
import { defineRule } from "../../server/api.ts";
import * as helm from "../../server/helm/helm.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import type { LinterConfig } from "../../server/lint/workspace/linter-config.ts";
import { only } from "../support/linting.ts";

// An error of ours takes away what it hits and nothing else, and it is reported wherever it happens.

const meta = { family: "x", severity: "warning", tier: "recommended", title: "x", why: "x" } as const;

/** Finds every Pod. */
const sound: Rule = defineRule({
  ...meta,
  id: "sound",
  resource(resource, { report }) {
    report(resource.root.at("metadata"), "Found.");
  },
});
/** Throws at objects of this name, which need not be written anywhere as it is. */
const throwsAt = (name: string): Rule =>
  defineRule({
    ...meta,
    id: "broken",
    resource(resource) {
      if (resource.name === name) throw new Error("cannot judge that");
    },
  });

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;

function linterOver(rules: readonly Rule[], files: Readonly<Record<string, string>>, more: Partial<LinterConfig> = {}): Linter {
  const settings = only(rules);
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", ...more });
  for (const [uri, text] of Object.entries(files)) linter.update(uri, text);
  linter.settle();
  return linter;
}

function crashes(linter: Linter, uri: string): readonly unknown[] {
  return linter.result(uri).crashes.map(({ rule, error, span }) => [rule, error.split("\n")[0], span.start]);
}

function found(linter: Linter, uri: string): readonly string[] {
  return linter.result(uri).findings.map(({ rule }) => rule);
}

it("of a build: it names its kustomization, and the others stand", () => {
  const read = (name: string) => {
    // What a build asks for that is no file of the linter.
    if (name.includes("outside.yaml")) throw new Error("cannot build that");
    return undefined;
  };
  const files = {
    "file:///a/kustomization.yaml": "resources: [pod.yaml, ../outside.yaml]\n",
    "file:///a/pod.yaml": pod("a"),
    "file:///b/kustomization.yaml": "resources: [pod.yaml]\n",
    "file:///b/pod.yaml": pod("b"),
  };
  const linter = linterOver([sound], files, { read });
  expect(crashes(linter, "file:///a/kustomization.yaml")).toEqual([[undefined, "Error: cannot build that", 0]]);
  expect(crashes(linter, "file:///b/kustomization.yaml")).toEqual([]);
  for (const folder of ["a", "b"]) expect(found(linter, `file:///${folder}/pod.yaml`)).toEqual(["sound"]);
});

it("of a rule at what a kustomization builds: once, at the kustomization", () => {
  const kustomization = "file:///a/kustomization.yaml";
  const files = {
    [kustomization]: "namePrefix: new-\nresources: [pod.yaml, other.yaml]\n",
    "file:///a/pod.yaml": pod("a"),
    "file:///a/other.yaml": pod("a").replace("Pod", "Service"),
  };
  const linter = linterOver([sound, throwsAt("new-a")], files);
  expect(crashes(linter, kustomization)).toEqual([["broken", "Error: cannot judge that", 0]]);
  expect(crashes(linter, "file:///a/pod.yaml")).toEqual([]);
  expect(found(linter, "file:///a/pod.yaml")).toEqual(["sound"]);
  linter.update(kustomization, "namePrefix: old-\nresources: [pod.yaml, other.yaml]\n");
  expect(linter.settle()).toContain(kustomization);
  expect(crashes(linter, kustomization)).toEqual([]);
});

it("of a rule at what a chart renders: once, at the chart", () => {
  const name = "file:///chart/Chart.yaml";
  const files = {
    "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "templates/pod.yaml": pod("{{ .Release.Name }}"),
    "templates/other.yaml": pod("{{ .Release.Name }}").replace("Pod", "Service"),
  };
  const all = new Map(Object.entries(files).map(([path, text]) => [path, { path, text }]));
  const linter = linterOver(
    [sound, throwsAt("release-name")],
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`file:///chart/${path}`, text])),
    { charts: { helm, files: () => all, find: () => () => undefined }, roleOf: (uri) => (uri === name ? "data" : "template") },
  );
  expect(crashes(linter, name)).toEqual([["broken", "Error: cannot judge that", 0]]);
  expect(found(linter, "file:///chart/templates/pod.yaml")).toEqual(["sound"]);
});

it("of a rule at a custom resource: in its file", () => {
  const broken = defineRule({
    ...meta,
    id: "broken",
    custom() {
      throw new Error("cannot judge that");
    },
  });
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
  versions: [{ name: v1, schema: { openAPIV3Schema: { type: object } } }]
`;
  const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\n";
  const rules = [sound, broken];
  const text = `${pod("a")}---
${widget}`;
  const linter = linterOver(rules, { "file:///crd.yaml": definition, "file:///w.yaml": text });
  expect(crashes(linter, "file:///w.yaml")).toEqual([["broken", "Error: cannot judge that", text.lastIndexOf("a }")]]);
  expect(found(linter, "file:///w.yaml")).toContain("sound");

  const built = {
    "file:///crd.yaml": definition,
    "file:///kustomization.yaml": "resources: [w.yaml]\n",
    "file:///w.yaml": widget,
  };
  expect(crashes(linterOver(rules, built), "file:///kustomization.yaml")).toEqual([["broken", "Error: cannot judge that", 0]]);
});
