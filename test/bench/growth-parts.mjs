// More folders that grow in one dimension, in the form of `growth.mjs`: what one object, the repository's configuration, a kustomization or a chart has many of.

const many = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("");
const file = (text) => ({ "a.yaml": text });
const filesOf = (count, path, text) => Object.fromEntries(Array.from({ length: count }, (_, i) => [path(i), text(i)]));
const object = (apiVersion, kind, name, rest) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop\n${rest}`;
const map = (name, data = "  k: v\n", metadata = "") => object("v1", "ConfigMap", name, `${metadata}data:\n${data}`);
const APP = "    - name: app\n      image: registry.example.com/app:1.0.0\n";
const pod = (name, container = "", spec = "", metadata = "") =>
  object("v1", "Pod", name, `${metadata}spec:\n${spec}  containers:\n${APP}${container}`);
const labels = (count, indent) => many(count, (i) => `${indent}label-${i}: v\n`);
const deployment = (i) =>
  object(
    "apps/v1",
    "Deployment",
    `a-${i}`,
    `spec:\n  selector: { matchLabels: { app: a-${i} } }\n  template:\n    metadata: { labels: { app: a-${i} } }\n    spec: { containers: [{ name: app, image: "a:1" }] }\n`,
  );

/** What one object has many of. */
const PARTS = [
  ["labels of an object", 20_000, (n) => file(map("a", undefined, `  labels:\n${labels(n, "    ")}`))],
  ["annotations of an object", 20_000, (n) => file(map("a", undefined, `  annotations:\n${labels(n, "    ")}`))],
  [
    "labels of a selector",
    4_000,
    (n) =>
      file(
        `${object("v1", "Service", "a", `spec:\n  ports: [{ port: 80 }]\n  selector:\n${labels(n, "    ")}`)}---\n${pod("a", "", "", `  labels:\n${labels(n, "    ")}`)}`,
      ),
  ],
  [
    "peers of a NetworkPolicy",
    4_000,
    (n) =>
      file(
        object(
          "networking.k8s.io/v1",
          "NetworkPolicy",
          "a",
          `spec:\n  podSelector: {}\n  ingress:\n    - from:\n${many(n, (i) => `        - podSelector: { matchLabels: { app: a-${i} } }\n`)}`,
        ),
      ),
  ],
  [
    "paths of an Ingress",
    6_000,
    (n) =>
      file(
        object(
          "networking.k8s.io/v1",
          "Ingress",
          "a",
          `spec:\n  rules:\n    - host: a.example.com\n      http:\n        paths:\n${many(n, (i) => `          - { path: /p${i}, pathType: Prefix, backend: { service: { name: s-${i}, port: { number: 80 } } } }\n`)}`,
        ),
      ),
  ],
  [
    "hosts of an Ingress",
    6_000,
    (n) =>
      file(
        object(
          "networking.k8s.io/v1",
          "Ingress",
          "a",
          `spec:\n  rules:\n${many(n, (i) => `    - { host: h${i}.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: s, port: { number: 80 } } } }] } }\n`)}`,
        ),
      ),
  ],
  [
    "ports of a Service",
    6_000,
    (n) => file(object("v1", "Service", "a", `spec:\n  ports:\n${many(n, (i) => `    - { name: p${i}, port: ${i + 1} }\n`)}`)),
  ],
  [
    "tolerations of a pod",
    8_000,
    (n) => file(pod("a", "", `  tolerations:\n${many(n, (i) => `    - { key: k${i}, operator: Exists }\n`)}`)),
  ],
  [
    "sources of an environment",
    6_000,
    (n) => file(pod("a", `      envFrom:\n${many(n, (i) => `        - configMapRef: { name: c-${i} }\n`)}`)),
  ],
  [
    "sources of a projected volume",
    6_000,
    (n) =>
      file(
        pod(
          "a",
          "",
          `  volumes:\n    - name: all\n      projected:\n        sources:\n${many(n, (i) => `          - configMap: { name: c-${i} }\n`)}`,
        ),
      ),
  ],
  [
    "rules named in a marker",
    5_000,
    (n) => file(`# plimsoll-disable ${many(n, (i) => `${i ? ", " : ""}rule-${i}`)}\n${map("a")}`),
  ],
  ["documents behind comments", 6_000, (n) => file(many(n, (i) => `# what a-${i} is for\n---\n# and how\n${map(`a-${i}`)}`))],
  [
    "levels of a definition's schema",
    150,
    (n) => {
      const level = (i) => (i === n ? "{ type: string }" : `{ type: object, properties: { l${i}: ${level(i + 1)} } }`);
      const value = (i) => (i === n ? "v" : `{ l${i}: ${value(i + 1)} }`);
      return file(
        `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.example.com }\nspec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Thing, plural: things }\n  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: ${level(0)} } } } }]\n---\n${object("example.com/v1", "Thing", "a", `spec: ${value(0)}\n`)}`,
      );
    },
  ],
];

/** Objects that speak of each other. */
const OBJECTS = [
  [
    "autoscalers and their Deployments",
    2_000,
    (n) =>
      file(
        many(
          n,
          (i) =>
            `---\n${deployment(i)}---\n${object("autoscaling/v2", "HorizontalPodAutoscaler", `a-${i}`, `spec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a-${i} }\n  maxReplicas: 3\n`)}`,
        ),
      ),
  ],
  [
    "namespaces and what is in them",
    3_000,
    (n) =>
      file(
        many(
          n,
          (i) =>
            `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: n-${i} }\n---\n${pod("a").replace("namespace: shop", `namespace: n-${i}`)}`,
        ),
      ),
  ],
  [
    "claims and the pods that mount them",
    3_000,
    (n) =>
      file(
        many(
          n,
          (i) =>
            `---\n${object("v1", "PersistentVolumeClaim", `c-${i}`, "spec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: 1Gi } }\n")}---\n${pod(`a-${i}`, "", `  volumes: [{ name: c, persistentVolumeClaim: { claimName: c-${i} } }]\n`)}`,
        ),
      ),
  ],
  [
    "Ingresses and their Services",
    3_000,
    (n) =>
      file(
        many(
          n,
          (i) =>
            `---\n${object("v1", "Service", `s-${i}`, `spec: { selector: { app: a-${i} }, ports: [{ port: 80 }] }\n`)}---\n${object("networking.k8s.io/v1", "Ingress", `s-${i}`, `spec:\n  rules: [{ host: h${i}.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: s-${i}, port: { number: 80 } } } }] } }]\n`)}`,
        ),
      ),
  ],
  [
    "ClusterRoles that one aggregates",
    3_000,
    (n) =>
      file(
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\naggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: all } }] }\nrules: []\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: all }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all }\nsubjects: [{ kind: ServiceAccount, name: a, namespace: shop }]\n${many(n, (i) => `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: r-${i}, labels: { to: all } }\nrules: [{ apiGroups: [g${i}], resources: [things], verbs: [get] }]\n`)}`,
      ),
  ],
  [
    "definitions",
    1_500,
    (n) =>
      file(
        many(
          n,
          (i) =>
            `---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.g${i}.example.com }\nspec:\n  group: g${i}.example.com\n  scope: Namespaced\n  names: { kind: Thing, plural: things }\n  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } } }]\n---\n${object(`g${i}.example.com/v1`, "Thing", "a", "spec: { size: 1 }\n")}`,
        ),
      ),
  ],
];

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

export const PARTS_THAT_GROW = [...PARTS, ...OBJECTS, ...CONFIGURATIONS, ...KUSTOMIZATIONS, ...CHARTS];
