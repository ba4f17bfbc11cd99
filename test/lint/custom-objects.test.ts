import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import * as helm from "../../server/helm/helm.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { presetSettings } from "../support/linting.ts";

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

describe("custom resources without a definition that are known to hold a pod", () => {
  const at = (apiVersion: string, kind: string, above: string, pod: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: one}\nspec: ${above.replace("POD", `{spec: ${pod}}`)}\n`;
  const rollout = (pod: string) => at("argoproj.io/v1alpha1", "Rollout", "{template: POD, strategy: {canery: {}}}", pod);
  const job = (pod: string) => at("keda.sh/v1alpha1", "ScaledJob", "{jobTargetRef: {template: POD}}", pod);
  const knative = (pod: string) => at("serving.knative.dev/v1", "Service", "{template: POD}", pod);
  const config = (pod: string) => at("apps.openshift.io/v1", "DeploymentConfig", "{template: POD}", pod);
  const ray = (pod: string) => at("ray.io/v1", "RayCluster", "{headGroupSpec: {template: POD}}", pod);
  const list = "spec.template.spec.containers";
  it.each<readonly [string, string, readonly string[]]>([
    ["what fits", rollout("{containers: [{name: a, image: b}]}"), []],
    [
      "a field that a pod lacks",
      rollout("{hostNme: a, containers: [{name: a, image: b}]}"),
      ["unknown-field spec.template.spec.hostNme"],
    ],
    ["what is missing", rollout("{containers: [{image: b}]}"), [`schema-violation ${list}.0.name`]],
    ["a wrong type", job("{containers: {name: a}}"), ["schema-violation spec.jobTargetRef.template.spec.containers"]],
    [
      "a wrong value",
      config("{containers: [{name: a, imagePullPolicy: always}]}"),
      [`schema-violation ${list}.0.imagePullPolicy`],
    ],
    ["an image that a trigger sets", config("{containers: [{name: a}]}"), []],
    ["a field of Knative, and no name", knative("{timeoutSeconds: 3, containers: [{image: b}]}"), []],
    ["a wrong field below", knative("{containers: [{image: b, prots: []}]}"), [`unknown-field ${list}.0.prots`]],
    ["a pod that is made of parts", ray("{containers: [{imge: b}]}"), []],
  ])("%s", (_, text, expected) => {
    const about = (one: string) => /^(unknown-field|schema-violation) /.test(one);
    expect(found(linterOver({ "file:///w.yaml": text })).filter(about)).toEqual(expected);
  });

  it("say nothing of their own where a definition describes the kind", () => {
    const definition = DEFINITION.replaceAll("example.com", "argoproj.io")
      .replaceAll("Widget", "Rollout")
      .replace("v1\n      s", "v1alpha1\n      s");
    const text = rollout("{hostNme: a, containers: [{name: a, image: b}]}");
    expect(found(linterOver({ "file:///crd.yaml": definition, "file:///w.yaml": text }))).toEqual(
      expect.arrayContaining(["unknown-field spec.template", "schema-violation spec.size"]),
    );
    expect(found(linterOver({ "file:///crd.yaml": definition, "file:///w.yaml": text })).join()).not.toContain("hostNme");
  });
});

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

  it("comes to an end with aliases of aliases, which make a schema without end, and with one of a megabyte", () => {
    const rings = Array.from(
      { length: 60 },
      (_, i) => `d${i + 1}: &d${i + 1} {type: object, properties: {a: *d${i}, b: *d${i}}}`,
    );
    const bomb = `${DEFINITION.replace(/spec:\n( +)type: object[\s\S]*/, () => "spec: *d60\n")}`;
    const text = `x-any:\n  d0: &d0 {type: object, properties: {a: {type: string}}}\n  ${rings.join("\n  ")}\n${bomb}`;
    const files = { "file:///crd.yaml": text, "file:///w.yaml": widget("{a: {a: {a: {c: 1}}}}") };
    expect(found(linterOver(files))).toEqual([]);
    const many = Array.from(
      { length: 20_000 },
      (_, i) => `                field${i}: {type: object, properties: {a: {type: string}}}`,
    );
    const large = DEFINITION.replace("                size:", `${many.join("\n")}\n                size:`);
    expect(found(linterOver({ "file:///crd.yaml": large, "file:///w.yaml": widget("{size: 1, field7: {b: 1}}") }))).toEqual([
      "unknown-field spec.field7.b",
    ]);
  });

  it("comes to an end where a schema holds itself", () => {
    const ring = DEFINITION.replace(
      "          type: object\n          required: [spec]",
      "          &a\n          type: object\n          not: *a\n          required: [spec]",
    ).replace("                size:", "                again: *a\n                size:");
    expect(ring).toContain("not: *a");
    const linter = linterOver({ "file:///crd.yaml": ring, "file:///w.yaml": widget("{again: {}}") });
    expect(linter.result("file:///crd.yaml").crashes).toEqual([]);
    expect(linter.result("file:///w.yaml").crashes).toEqual([]);
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

  it.each([
    ["a catalogue", "schemas/example.com/widget_v1.json", true],
    ["kubeconform's own names", "schemas/v1.32-standalone/widget-example-v1.json", true],
    ["names without a group", "schemas/widget_v1.json", true],
    ["another group", "schemas/other.com/widget_v1.json", false],
    ["another group's first part", "schemas/widget-other-v1.json", false],
    ["another version", "schemas/example.com/widget_v2.json", false],
    ["another kind", "schemas/example.com/gadget_v1.json", false],
  ])("takes JSON schemas by their names: %s", (_, name, isMeant) => {
    const schema = {
      type: "object",
      properties: { spec: { type: ["object", "null"], properties: { size: { type: "integer" } } } },
    };
    const read: string[] = [];
    const linter = linterOver({ "file:///w.yaml": widget("{sze: 1}") });
    const texts: Readonly<Record<string, string>> = {
      [name]: JSON.stringify(schema),
      "a.b/c_v1.json": "{",
      "x.b/y_v1.json": "[1]",
    };
    linter.describe({
      names: Object.keys(texts),
      read(one) {
        read.push(one);
        return texts[one];
      },
    });
    expect(linter.settle()).toEqual(["file:///w.yaml"]);
    expect(found(linter)).toEqual(isMeant ? ["unknown-field spec.sze"] : []);
    expect(read).toEqual(isMeant ? [name] : []); // a catalogue has thousands
    linter.describe(undefined);
    linter.settle();
    expect(found(linter)).toEqual([]);
  });

  it("takes definitions from the files that are configured", () => {
    const linter = linterOver({ "file:///w.yaml": widget("{sze: 1}") });
    linter.describe({ names: ["crds/w.yaml"], read: () => `a: 1\n---\n${DEFINITION}` });
    linter.settle();
    expect(found(linter)).toEqual(["unknown-field spec.sze"]);
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

  it("counts as not checked where nothing describes it", () => {
    const unchecked = (files: Readonly<Record<string, string>>) =>
      linterOver({ "file:///w.yaml": widget("{size: 1}"), ...files })
        .result("file:///w.yaml")
        .unchecked.map(({ reason }) => reason);
    expect(unchecked({})).toEqual(["no-schema"]);
    expect(unchecked({ "file:///crd.yaml": DEFINITION })).toEqual([]);
    expect(unchecked({ "file:///crd.yaml": DEFINITION.replace("name: v1\n", "name: v3\n") })).toEqual(["no-schema"]);
  });
});

describe("what a definition says", () => {
  const defined = (schema: string, head = "") => {
    const whole = `${head}schema: {openAPIV3Schema: {type: object, properties: {spec: ${schema}}}}\n`;
    return DEFINITION.replace(/schema:\n[\s\S]*/, () => whole);
  };

  it.each<readonly [string, string, string, readonly string[]]>([
    [
      "a default stands in for what is required",
      "{type: object, required: [a], properties: {a: {type: string, default: x}}}",
      "{b: null}",
      ["unknown-field spec.b"],
    ],
    [
      "null is nothing",
      "{type: object, required: [a], properties: {a: {type: string}}}",
      "{a: null}",
      ["schema-violation spec.a"],
    ],
    [
      "null is a value",
      "{type: object, required: [a], properties: {a: {type: string, nullable: true}, b: {type: string}}}",
      "{a: null}",
      [],
    ],
    [
      "a list by keys",
      "{type: object, properties: {l: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [p, q], items: {type: object, properties: {p: {type: integer}, q: {type: string, default: TCP}}}}}}",
      "{l: [{p: 1}, {p: 2}, {p: 1, q: TCP}]}",
      ["schema-violation spec.l.2.p"],
    ],
    [
      "a list that is a set",
      "{type: object, properties: {l: {type: array, x-kubernetes-list-type: set, items: {type: integer}}}}",
      "{l: [1, 2, 1]}",
      ["schema-violation spec.l.2"],
    ],
    ["a list that is neither", "{type: object, properties: {l: {type: array, items: {type: integer}}}}", "{l: [1, 2, 1]}", []],
    [
      "too many items",
      "{type: object, properties: {l: {type: array, maxItems: 1, items: {type: integer}}}}",
      "{l: [1, 2]}",
      ["schema-violation spec.l.1"],
    ],
    [
      "too few items",
      "{type: object, properties: {l: {type: array, minItems: 1, items: {type: integer}}}}",
      "{l: []}",
      ["schema-violation spec.l"],
    ],
    [
      "one of two",
      "{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}",
      "{a: x, b: z}",
      ["schema-violation spec.b"],
    ],
    [
      "none of two",
      "{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}",
      "{}",
      ["schema-violation spec"],
    ],
    [
      "any of two",
      "{type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}",
      "{a: x, b: z}",
      [],
    ],
    [
      "an embedded object",
      "{type: object, properties: {o: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}}}",
      "{o: {kind: Pod, any: thing}}",
      [],
    ],
    [
      "an embedded object with fields",
      "{type: object, properties: {o: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object, properties: {a: {type: string}}}}}}}",
      "{o: {kind: Pod, metadata: {name: a}, spec: {b: 1}}}",
      ["schema-violation spec.o.apiVersion", "unknown-field spec.o.spec.b"],
    ],
    [
      "a pattern beside a number",
      "{type: object, properties: {p: {x-kubernetes-int-or-string: true, pattern: '^[0-9]+%$'}}}",
      "{p: 5, q: 1}",
      ["unknown-field spec.q"],
    ],
    [
      "a pattern of a text",
      "{type: object, properties: {p: {x-kubernetes-int-or-string: true, pattern: '^[0-9]+%$'}}}",
      "{p: five}",
      ["schema-violation spec.p"],
    ],
    [
      "rules in CEL are not run",
      "{type: object, x-kubernetes-validations: [{rule: 'false'}], properties: {a: {type: string}}}",
      "{a: x}",
      [],
    ],
    [
      "a ring of references",
      "{type: object, properties: {a: {$ref: '#/properties/spec'}}}",
      "{a: {a: {a: 1, b: 2}}}",
      ["schema-violation spec.a.a.a", "unknown-field spec.a.a.b"],
    ],
    ["a reference to itself", "{type: object, properties: {a: {$ref: '#/properties/spec/properties/a'}}}", "{a: 1}", []],
    ["a reference elsewhere", "{type: object, properties: {a: {$ref: 'https://example.com/a.json'}}}", "{a: 1}", []],
    ["a reference to nothing", "{type: object, properties: {a: {$ref: '#/definitions/a'}}}", "{a: 1}", []],
  ])("%s", (_, schema, spec, expected) => {
    expect(found(linterOver({ "file:///crd.yaml": defined(schema), "file:///w.yaml": widget(spec) })).toSorted()).toEqual(
      expected,
    );
  });

  it("of a version that is not served, that is deprecated, and of one that it does not have", () => {
    const messages = (crd: string, version = "v1") => {
      const linter = linterOver({ "file:///crd.yaml": crd, "file:///w.yaml": widget("{}", version) });
      return linter.result("file:///w.yaml").findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`);
    };
    const open = "{type: object, x-kubernetes-preserve-unknown-fields: true}";
    const other = "    - {name: v2, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}\n";
    expect(messages(defined(open))).toEqual([]);
    expect(messages(defined(open).replace("served: true", "served: false") + other)).toEqual([
      "warning unknown-kind v1 of Widget is not served: use v2.",
    ]);
    expect(messages(defined(open), "v3")).toEqual(["warning unknown-kind The definition of Widget has no version v3: use v1."]);
    expect(messages(defined(open, "deprecated: true\n      "))).toEqual([
      "info deprecated-custom-resource example.com/v1 Widget is deprecated.",
    ]);
    expect(messages(defined(open, "deprecated: true\n      deprecationWarning: Use gadgets\n      "))).toEqual([
      "info deprecated-custom-resource Use gadgets.",
    ]);
  });

  it("of a kind that is nearly of that name", () => {
    const crd = DEFINITION;
    const kinds = (kind: string) =>
      found(linterOver({ "file:///crd.yaml": crd, "file:///w.yaml": widget("{size: 1}").replace("Widget", kind) }));
    expect(kinds("Wdget")).toEqual(["unknown-kind kind"]);
    expect(kinds("widget")).toEqual(["unknown-kind kind"]);
    expect(kinds("Gadget")).toEqual([]);
  });

  it("counts for what a kustomization builds", () => {
    const files = {
      "file:///crd.yaml": DEFINITION,
      "file:///base/kustomization.yaml": "resources: [w.yaml]\n",
      "file:///base/w.yaml": widget("{colour: red}"), // the overlay adds what is missing
      "file:///over/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "file:///over/patch.yaml": widget("{size: 0, code: 7}"),
    };
    const linter = linterOver(files);
    expect(found(linter, "file:///base/w.yaml")).toEqual([]);
    expect(found(linter, "file:///over/patch.yaml")).toEqual(["schema-violation spec.size", "schema-violation spec.code"]);
    linter.update("file:///over/patch.yaml", widget("{code: a}"));
    expect(linter.settle()).toContain("file:///base/w.yaml");
    expect(found(linter, "file:///base/w.yaml")).toEqual(["schema-violation spec.size"]);
    linter.update("file:///crd.yaml", DEFINITION.replace("required: [size]", "required: []"));
    linter.settle();
    expect(found(linter, "file:///base/w.yaml")).toEqual([]);
  });

  describe("what a chart renders to", () => {
    const template = `apiVersion: example.com/v1
kind: Widget
metadata: {name: {{ .Release.Name }}}
spec:
  size: {{ .Values.size }}
  {{- with .Values.more }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
`;
    const chart = (files: Readonly<Record<string, string>>, unlinted: readonly string[] = []) => {
      const settings = presetSettings(rules, ["recommended"]);
      const all = new Map(
        Object.entries({
          "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
          "templates/w.yaml": template,
          ...files,
        }).map(([path, text]) => [path, { path, text }]),
      );
      const linter = new Linter(rules, {
        settingsFor: () => settings,
        scopeOf: () => "",
        roleOf: (uri) => (/\/templates\//.test(uri) ? "template" : /(Chart|values)\.yaml$/.test(uri) ? "data" : undefined),
        charts: { helm, files: () => all, find: () => () => undefined },
      });
      for (const [path, { text }] of all) if (!unlinted.includes(path)) linter.update(`file:///c/${path}`, text);
      linter.settle();
      return linter;
    };
    const messages = (linter: Linter) =>
      linter.uris().flatMap((uri) => {
        const { text, findings, crashes } = linter.result(uri);
        expect(crashes).toEqual([]);
        return findings
          .filter(({ rule }) => /^(schema-violation|unknown-field)$/.test(rule))
          .map(({ span, message }) => `${uri.slice("file:///c/".length)}: ${text.slice(span.start, span.end)}: ${message}`);
      });
    const values = "size: big\nmore:\n  colr: red\n";
    const expected = [
      'values.yaml: big: "size" must be an integer, not a string.',
      'values.yaml: colr: spec has no field "colr"; did you mean "colour"?',
    ];

    it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
      ["by a definition in crds/", { "crds/w.yaml": DEFINITION }, []],
      ["by a definition in crds/ that is not linted", { "crds/w.yaml": DEFINITION }, ["crds/w.yaml"]],
      [
        "by the definition of a subchart",
        {
          "charts/lib/Chart.yaml": "apiVersion: v2\nname: lib\nversion: 1.0.0\n",
          "charts/lib/crds/w.yaml": DEFINITION,
        },
        ["charts/lib/Chart.yaml", "charts/lib/crds/w.yaml"],
      ],
      [
        "by a definition that it renders",
        { "templates/crd.yaml": DEFINITION.replace("[red, green]", "{{ toJson .Values.colours }}") },
        [],
      ],
    ])("%s", (_, files, unlinted) => {
      const linter = chart({ ...files, "values.yaml": `${values}colours: [red, green]\n` }, unlinted);
      expect(messages(linter)).toEqual(expected);
    });

    it("by definitions that change", () => {
      const linter = chart({ "crds/w.yaml": DEFINITION, "values.yaml": values });
      linter.update("file:///c/crds/w.yaml", DEFINITION.replace("size: {type: integer, minimum: 1}", "size: {type: string}"));
      expect(linter.settle()).toContain("file:///c/values.yaml");
      expect(messages(linter)).toEqual(expected.slice(1));
      linter.remove("file:///c/crds/w.yaml");
      linter.settle();
      // The host's folder still holds it.
      expect(messages(linter)).toEqual(expected);
    });

    it("and nothing where no definition is there, or of what fits", () => {
      expect(messages(chart({ "values.yaml": values }))).toEqual([]);
      expect(messages(chart({ "crds/w.yaml": DEFINITION, "values.yaml": "size: 1\nmore:\n  colour: red\n" }))).toEqual([]);
    });
  });

  it("has no say in metadata, which is that of every object", () => {
    const linter = linterOver({
      "file:///w.yaml":
        "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: 7, lables: {a: b}, annotations: [a], other: 1, ownerReferences: [{}]}\n",
      "file:///x.yaml": "apiVersion: example.com/v1\nkind: Widget\nmetadata: {labels: {a: b}}\n",
      "file:///settings.yaml": "apiVersion: example.com/v1\nkind: WidgetSettings\nlevel: info\n",
    });
    expect(found(linter)).toEqual([
      "schema-violation metadata.name",
      "unknown-field metadata.lables",
      "schema-violation metadata.annotations",
    ]);
    expect(found(linter, "file:///x.yaml")).toEqual(["schema-violation metadata.name"]);
    expect(found(linter, "file:///settings.yaml")).toEqual([]);
  });
});
