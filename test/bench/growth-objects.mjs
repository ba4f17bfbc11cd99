// More folders that grow in one dimension, in the form of `growth.mjs`: what one object has many of, and objects that speak of each other.
import { deployment, file, labels, many, map, object, pod } from "./growth-texts.mjs";

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
    300,
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

export const OBJECTS_THAT_GROW = [...PARTS, ...OBJECTS];
