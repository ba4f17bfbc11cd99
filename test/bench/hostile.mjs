// Inputs that are made to be expensive: each is a folder's files by path. Sizes are those at which one quadratic step costs minutes.

const POD = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a:1 }] }\n";
const many = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("");
const levels = (count, open, inner, close) => open.repeat(count) + inner + close.repeat(count);

/** @returns {readonly { readonly name: string, readonly files: Readonly<Record<string, string>> }[]} */
export function hostileInputs() {
  return [
    ...manifests().map(([name, text, file = "a.yaml"]) => ({ name, files: { [file]: text } })),
    ...configurations().map(([name, files]) => ({ name, files: { "a.yaml": POD, ...files } })),
    ...folders().map(([name, files]) => ({ name, files })),
    ...charts().map(([name, files]) => ({
      name,
      files: { "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n", ...files },
    })),
  ];
}

function manifests() {
  const container = (i) => `{name: c${i}, image: "a:${i}", env: [{name: A, value: "1"}], ports: [{containerPort: ${1000 + i}}]}`;
  const flowPod = (count) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [${many(count, (i) => `${i ? ", " : ""}${container(i)}`)}]}\n`;
  const map = (data) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${data}`;
  return [
    ["a pod of 500 containers in flow style", flowPod(500)],
    ["a pod of 1,000 containers in flow style", flowPod(1000)],
    ["a pod of 2,000 containers in flow style", flowPod(2000)],
    [
      "a JSON list on one line that is cut off",
      `{"kind":"List","items":[${many(30_000, (i) => `{"kind":"ConfigMap","metadata":{"name":"a${i}"}},`)}`,
    ],
    [
      "a pod of 1,000 containers with passwords on one line",
      `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [${many(1000, (i) => `${i ? ", " : ""}{name: c${i}, image: a, env: [{name: PASSWORD, value: "xY9${i * 7}Qabc"}]}`)}]}}\n`,
    ],
    [
      "a Secret of 20,000 passwords before 3,000 pods",
      `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n${many(20_000, (i) => `  password${i}: aB${i}xYz9${i * 7}Q\n`)}${many(3000, (i) => `---\n${POD.replace("name: a", `name: a${i}`)}`)}`,
    ],
    [
      "a type of 10,000 fields and 3,000 that are misspelt",
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: foos.a.io }\nspec:\n  group: a.io\n  scope: Namespaced\n  names: { kind: Foo, plural: foos }\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { ${many(10_000, (i) => `property${i}: { type: string }, `)} } } } } }\n---\napiVersion: a.io/v1\nkind: Foo\nmetadata: { name: f }\nspec: { ${many(3000, (i) => `propertyy${i}: a, `)} }\n`,
    ],
    ["an image of 1 MB of colons", POD.replace("a:1", `"${":".repeat(1_000_000)}"`)],
    [
      "a connection string of 1 MB",
      POD.replace("image: a:1", `image: a:1, env: [{ name: A, value: "${"Password=aX9;".repeat(80_000)}" }]`),
    ],
    [
      "4,000 spread constraints on one node label each",
      POD.replace(
        "spec: { ",
        `spec: { topologySpreadConstraints: [${many(4000, (i) => `{ maxSkew: 1, topologyKey: beta-${i} }, `)}], `,
      ),
    ],
    [
      "1,000 Services and disruption budgets of 1,000 Deployments",
      many(
        1000,
        (i) =>
          `---\napiVersion: v1\nkind: Service\nmetadata: { name: s${i}, namespace: n }\nspec: { selector: { app: a }, ports: [{ port: 80, targetPort: web }] }\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b${i}, namespace: n }\nspec: { minAvailable: 1, selector: { matchExpressions: [{ key: app, operator: Exists }] } }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${i}, namespace: n }\nspec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] } } }\n`,
      ),
    ],
    ["20,000 keys `? *k`", `${POD.replace("name: a }", "name: &k a }")}x:\n${many(20_000, () => "  ? *k\n")}`],
    ["a ConfigMap of 40,000 keys", map(many(40_000, (i) => `  k${i}: v\n`))],
    ["200,000 anchors", map(many(200_000, (i) => `  k${i}: &a${i} v\n`))],
    ["a suppression comment of 1 MB", `# plimsoll-disable-next-line ${"a,".repeat(500_000)}b\n${POD}`],
    ["a suppression comment of 1 MB in words", `# plimsoll-disable ${"x ".repeat(500_000)}\n${POD}`],
    [
      "an annotation of 1 MB that suppresses",
      POD.replace("name: a }", `name: a, annotations: { plimsoll.dev/disable: "${"a,".repeat(500_000)}b" } }`),
    ],
    ["a value of 4 MB", map(`  k: "${"a".repeat(4_000_000)}"\n`)],
    ["a value of 4 MB of escapes", map(`  k: "${"\\u0061".repeat(666_000)}"\n`)],
    ["a text of 4 MB", map(`  k: |\n${"    a = b\n".repeat(400_000)}`)],
    ["3,000 levels of flow style", `${POD}x: ${levels(3000, "[", "a", "]")}\n`],
    ["3,000 levels of mappings", `${POD}x: ${levels(3000, "{a: ", "b", "}")}\n`],
    ["3,000 levels of block style", `${POD}x:\n${many(3000, (i) => `${" ".repeat(i + 1)}a:\n`)}`],
    ["100,000 levels on one line", `${POD}x:\n  ${"- ".repeat(100_000)}a\n`],
    ["3,000 levels on one line", `${POD}x:\n  ${"- ".repeat(3000)}a\n`],
    [
      "a JSON list of 7.5 MB",
      JSON.stringify(
        Array.from({ length: 60_000 }, (_, i) => ({
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: `a${i}` },
          data: { k: 'some "text" here' },
        })),
      ),
      "a.json",
    ],
    [
      "a List of 7.5 MB in JSON",
      JSON.stringify({
        apiVersion: "v1",
        kind: "List",
        items: Array.from({ length: 60_000 }, (_, i) => ({
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: `a${i}` },
          data: { k: "some text here" },
        })),
      }),
      "a.json",
    ],
    ["15,000 documents", many(15_000, (i) => `---\n${POD.replace("name: a", `name: a${i}`)}`)],
    ["15,000 documents of one name", many(15_000, () => `---\n${POD}`)],
    [
      "1,000 aliases of an env",
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: a:1\n    env: &e [{name: A, value: "1"}, {name: B, value: "2"}]\n${many(1000, (i) => `  - {name: c${i}, image: a:1, env: *e}\n`)}`,
    ],
    [
      "aliases that double 28 times",
      `${POD}x:\n  a0: &a0 [x, x]\n${many(28, (i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}`,
    ],
    [
      "merge keys that double 28 times",
      `${POD}x:\n  a0: &a0 {k0: x}\n${many(28, (i) => `  a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: y}\n`)}`,
    ],
    [
      "a chain of 5,000 merge keys",
      `${POD}x:\n  a0: &a0 {k0: x}\n${many(5000, (i) => `  a${i + 1}: &a${i + 1}\n    <<: *a${i}\n    k: v\n`)}`,
    ],
    ["an alias inside its own anchor", `${POD}x: &x\n  a: *x\n  <<: *x\n`],
    ["100,000 comments", `${"# plimsoll-disable-line x\n".repeat(100_000)}${POD}`],
    ["100,000 duplicate keys", map(many(100_000, () => "  k: v\n"))],
    ["200,000 open brackets", `x: ${"[".repeat(200_000)}`],
    ["200,000 quotes", `x: ${"'".repeat(200_001)}`],
    ["100,000 broken lines", `${POD}${many(100_000, (i) => `a${i} "\n`)}`],
    ["1 MB of tabs", `${POD}x:\n${"\t".repeat(1_000_000)}`],
    ["1 MB of blanks", `${POD}x:\n${" ".repeat(1_000_000)}y: z\n`],
    ["500,000 document ends", `${"...\n".repeat(500_000)}${POD}`],
    ["500,000 document starts", `${"---\n".repeat(500_000)}${POD}`],
    ["actions of a template", `{{ if a }}\n`.repeat(20_000) + POD],
    ["open actions", "{{ ".repeat(100_000) + POD],
    ["nested branches", levels(300, "{{ if a }}\n", POD, "{{ else }}\nx: y\n{{ end }}\n")],
  ];
}

function configurations() {
  const chain = Object.fromEntries(
    Array.from({ length: 2000 }, (_, i) => [`c/${i}.yaml`, i === 1999 ? "rules: {}\n" : `extends: [./${i + 1}.yaml]\n`]),
  );
  const doubled = Object.fromEntries(
    Array.from({ length: 28 }, (_, i) => [
      `c/${i}.yaml`,
      i === 27 ? "rules: {}\n" : `extends: [./${i + 1}.yaml, ./${i + 1}.yaml]\n`,
    ]),
  );
  return [
    ["a chain of 2,000 `extends`", { "plimsoll.yaml": "extends: [c/0.yaml]\n", ...chain }],
    ["28 levels of doubled `extends`", { "plimsoll.yaml": "extends: [c/0.yaml, c/0.yaml]\n", ...doubled }],
    ["100,000 lines of a .gitignore", { ".gitignore": many(100_000, (i) => `dir${i}/*.x\n`) }],
    ["100,000 lines of a .plimsollignore", { ".plimsollignore": many(100_000, (i) => `!**/a*${i}*b/*.x\n`) }],
    ["100,000 patterns of `ignore`", { "plimsoll.yaml": `ignore:\n${many(100_000, (i) => `  - "dir${i}/**"\n`)}` }],
    [
      "20,000 overrides",
      { "plimsoll.yaml": `overrides:\n${many(20_000, (i) => `  - { files: ["d${i}/*"], rules: { host-network: off } }\n`)}` },
    ],
    [
      "20,000 suppressions",
      {
        "plimsoll.yaml": `suppressions:\n  entries:\n${many(20_000, (i) => `    - { rules: [host-network], name: "a*${i}" }\n`)}`,
      },
    ],
    [
      "braces in globs",
      { "plimsoll.yaml": `ignore: ["{1..1000000}", "${"{a,b}".repeat(400)}", "${levels(1000, "{a,", "b", "}")}"]\n` },
    ],
    [
      "expressions that backtrack",
      {
        "plimsoll.yaml": 'rules: { placeholder-value: { severity: error, patterns: ["^(a+)+$"] } }\n',
        "b.yaml": POD.replace("name: a }", `name: ${"a".repeat(5000)}!, labels: { a: ${"a".repeat(60)}! } }`),
      },
    ],
    [
      "a baseline of 100,000 entries",
      {
        "plimsoll-baseline.json": JSON.stringify({
          version: 1,
          findings: Array.from({ length: 100_000 }, (_, i) => ({ file: "a.yaml", rule: "host-network", fingerprint: String(i) })),
        }),
      },
    ],
  ];
}

function folders() {
  const overlays = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [
      `o${i}/kustomization.yaml`,
      `namespace: n${i}\nnamePrefix: p${i}-\nresources: [../base]\n`,
    ]),
  );
  return [
    [
      "300 overlays of a base of 300 pods",
      {
        ...overlays,
        "base/kustomization.yaml": "resources: [a.yaml]\n",
        "base/a.yaml": many(300, (i) => `---\n${POD.replace("name: a", `name: a${i}`)}`),
      },
    ],
    [
      "20,000 missing resources of a kustomization",
      { "kustomization.yaml": `resources:\n${many(20_000, (i) => `  - missing-${i}.yaml\n`)}` },
    ],
    [
      "20,000 patches that have no target",
      {
        "kustomization.yaml": `resources: [a.yaml]\npatches:\n${many(20_000, (i) => `  - patch: '{apiVersion: v1, kind: Pod, metadata: {name: x${i}}}'\n`)}`,
        "a.yaml": POD,
      },
    ],
    [
      "28 levels of doubled bases",
      Object.fromEntries(
        Array.from({ length: 28 }, (_, i) => [
          `k${i}/kustomization.yaml`,
          i === 27 ? "resources: [a.yaml]\n" : `resources: [../k${i + 1}]\nnamePrefix: x\n---\n`,
        ]).concat([["k27/a.yaml", POD]]),
      ),
    ],
    [
      "kustomizations in a circle",
      { "a/kustomization.yaml": "resources: [../b]\n", "b/kustomization.yaml": "resources: [../a, .]\n" },
    ],
  ];
}

function charts() {
  const template = (text) => ({ "templates/a.yaml": `${text}\n${POD}` });
  const doubled = (i) => (i === 29 ? "a" : `{{ include "x${i + 1}" . }}{{ include "x${i + 1}" . }}`);
  const schemas = (i) => [
    `a${i}`,
    i === 29 ? {} : { allOf: [{ $ref: `#/definitions/a${i + 1}` }, { $ref: `#/definitions/a${i + 1}` }] },
  ];
  return [
    ["a chart that renders 100,000 documents", template(`{{ range until 100000 }}\n---\n${POD}{{ end }}`)],
    ["20,000 nested `if`", { "templates/a.yaml": levels(20_000, "{{ if true }}\n", POD, "{{ end }}\n") }],
    [
      "30 levels of doubled `include`",
      template(`${many(30, (i) => `{{ define "x${i}" }}${doubled(i)}{{ end }}`)}{{ include "x0" . }}`),
    ],
    ["a billion rounds", template("{{ range until 1000000000 }}a{{ end }}")],
    ["a billion characters", template('{{ repeat 1000000000 "a" }}')],
    ["a list that doubles 40 times", template("{{ $l := list 1 }}{{ range until 40 }}{{ $l = concat $l $l }}{{ end }}")],
    ["a dictionary in itself", template('{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ toYaml $d }}')],
    [
      "30 levels of doubled schemas",
      {
        ...template(""),
        "values.yaml": "a: 1\n",
        "values.schema.json": JSON.stringify({
          $ref: "#/definitions/a0",
          definitions: Object.fromEntries(Array.from({ length: 30 }, (_, i) => schemas(i))),
        }),
      },
    ],
  ];
}

/** A plain manifest of about so many characters. */
export function plainOf(size) {
  const deployment = (i) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${i}
  labels:
    app.kubernetes.io/name: app-${i}
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: app-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: app-${i}
    spec:
      containers:
        - name: app
          image: registry.example.com/app-${i}:1.2.3
          args: ["--port=8080", "--verbose"]
          ports:
            - containerPort: 8080
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { memory: 64Mi }
`;
  const parts = [];
  for (let i = 0, length = 0; length < size; i++) {
    parts.push(deployment(i));
    length += parts[i].length + 4;
  }
  return parts.join("---\n");
}
