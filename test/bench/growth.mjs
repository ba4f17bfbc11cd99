// Folders that grow in one dimension: each is a size and a function from a size to a folder's files by path. At the size, a run takes some seconds of CPU
// time; what doubles with the size has the exponent 1, a quadratic step 2.

import { FILES_THAT_GROW } from "./growth-files.mjs";
import { OBJECTS_THAT_GROW } from "./growth-objects.mjs";
import { file, filesOf, many } from "./growth-texts.mjs";

/** @type {readonly (readonly [name: string, size: number, files: (size: number) => Readonly<Record<string, string>>])[]} */
export const GROWING = [
  ...texts(),
  ...pods(),
  ...documents(),
  ...configurations(),
  ...kustomizations(),
  ...objects(),
  ...charts(),
  ...OBJECTS_THAT_GROW,
  ...FILES_THAT_GROW,
];

function pod(name, spec = "    - name: app\n      image: registry.example.com/app:1.0.0\n", metadata = "") {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${metadata}spec:\n  containers:\n${spec}`;
}

function map(name, data) {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`;
}

/** What one document is written in. */
function texts() {
  const config = (i) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: `a${i}` }, data: { k: 'some "text" here' } });
  return [
    ["objects of a stream in JSON", 20_000, (n) => ({ "a.json": many(n, (i) => `${JSON.stringify(config(i))}\n`) })],
    [
      "objects of a List in JSON",
      20_000,
      (n) => ({
        "a.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: Array.from({ length: n }, (_, i) => config(i)) }),
      }),
    ],
    ["length of a quoted value", 3_000_000, (n) => file(map("a", `  k: "${"some text ".repeat(n / 10)}"\n`))],
    ["length of a plain value", 3_000_000, (n) => file(map("a", `  k: ${"some text ".repeat(n / 10)}\n`))],
    ["lines of a block", 200_000, (n) => file(map("a", `  k: |\n${many(n, (i) => `    key${i} = value\n`)}`))],
    [
      "keys of a mapping",
      60_000,
      (n) =>
        file(
          map(
            "a",
            many(n, (i) => `  key-${i}: value\n`),
          ),
        ),
    ],
    [
      "quoted values of a mapping",
      60_000,
      (n) =>
        file(
          map(
            "a",
            many(n, (i) => `  key-${i}: "some value"\n`),
          ),
        ),
    ],
    ["keys in flow style", 60_000, (n) => file(map("a", `  {${many(n, (i) => `${i ? ", " : ""}key-${i}: value`)}}\n`))],
    [
      "anchors and their aliases",
      30_000,
      (n) =>
        file(
          map(
            "a",
            many(n, (i) => `  a${i}: &a${i} v\n  b${i}: *a${i}\n`),
          ),
        ),
    ],
    ["levels in flow style", 8_000, (n) => file(`${map("a", "  k: v\n")}x: ${"[".repeat(n)}a${"]".repeat(n)}\n`)],
    ["comments", 100_000, (n) => file(many(n, (i) => `# a comment about line ${i}\n`) + pod("a"))],
  ];
}

/** What one pod has many of. */
function pods() {
  const container = (i, more = "") => `    - name: app-${i}\n      image: registry.example.com/app:1.0.${i}\n${more}`;
  return [
    [
      "containers of a pod",
      2_000,
      (n) =>
        file(
          pod(
            "a",
            many(n, (i) => container(i)),
          ),
        ),
    ],
    [
      "containers of a pod in flow style",
      2_000,
      (n) =>
        file(
          `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [${many(n, (i) => `${i ? ", " : ""}{name: c${i}, image: "a:${i}"}`)}]}\n`,
        ),
    ],
    [
      "variables of a container",
      20_000,
      (n) =>
        file(
          pod(
            "a",
            `${container(0)}      env:\n${many(n, (i) => `        - name: KEY_${i}\n          value: "$(KEY_${i - 1})"\n`)}`,
          ),
        ),
    ],
    [
      "arguments of a container",
      50_000,
      (n) => file(pod("a", `${container(0)}      args:\n${many(n, (i) => `        - --flag-${i}=value\n`)}`)),
    ],
    [
      "ports of a container",
      10_000,
      (n) =>
        file(
          pod(
            "a",
            `${container(0)}      ports:\n${many(n, (i) => `        - name: p${i}\n          containerPort: ${1 + i}\n`)}`,
          ),
        ),
    ],
    [
      "volumes of a pod and their mounts",
      8_000,
      (n) =>
        file(
          `${pod("a", `${container(0)}      volumeMounts:\n${many(n, (i) => `        - name: v${i}\n          mountPath: /v/${i}\n`)}`)}  volumes:\n${many(n, (i) => `    - name: v${i}\n      emptyDir: {}\n`)}`,
        ),
    ],
  ];
}

