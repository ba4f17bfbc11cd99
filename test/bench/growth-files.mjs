// More folders that grow in one dimension, in the form of `growth.mjs`: what the configuration, a kustomization or a chart has many of.
import { deployment, filesOf, many, map, pod } from "./growth-texts.mjs";

/** What says how files are read. */
const CONFIGURATIONS = [
  [
    "folders with a configuration",
    2_000,
    (n) => ({
      ...filesOf(
        n,
        (i) => `f${i}/plimsoll.yaml`,
        () => "rules: { host-network: off }\n",
      ),
      ...filesOf(
        n,
        (i) => `f${i}/a.yaml`,
        (i) => map(`a-${i}`),
      ),
    }),
  ],
  [
    "folders with an ignore file",
    2_000,
    (n) => ({
      ...filesOf(
        n,
        (i) => `f${i}/.gitignore`,
        () => "*.x\nbuild/\n",
      ),
      ...filesOf(
        n,
        (i) => `f${i}/a.yaml`,
        (i) => map(`a-${i}`),
      ),
    }),
  ],
  [
    "configurations that extend each other",
    60,
    (n) => ({
      "plimsoll.yaml": "extends: [./c0.yaml]\n",
      ...filesOf(
        n,
        (i) => `c${i}.yaml`,
        (i) => (i === n - 1 ? "rules: { host-network: off }\n" : `extends: [./c${i + 1}.yaml]\n`),
      ),
      ...filesOf(
        200,
        (i) => `f/a-${i}.yaml`,
        (i) => map(`a-${i}`),
      ),
    }),
  ],
  [
    "characters of a file's name",
    200,
    (n) =>
      filesOf(
        2_000,
        (i) => `${"d".repeat(n)}/${"a".repeat(n - 10)}-${i}.yaml`,
        (i) => map(`a-${i}`),
      ),
  ],
];

/** What one kustomization has many of. */
const KUSTOMIZATIONS = [
  [
    "operations of a JSON patch",
    4_000,
    (n) => ({
      "kustomization.yaml": "resources: [a.yaml]\npatches: [{ target: { kind: ConfigMap }, path: patch.json }]\n",
      "patch.json": JSON.stringify(Array.from({ length: n }, (_, i) => ({ op: "replace", path: `/data/k${i}`, value: "w" }))),
      "a.yaml": map(
        "a",
        many(n, (i) => `  k${i}: v\n`),
      ),
    }),
  ],
  [
    "JSON patches by target",
    1_500,
    (n) => ({
      "kustomization.yaml": `resources: [a.yaml]\npatches:\n${many(n, (i) => `  - target: { kind: ConfigMap, name: a-${i} }\n    patch: '[{"op": "replace", "path": "/data/k", "value": "w"}]'\n`)}`,
      "a.yaml": many(n, (i) => `---\n${map(`a-${i}`)}`),
    }),
  ],
  [
    "patches by label",
    800,
    (n) => ({
      "kustomization.yaml": `resources: [a.yaml]\npatches:\n${many(n, (i) => `  - target: { labelSelector: "app=a-${i}" }\n    patch: '[{"op": "replace", "path": "/data/k", "value": "w"}]'\n`)}`,
      "a.yaml": many(n, (i) => `---\n${map(`a-${i}`, undefined, `  labels: { app: a-${i} }\n`)}`),
    }),
  ],
  [
    "files of a generator",
    2_000,
    (n) => ({
      "kustomization.yaml": `configMapGenerator:\n  - name: a\n    files:\n${many(n, (i) => `      - f${i}.txt\n`)}`,
      ...filesOf(
        n,
        (i) => `f${i}.txt`,
        () => "text\n",
      ),
    }),
  ],
  [
    "literals of a generator",
    10_000,
    (n) => ({ "kustomization.yaml": `configMapGenerator:\n  - name: a\n    literals:\n${many(n, (i) => `      - k${i}=v\n`)}` }),
  ],
  [
    "generators of a kustomization",
    3_000,
    (n) => ({ "kustomization.yaml": `configMapGenerator:\n${many(n, (i) => `  - { name: a-${i}, literals: [k=v] }\n`)}` }),
  ],
  [
    "components of a kustomization",
    500,
    (n) => ({
      "kustomization.yaml": `resources: [a.yaml]\ncomponents:\n${many(n, (i) => `  - c${i}\n`)}`,
      "a.yaml": map("a"),
      ...filesOf(
        n,
        (i) => `c${i}/kustomization.yaml`,
        (i) => `kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\nresources: [a.yaml]\n# ${i}\n`,
      ),
      ...filesOf(
        n,
        (i) => `c${i}/a.yaml`,
        (i) => map(`c-${i}`),
      ),
    }),
  ],
  [
    "replicas of a kustomization",
    1_500,
    (n) => ({
      "kustomization.yaml": `resources: [a.yaml]\nreplicas:\n${many(n, (i) => `  - { name: a-${i}, count: 2 }\n`)}`,
      "a.yaml": many(n, (i) => `---\n${deployment(i)}`),
    }),
  ],
  [
    "bases of a kustomization, renamed each",
    800,
    (n) => ({
      "kustomization.yaml": `resources:\n${many(n, (i) => `  - k${i}\n`)}`,
      ...filesOf(
        n,
        (i) => `k${i}/kustomization.yaml`,
        (i) => `namePrefix: p${i}-\nresources: [a.yaml]\nconfigMapGenerator: [{ name: c, literals: [k=v] }]\n`,
      ),
      ...filesOf(
        n,
        (i) => `k${i}/a.yaml`,
        () => pod("a", "      envFrom: [{ configMapRef: { name: c } }]\n"),
      ),
    }),
  ],
];

