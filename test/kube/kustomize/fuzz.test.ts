import { expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { Field } from "../../../server/yaml/tree/field.ts";
import { runs } from "../../support/effort.ts";
import { filesOf } from "../../support/kustomize.ts";
import { fc } from "../../support/property.ts";

// Whatever stands in the files, a build ends without throwing and every place that it names lies in one of them.

const texts: Readonly<Record<string, string>> = {
  "over/kustomization.yaml": `resources: [../base, pod.yaml]
components: [../part]
namespace: prod
namePrefix: p-
nameSuffix: -s
labels: [{pairs: {a: b}, includeSelectors: true}]
commonAnnotations: {c: d}
images: [{name: app, newName: new, newTag: "2"}, {name: x, digest: "sha256:0"}]
replicas: [{name: web, count: 3}]
configMapGenerator: [{name: conf, literals: [a=b], files: [k=data.txt], envs: [data.env], behavior: create}]
secretGenerator: [{name: sec, literals: [a=b], options: {labels: {l: m}}}]
patches:
  - path: patch.yaml
  - target: {kind: Deploy.*, labelSelector: "app in (web), !x"}
    patch: |-
      - {op: add, path: /spec/template/spec/containers/-, value: {name: more}}
      - {op: move, from: /spec/replicas, path: /spec/count}
      - {op: remove, path: /metadata/labels/app}
patchesStrategicMerge:
  - |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: app, $patch: delete}, {name: b, env: [{name: E, value: f}]}]}}}
`,
  "over/patch.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      volumes: [{$patch: replace}, {name: v, emptyDir: {}}]
`,
  "over/pod.yaml":
    "apiVersion: v1\nkind: List\nitems:\n  - &x {apiVersion: v1, kind: Pod, metadata: {name: one}, spec: {containers: [{name: a, image: app}]}}\n  - <<: *x\n    metadata: {name: two}\n",
  "over/data.txt": "text\n",
  "over/data.env": "A=1\n#B\nC\n",
  "base/kustomization.yaml": "resources: [web.yaml]\nnamePrefix: base-\n",
  "base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: app, image: "app:1", ports: [{containerPort: 80}], envFrom: [{configMapRef: {name: conf}}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
`,
  "part/kustomization.yaml": "kind: Component\npatches: [{path: ../over/patch.yaml}]\n",
};

/** One piece of one text removed, doubled, or replaced by something else. */
const change = fc.record({
  file: fc.constantFrom(...Object.keys(texts)),
  at: fc.nat(2000),
  length: fc.nat(40),
  text: fc.constantFrom(
    "",
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "\n",
    "  ",
    "*x",
    "&y ",
    "null",
    "1",
    '"',
    "|\n",
    "$patch: delete",
    "..",
    "/",
    "~",
    "{{ x }}",
  ),
});

it("survives any change of its files", () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const now: Record<string, string> = { ...texts };
      for (const { file, at, length, text } of changes) {
        const old = now[file] as string;
        const start = at % (old.length + 1);
        now[file] = old.slice(0, start) + text + old.slice(start + length);
      }
      const built = build("over", filesOf(now));
      for (const { uri, span } of [...built.problems, ...built.unsupported])
        expect(span.end).toBeLessThanOrEqual((now[uri] as string).length);
      for (const tree of built.objects) {
        const visit = (field: Field): void => {
          const origin = built.locate(field.site);
          expect(origin && origin.span.end <= (now[origin.uri] as string).length).toBe(true);
          for (const item of field.items()) visit(item);
          for (const [, entry] of field.entries()) visit(entry);
        };
        visit(Field.root(tree));
      }
    }),
    { numRuns: Number(process.env.PLIMSOLL_FUZZ ?? runs(150)) },
  );
});