/** Many documents of one file, and what stands in them for us. */
function documents() {
  const privileged = (i, comment = "") =>
    `---\n${pod(`a-${i}`, `    - name: app\n      image: registry.example.com/app:1.0.0\n      securityContext:\n        privileged: true${comment}\n`)}`;
  return [
    ["documents of a file", 10_000, (n) => file(many(n, (i) => `---\n${map(`a-${i}`, "  k: v\n")}`))],
    ["findings of a file", 3_000, (n) => file(many(n, (i) => privileged(i)))],
    [
      "suppressions of a file",
      3_000,
      (n) => file(many(n, (i) => privileged(i, " # plimsoll-disable-line privileged-container"))),
    ],
    [
      "files",
      6_000,
      (n) =>
        filesOf(
          n,
          (i) => `f${i % 50}/a-${i}.yaml`,
          (i) => map(`a-${i}`, "  k: v\n"),
        ),
    ],
    [
      "folders in each other",
      400,
      (n) =>
        filesOf(
          n,
          (i) => `${"f/".repeat(i % 200)}a-${i}.yaml`,
          (i) => map(`a-${i}`, "  k: v\n"),
        ),
    ],
  ];
}

function configurations() {
  const with_ = (path, text) => ({
    ...filesOf(
      50,
      (i) => `f/a-${i}.yaml`,
      (i) => pod(`a-${i}`),
    ),
    [path]: text,
  });
  return [
    [
      "lines of an ignore file",
      40_000,
      (n) =>
        with_(
          ".plimsollignore",
          many(n, (i) => `dir-${i}/*.x\n`),
        ),
    ],
    ["patterns of `ignore`", 40_000, (n) => with_("plimsoll.yaml", `ignore:\n${many(n, (i) => `  - "dir-${i}/**"\n`)}`)],
    [
      "overrides",
      10_000,
      (n) =>
        with_("plimsoll.yaml", `overrides:\n${many(n, (i) => `  - { files: ["d${i}/*"], rules: { host-network: off } }\n`)}`),
    ],
    [
      "suppressions in the configuration",
      10_000,
      (n) =>
        with_(
          "plimsoll.yaml",
          `suppressions:\n  entries:\n${many(n, (i) => `    - { rules: [host-network], name: "a*${i}" }\n`)}`,
        ),
    ],
  ];
}

function kustomizations() {
  const base = { "base/kustomization.yaml": "resources: [a.yaml]\n", "base/a.yaml": pod("a") };
  return [
    [
      "kustomizations in a chain",
      400,
      (n) => ({
        ...filesOf(
          n,
          (i) => `k${i}/kustomization.yaml`,
          (i) => `resources: [${i === 0 ? "../base" : `../k${i - 1}`}]\n`,
        ),
        ...base,
      }),
    ],
    [
      "kustomizations beside each other",
      1_500,
      (n) => ({
        ...filesOf(
          n,
          (i) => `k${i}/kustomization.yaml`,
          () => "resources: [a.yaml]\n",
        ),
        ...filesOf(
          n,
          (i) => `k${i}/a.yaml`,
          (i) => pod(`a-${i}`),
        ),
      }),
    ],
    [
      "overlays of a base",
      1_500,
      (n) => ({
        ...filesOf(
          n,
          (i) => `k${i}/kustomization.yaml`,
          (i) => `namePrefix: p${i}-\nresources: [../base]\n`,
        ),
        ...base,
      }),
    ],
    [
      "resources of a kustomization",
      3_000,
      (n) => ({
        "kustomization.yaml": `namePrefix: p-\nresources:\n${many(n, (i) => `  - a-${i}.yaml\n`)}`,
        ...filesOf(
          n,
          (i) => `a-${i}.yaml`,
          (i) => map(`a-${i}`, "  k: v\n"),
        ),
      }),
    ],
    [
      "patches of a kustomization",
      2_000,
      (n) => ({
        "kustomization.yaml": `resources: [a.yaml]\npatches:\n${many(n, (i) => `  - patch: '{apiVersion: v1, kind: ConfigMap, metadata: {name: a-${i}}, data: {k: w}}'\n`)}`,
        "a.yaml": many(n, (i) => `---\n${map(`a-${i}`, "  k: v\n")}`),
      }),
    ],
    [
      "replacements of a kustomization",
      1_000,
      (n) => ({
        "kustomization.yaml": `resources: [a.yaml]\nreplacements:\n${many(n, (i) => `  - source: { kind: ConfigMap, name: a-${i}, fieldPath: data.k }\n    targets: [{ select: { kind: ConfigMap, name: a-${(i + 1) % n} }, fieldPaths: [data.w], options: { create: true } }]\n`)}`,
        "a.yaml": many(n, (i) => `---\n${map(`a-${i}`, "  k: v\n")}`),
      }),
    ],
    [
      "images of a kustomization",
      2_000,
      (n) => ({
        "kustomization.yaml": `resources: [a.yaml]\nimages:\n${many(n, (i) => `  - { name: r.example.com/a-${i}, newTag: "2" }\n`)}`,
        "a.yaml": many(n, (i) => `---\n${pod(`a-${i}`, `    - name: app\n      image: r.example.com/a-${i}:1\n`)}`),
      }),
    ],
  ];
}