/** What one chart has many of. */
const CHART = { "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n", "values.yaml": "k: v\n" };
const CHARTS = [
  [
    "actions of a template",
    8_000,
    (n) => ({
      ...CHART,
      "templates/a.yaml": map(
        "a",
        many(n, (i) => `  k${i}: {{ .Values.k | quote }}\n`),
      ),
    }),
  ],
  [
    "includes of a template",
    4_000,
    (n) => ({
      ...CHART,
      "templates/_h.tpl": '{{ define "h" }}{{ .Values.k | quote }}{{ end }}',
      "templates/a.yaml": map(
        "a",
        many(n, (i) => `  k${i}: {{ include "h" $ }}\n`),
      ),
    }),
  ],
  [
    "named templates of a chart",
    3_000,
    (n) => ({
      ...CHART,
      "templates/_h.tpl": many(n, (i) => `{{ define "h${i}" }}v{{ end }}\n`),
      "templates/a.yaml": map(
        "a",
        many(n, (i) => `  k${i}: {{ include "h${i}" $ }}\n`),
      ),
    }),
  ],
  [
    "rounds of a range",
    10_000,
    (n) => ({
      ...CHART,
      "templates/a.yaml": map("a", `{{ range $i := until ${n} }}\n  k{{ $i }}: {{ $.Values.k }}\n{{- end }}\n`),
    }),
  ],
  [
    "subcharts of a chart",
    60,
    (n) => ({
      ...CHART,
      ...filesOf(
        n,
        (i) => `charts/s${i}/Chart.yaml`,
        (i) => `apiVersion: v2\nname: s${i}\nversion: 1.0.0\n`,
      ),
      ...filesOf(
        n,
        (i) => `charts/s${i}/values.yaml`,
        () => "k: v\n",
      ),
      ...filesOf(
        n,
        (i) => `charts/s${i}/templates/a.yaml`,
        (i) => map(`a-${i}`, "  k: {{ .Values.k }}\n"),
      ),
    }),
  ],
];

export const FILES_THAT_GROW = [...CONFIGURATIONS, ...KUSTOMIZATIONS, ...CHARTS];
