import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { Field } from "../../../server/yaml/tree/field.ts";
import { corpus, corpusRoot, describeCorpus } from "../../support/corpus.ts";
import { share } from "../../support/effort.ts";
import { builtObjects, diskFiles, filesOf, writtenObjects } from "../../support/kustomize.ts";

type Table = Readonly<Record<string, string>>;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      containers:
        - name: app
          image: example.org:5000/web:1
          env: [{name: A, value: "1"}, {name: B, value: "2"}]
          envFrom: [{configMapRef: {name: settings}}]
          ports: [{containerPort: 80, name: http}, {containerPort: 80, protocol: UDP}]
        - name: side
          image: side@sha256:0000000000000000000000000000000000000000000000000000000000000000
      volumes:
        - {name: v, secret: {secretName: token}}
`;
const account = `apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: web}
subjects:
  - {kind: ServiceAccount, name: web, namespace: default}
  - {kind: ServiceAccount, name: default}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: web}
rules: [{apiGroups: [""], resources: [secrets], resourceNames: [token], verbs: [get]}]
---
apiVersion: v1
kind: Namespace
metadata: {name: old}
`;
const service = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, name: http}, {port: 443, name: https}]
`;
const generators = `configMapGenerator:
  - name: settings
    literals: [a=1, 'b="two"', c=x=y]
    files: [file.txt, key=dir/other.txt]
    envs: [settings.env]
secretGenerator:
  - name: token
    type: example.org/token
    literals: [t=pässwörd]
`;
const inputs = {
  "base/file.txt": "hello\n",
  "base/dir/other.txt": "other",
  "base/settings.env": "# comment\nE=5\n\n  F = six \n",
};
const base: Table = {
  "base/kustomization.yaml": `resources: [deployment.yaml, account.yaml, service.yaml]\n${generators}`,
  "base/deployment.yaml": deployment,
  "base/account.yaml": account,
  "base/service.yaml": service,
  ...inputs,
};

/** An overlay over the base. */
function overlay(text: string, more: Table = {}): Table {
  return { ...base, "over/kustomization.yaml": `resources: [../base]\n${text}`, ...more };
}

const cases: readonly (readonly [name: string, files: Table])[] = [
  ["resources and generators", overlay("")],
  ["a prefix and a suffix, and references that follow", overlay("namePrefix: p-\nnameSuffix: -s\n")],
  ["a namespace", overlay("namespace: prod\n")],
  ["labels everywhere", overlay("commonLabels: {team: a, port: '8080'}\ncommonAnnotations: {note: b}\n")],
  ["labels on metadata only", overlay("labels: [{pairs: {team: a}}, {pairs: {part: b}, includeTemplates: true}]\n")],
  [
    "images",
    overlay(`images:
  - {name: example.org:5000/web, newTag: "2"}
  - {name: side, newName: other/side, digest: "sha256:1111111111111111111111111111111111111111111111111111111111111111"}
  - {name: nothing, newTag: "3"}
`),
  ],
  ["replicas", overlay("replicas: [{name: web, count: 5}]\n")],
  [
    "a strategic merge patch in a file",
    overlay("patches: [{path: patch.yaml}]\n", {
      "over/patch.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {note: x}}
spec:
  replicas: 3
  template:
    spec:
      serviceAccountName: null
      containers:
        - name: new
          image: new:1
        - name: app
          env: [{name: C, value: "3"}, {name: A, $patch: delete}, {name: B, value: "4"}]
          ports: [{containerPort: 80, protocol: UDP, name: udp}, {containerPort: 81}]
          command: [a, b]
      volumes:
        - $patch: replace
        - {name: w, emptyDir: {}}
`,
    }),
  ],
  [
    "patches inside the kustomization",
    overlay(`patches:
  - patch: |-
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec:
        ports: [{port: 80, targetPort: 8080}, {port: 90, name: more}]
  - patch: '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "old", "labels": {"a": "b"}}}'
  - target: {kind: Deployment, name: w.*}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value: {name: J, value: "6"}
      - {op: replace, path: /spec/template/spec/containers/1/image, value: "j:1"}
      - {op: remove, path: /metadata/labels/app}
      - {op: add, path: /metadata/annotations, value: {a/b: "1"}}
      - {op: test, path: /metadata/annotations/a~1b, value: "1"}
      - {op: copy, from: /metadata/annotations/a~1b, path: /metadata/annotations/c}
      - {op: move, from: /metadata/annotations/c, path: /metadata/annotations/d}
      - {op: add, path: /spec/template/spec/containers/0/env/0, value: {name: K, value: "7"}}
  - target: {group: rbac.authorization.k8s.io, version: v1}
    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"rbac": "yes"}}]'
  - target: {labelSelector: "app=web,!none"}
    patch: |
      apiVersion: x
      kind: Whatever
      metadata: {name: any, labels: {picked: "true"}}
`),
  ],
  [
    "targets with regular expressions",
    overlay(`patches:
  - target: {kind: Deploy.*|X, name: "(w|x)e[a-b]+$|nothing", namespace: "sh?op|"}
    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "1"}}]'
  - target: {group: "apps|batch", version: "v\\\\d", kind: "(?i)deployment", name: we}
    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "2"}}]'
  - target: {kind: "S.*|Name", name: "^web$|^shop"}
    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"b": "2"}}]'
