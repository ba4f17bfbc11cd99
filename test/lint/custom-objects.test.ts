import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { definitionOf } from "../../server/kube/schema/json-schema-file.ts";
import { presetSettings } from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: {type: integer, minimum: 1}
                colour: {type: string, enum: [red, green]}
                code: {type: string, pattern: '^(a+)+$'}
                port: {x-kubernetes-int-or-string: true}
                extra: {type: object, x-kubernetes-preserve-unknown-fields: true}
                labels: {type: object, additionalProperties: {type: string}}
                parts:
                  type: array
                  items: {type: object, properties: {name: {type: string}}}
`;

function widget(spec: string, version = "v1"): string {
  return `apiVersion: example.com/${version}\nkind: Widget\nmetadata: {name: one}\nspec: ${spec}\n`;
}

function linterOver(files: Readonly<Record<string, string>>): Linter {
  const settings = presetSettings(rules, ["recommended"]);
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "" });
  for (const [uri, text] of Object.entries(files)) linter.update(uri, text);
  linter.settle();
  return linter;
}

function found(linter: Linter, uri = "file:///w.yaml"): readonly string[] {
  return linter.result(uri).findings.map(({ rule, path }) => `${rule} ${path.join(".")}`);
}

describe("custom resources whose definition stands in another file", () => {
  it.each([
    ["{size: 1, colour: red, port: 80, extra: {any: thing}, labels: {a: b}, parts: [{name: x}]}", []],
    ["{sze: 1}", ["unknown-field spec.sze"]],
    ["{colour: red}", ["schema-violation spec.size"]],
    ["{size: big}", ["schema-violation spec.size"]],
    ["{size: 0}", ["schema-violation spec.size"]],
    ["{size: 1, colour: Red}", ["schema-violation spec.colour"]],
    ["{size: 1, parts: {name: x}}", ["schema-violation spec.parts"]],
    ["{size: 1, labels: {a: 1}}", ["schema-violation spec.labels.a"]],
    ["{size: 1, port: true}", ["schema-violation spec.port"]],
  ])("%s", (spec, expected) => {
    expect(found(linterOver({ "file:///crd.yaml": DEFINITION, "file:///w.yaml": widget(spec) }))).toEqual(expected);
  });

  it("comes to an end with a pattern that is hostile: a backtracking engine would take years", () => {
    const spec = `{size: 1, code: ${"a".repeat(40)}!}`;
    expect(found(linterOver({ "file:///crd.yaml": DEFINITION, "file:///w.yaml": widget(spec) }))).toEqual([
      "schema-violation spec.code",
    ]);
  });

  it("says nothing of kinds that are not defined, and of definitions that are broken", () => {
    expect(found(linterOver({ "file:///w.yaml": widget("{sze: 1}") }))).toEqual([]);
    for (const broken of [
      "openAPIV3Schema: 7",
      "openAPIV3Schema: {type: [object]}",
      "openAPIV3Schema: {$ref: '#'}",
      "other: {}",
    ]) {
      const text = DEFINITION.replace(/openAPIV3Schema:[\s\S]*/, `${broken}\n`);
      expect(found(linterOver({ "file:///crd.yaml": text, "file:///w.yaml": widget("{sze: 1}") })), broken).toEqual([]);
    }
  });

  it("counts, where no repository is known, for what lies beside and below the folder of definitions", () => {
    const files = {
      "file:///a/config/crd/bases/w.yaml": DEFINITION,
      "file:///a/app/w.yaml": widget("{sze: 1}"),
      "file:///b/w.yaml": widget("{sze: 1}"),
    };
    const linter = linterOver(files);
    expect(found(linter, "file:///a/app/w.yaml")).toEqual(["unknown-field spec.sze"]);
    expect(found(linter, "file:///b/w.yaml")).toEqual([]);
  });

  it("takes a JSON schema for a definition", () => {
    const schema = JSON.stringify({
      type: "object",
      properties: { spec: { type: ["object", "null"], properties: { size: { type: "integer" } } } },
    });
    const text = definitionOf("schemas/example.com/widget_v1.json", schema) as string;
    expect(found(linterOver({ "file:///crd.yaml": text, "file:///w.yaml": widget("{sze: 1}") }))).toEqual([
      "unknown-field spec.sze",
    ]);
    const named = {
      ...JSON.parse(schema),
      "x-kubernetes-group-version-kind": [{ group: "example.com", kind: "Widget", version: "v1" }],
    };
    expect(definitionOf("any.json", JSON.stringify(named))).toContain('"kind":"Widget"');
    for (const [path, other] of [
      ["any.json", schema],
      ["a.b/c_v1.json", "[1]"],
      ["a.b/c_v1.json", "{"],
    ] as const)
      expect(definitionOf(path, other)).toBeUndefined();
  });

  it("follows the definition", () => {
    const linter = linterOver({ "file:///w.yaml": widget("{size: 1, shape: round}"), "file:///crd.yaml": DEFINITION });
    expect(found(linter)).toEqual(["unknown-field spec.shape"]);
    linter.update("file:///crd.yaml", DEFINITION.replace("size: {type", "shape: {type: string}\n                size: {type"));
    expect(linter.settle()).toContain("file:///w.yaml");
    expect(found(linter)).toEqual([]);
    linter.remove("file:///crd.yaml");
    linter.settle();
    expect(found(linter)).toEqual([]);
    linter.update("file:///crd.yaml", DEFINITION);
    linter.settle();
    expect(found(linter)).toEqual(["unknown-field spec.shape"]);
  });
});