/** What is compared across documents. */
function objects() {
  const labelled = (i, of = i) => pod(`a-${i}`, undefined, `  namespace: shop\n  labels:\n    app: a-${of}\n`);
  const service = (i) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: a-${i}\n  namespace: shop\nspec:\n  selector:\n    app: a-${i}\n  ports:\n    - port: 80\n`;
  const policy = (i) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a-${i}\n  namespace: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: a-${i}\n  policyTypes: [Ingress]\n  ingress:\n    - from:\n        - podSelector:\n            matchLabels:\n              app: a-${i}\n`;
  const budget = (i) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: a-${i}\n  namespace: shop\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: a-${i}\n`;
  const role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\nrules:\n";
  const binding = (i, subjects) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: reader-${i}\n  namespace: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: reader\nsubjects:\n${subjects}`;
  const subject = (i) => `  - kind: ServiceAccount\n    name: a-${i}\n    namespace: shop\n`;
  const rule = (i) => `  - apiGroups: ["g${i}.example.com"]\n    resources: [things]\n    verbs: [get, list]\n`;
  const reading = `${rule(0)}  - apiGroups: [""]\n    resources: [secrets]\n    verbs: [get, list]\n`;
  return [
    ["objects of one name", 6_000, (n) => file(many(n, () => `---\n${map("a", "  k: v\n")}`))],
    ["Services and their pods", 3_000, (n) => file(many(n, (i) => `---\n${service(i)}---\n${labelled(i)}`))],
    ["Services that select nothing", 3_000, (n) => file(many(n, (i) => `---\n${service(i)}---\n${labelled(i, `b${i}`)}`))],
    ["NetworkPolicies of a namespace", 2_000, (n) => file(many(n, (i) => `---\n${policy(i)}---\n${labelled(i)}`))],
    ["disruption budgets of a namespace", 3_000, (n) => file(many(n, (i) => `---\n${budget(i)}---\n${labelled(i)}`))],
    ["bindings of a role", 5_000, (n) => file(role + reading + many(n, (i) => `---\n${binding(i, subject(i))}`))],
    ["subjects of a binding", 10_000, (n) => file(`${role}${reading}---\n${binding(0, many(n, subject))}`)],
    ["rules of a role", 6_000, (n) => file(role + many(n, rule))],
    [
      "keys that pods ask of a ConfigMap",
      4_000,
      (n) =>
        file(
          map(
            "shared",
            many(n, (i) => `  key-${i}: v\n`),
          ) +
            many(
              n,
              (i) =>
                `---\n${pod(`a-${i}`, `    - name: app\n      image: registry.example.com/app:1.0.0\n      env:\n        - name: K\n          valueFrom:\n            configMapKeyRef:\n              name: shared\n              key: key-${i}\n`)}`,
            ),
        ),
    ],
    [
      "properties of a definition",
      4_000,
      (n) => file(definition(many(n, (i) => `                p${i}:\n                  type: string\n`))),
    ],
    [
      "objects of a definition",
      6_000,
      (n) =>
        file(
          definition("                size:\n                  type: integer\n") +
            many(n, (i) => `---\napiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: t-${i}\nspec:\n  size: 3\n`),
        ),
    ],
  ];
}

function definition(properties) {
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: things.example.com\nspec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Thing, plural: things }\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec:\n              type: object\n              properties:\n${properties}`;
}

function charts() {
  const chart = { "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n" };
  const object = (i) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a-${i}\ndata:\n  k: {{ .Values.k${i} | quote }}\n`;
  return [
    [
      "templates of a chart",
      800,
      (n) => ({ ...chart, "values.yaml": many(n, (i) => `k${i}: v\n`), ...filesOf(n, (i) => `templates/a-${i}.yaml`, object) }),
    ],
    [
      "objects of a template",
      2_000,
      (n) => ({
        ...chart,
        "values.yaml": "k0: v\n",
        "templates/a.yaml": `{{ range $i := until ${n} }}\n---\n${object(0).replaceAll(".Values", "$.Values").replace("a-0", "a-{{ $i }}")}{{ end }}`,
      }),
    ],
    [
      "values of a chart",
      20_000,
      (n) => ({
        ...chart,
        "values.yaml": `map:\n${many(n, (i) => `  k${i}: v\n`)}`,
        "templates/a.yaml":
          "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  {{- toYaml .Values.map | nindent 2 }}\n",
      }),
    ],
    [
      "sets of values of a chart",
      60,
      (n) => ({
        ...chart,
        "values.yaml": "k0: v\n",
        ...filesOf(
          n,
          (i) => `values-${i}.yaml`,
          (i) => `k0: v${i}\n`,
        ),
        ...filesOf(
          10,
          (i) => `templates/a-${i}.yaml`,
          (i) => object(0).replace("a-0", `a-${i}`),
        ),
      }),
    ],
    [
      "charts",
      200,
      (n) =>
        Object.assign(
          {},
          ...Array.from({ length: n }, (_, i) => ({
            [`c${i}/Chart.yaml`]: chart["Chart.yaml"],
            [`c${i}/values.yaml`]: "k0: v\n",
            [`c${i}/templates/a.yaml`]: object(0),
          })),
        ),
    ],
  ];
}