`),
  ],
  [
    "several documents in one patch, one that deletes",
    overlay("patchesStrategicMerge:\n  - patch.yaml\n", {
      "over/patch.yaml": `apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
$patch: delete
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {$patch: replace, containers: [{name: only, image: only:1}]}}}
`,
    }),
  ],
  [
    "older JSON patches",
    overlay(
      `patchesJson6902:
  - target: {group: apps, version: v1, kind: Deployment, name: web}
    path: patch.json
`,
      { "over/patch.json": '[{"op": "replace", "path": "/spec/replicas", "value": 9}]' },
    ),
  ],
  [
    "lists of a custom kind are replaced",
    {
      "over/kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
      "over/a.yaml":
        "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: {containers: [{name: x1, a: 1}], gone: 1, nil: null, none: }\n",
      "over/p.yaml":
        "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: {containers: [{name: x2}], gone: null}\n",
    },
  ],
  [
    "a component",
    overlay("components: [../component]\nnamespace: prod\n", {
      "component/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [extra.yaml]
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {replicas: 7}
`,
      "component/extra.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n",
    }),
  ],
  [
    "a patch that names an object as it was before",
    {
      ...base,
      "mid/kustomization.yaml": "resources: [../base]\nnamePrefix: m-\nnamespace: mid\n",
      "over/kustomization.yaml":
        "resources: [../mid]\npatches:\n  - patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2}}'\n",
    },
  ],
  [
    "one base under two prefixes",
    {
      ...base,
      "a/kustomization.yaml":
        "resources: [../base]\nnamePrefix: a-\nnamespace: a\npatches: [{target: {kind: Namespace}, patch: '{$patch: delete, kind: x, metadata: {name: x}}'}]\n",
      "b/kustomization.yaml": "resources: [../base]\nnamePrefix: b-\nnamespace: b\n",
      "over/kustomization.yaml": "resources: [../a, ../b]\nnameSuffix: -end\n",
    },
  ],
  [
    "generated objects that are merged and replaced",
    overlay(`configMapGenerator:
  - {name: settings, behavior: merge, literals: [a=9, z=8], options: {labels: {l: m}}}
secretGenerator:
  - {name: token, behavior: replace, literals: [u=1]}
generatorOptions: {annotations: {o: p}}
`),
  ],
  [
    "generator options",
    {
      "over/kustomization.yaml": `generatorOptions: {disableNameSuffixHash: true, labels: {a: b}}
configMapGenerator: [{name: c, namespace: ns, literals: [x=y], options: {immutable: true, annotations: {q: r}}}]
`,
    },
  ],
  [
    "a List, anchors and merge keys",
    {
      "over/kustomization.yaml": "resources: [list.yaml]\nnamePrefix: p-\n",
      "over/list.yaml": `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: &x "1", b: *x}}
  - {apiVersion: v1, kind: ConfigMap, metadata: &m {name: b, labels: {k: v}}}
`,
    },
  ],
];

const kubectl = (() => {
  try {
    return execFileSync("kubectl", ["version", "--client"], { stdio: "pipe" }).length > 0;
  } catch {
    process.stderr.write("skipped: comparisons with `kubectl kustomize`, which is not installed\n");
    return false;
  }
})();

function kustomize(folder: string): string {
  return execFileSync("kubectl", ["kustomize", "--load-restrictor", "LoadRestrictionsNone", folder], {
    encoding: "utf8",
    stdio: "pipe",
    maxBuffer: 1 << 28,
  });
}

describe.skipIf(!kubectl)(
  kubectl ? "build, compared with kubectl" : "build, compared with kubectl (skipped: not installed)",
  () => {
    const root = mkdtempSync(join(tmpdir(), "kustomize-"));
    afterAll(() => rmSync(root, { recursive: true }));

    it.each(cases)("%s", (name, files) => {
      const folder = join(root, name.replaceAll(/\W/g, "-"));
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const built = build("over", filesOf(files));
      expect(built.problems).toEqual([]);
      expect(built.unsupported).toEqual([]);
      expect(builtObjects(built)).toEqual(writtenObjects(kustomize(join(folder, "over")), built.generated));
    });
  },
);

describeCorpus("kustomizations of the corpus", () => {
  const folders = kustomizations();

  it("are built without throwing, and every place lies in a file that was read", () => {
    const files = diskFiles(join(corpusRoot, "kustomize"));
    let objects = 0;
    for (const folder of folders) {
      const built = build(folder, files);
      for (const tree of built.objects) {
        objects++;
        for (const field of leavesOf(Field.root(tree))) {
          const origin = built.locate(field.site);
          const text = origin && files.read(origin.uri);
          expect(text?.slice(origin?.span.start, origin?.span.end), folder).toBe(
            tree.text.slice(field.site.start, field.site.end),
          );
          expect(origin && built.uris.includes(origin.uri)).toBe(true);
        }
      }
    }
    expect(objects).toBeGreaterThan(1000);
  });

  // Every one takes a process of its own: a part of them.
  const sample = share(folders, 24, 2);
  it.skipIf(!kubectl)(
    `are what kubectl makes of them (${sample.length} of ${folders.length})`,
    () => {
      const root = join(corpusRoot, "kustomize");
      let same = 0;
      for (const folder of sample) {
        const built = build(folder, diskFiles(root));
        const problems = built.problems.filter(({ code }) => code !== "outside").map(({ message }) => message);
        const written = tryKustomize(join(root, folder));
        if (written === undefined) expect(problems, folder).not.toEqual([]);
        else {
          expect(problems, folder).toEqual([]);
          expect(built.unsupported, folder).toEqual([]);
          expect(builtObjects(built), folder).toEqual(writtenObjects(written, built.generated));
          same++;
        }
      }
      expect(same).toBeGreaterThan(sample.length * 0.8); // the others are refused by both
    },
    300_000,
  );
});

/** Every folder with a kustomization. */
function kustomizations(): readonly string[] {
  if (!existsSync(corpusRoot)) return [];
  const files = corpus("kustomize").filter(({ path }) => /\/kustomization\.ya?ml$/.test(path));
  return files.map(({ path }) => dirname(path).slice("kustomize/".length));
}

function tryKustomize(folder: string): string | undefined {
  try {
    return kustomize(folder);
  } catch {
    return undefined;
  }
}

/** Every scalar field below, as far as it has a place of its own. */
function leavesOf(field: Field): readonly Field[] {
  if (field.isSequence) return field.items().flatMap(leavesOf);
  if (field.isMapping) return field.entries().flatMap(([, below]) => leavesOf(below));
  return [field];
}
