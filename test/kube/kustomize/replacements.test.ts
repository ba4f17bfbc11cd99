import { expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { Field } from "../../../server/yaml/tree/field.ts";
import type { Tree } from "../../../server/yaml/tree/tree.ts";
import { kustomize } from "../../oracle/kustomize.ts";
import { expectFresh, recorded } from "../../oracle/recording.ts";
import { builtObjects, filesOf, writtenObjects } from "../../support/kustomize.ts";

// What replacements make of objects, compared with kustomize's answers.

const OBJECTS = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, annotations: {a.b/c: dotted}}
data: {image: "registry.example.com/web:2.0", port: "8080", empty: "", count: "3", "host.name": web.example.com}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - {name: web, image: "web:1.0", args: [--a, --b], env: [{name: HOST, value: none}]}
        - {name: web-side, image: "side:1.0"}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {note: x-y-z}}
spec: {ports: [{port: 80, name: http}], externalName: none, clusterIP: null}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: other, labels: {app: other}}
spec: {replicas: 2, template: {spec: {containers: [{name: web, image: "other:1.0"}]}}}
`;

const SETTINGS = "kind: ConfigMap, name: settings";
const from = (path: string, more = "") => `source: {${SETTINGS}, fieldPath: ${path}${more}}`;
const one = (source: string, target: string) => `replacements: [{${source}, targets: [{${target}}]}]\n`;
const WEB = "select: {kind: Deployment, name: web}";

/** The kustomization beside the objects, by what it shows. */
const CASES: Readonly<Record<string, string>> = {
  "a value of a list's item": one(from("data.image"), `${WEB}, fieldPaths: ["spec.template.spec.containers.[name=^web$].image"]`),
  "items whose name holds a match": one(
    from("data.image"),
    `${WEB}, fieldPaths: ["spec.template.spec.containers.[name=web].image"]`,
  ),
  "all items": one(from("data.image"), `${WEB}, fieldPaths: [spec.template.spec.containers.*.image]`),
  "an item by its place": one(from("data.image"), `${WEB}, fieldPaths: [spec.template.spec.containers.1.image]`),
  "an item that is a text": one(
    from("data.port"),
    `${WEB}, fieldPaths: ["spec.template.spec.containers.[name=^web$].args.[=--b]"]`,
  ),
  "a text where a number was": one(from("data.count"), `${WEB}, fieldPaths: [spec.replicas]`),
  "a number where a text was": one(
    "source: {kind: Deployment, name: other, fieldPath: spec.replicas}",
    `select: {${SETTINGS}}, fieldPaths: [data.port]`,
  ),
  "a piece of a text": one(
    from("data.image", ', options: {delimiter: ":", index: 1}'),
    `${WEB}, fieldPaths: [metadata.labels.app]`,
  ),
  "a piece that is not there": one(
    from("data.image", ', options: {delimiter: ":", index: 5}'),
    `${WEB}, fieldPaths: [metadata.labels.app]`,
  ),
  "into a piece of a text": one(
    from("data.port"),
    'select: {kind: Service}, fieldPaths: [metadata.annotations.note], options: {delimiter: "-", index: 1}',
  ),
  "before a text": one(
    from("data.port"),
    'select: {kind: Service}, fieldPaths: [metadata.annotations.note], options: {delimiter: "-", index: -1}',
  ),
  "behind a text": one(
    from("data.port"),
    'select: {kind: Service}, fieldPaths: [metadata.annotations.note], options: {delimiter: "-", index: 9}',
  ),
  "a field that is made": one(from("data.port"), `${WEB}, fieldPaths: [metadata.annotations.port], options: {create: true}`),
  "an item that is made": one(
    from("data.port"),
    `${WEB}, fieldPaths: ["spec.template.spec.containers.[name=^web$].env.[name=PORT].value"], options: {create: true}`,
  ),
  "an item behind the last": one(
    from("data.port"),
    `${WEB}, fieldPaths: [spec.template.spec.containers.0.args.2], options: {create: true}`,
  ),
  "a field that is not there": one(from("data.port"), `${WEB}, fieldPaths: [metadata.annotations.port]`),
  "an item that is not there": one(from("data.port"), `${WEB}, fieldPaths: ["spec.template.spec.containers.[name=gone].image"]`),
  "a place that is not there": one(from("data.port"), `${WEB}, fieldPaths: [spec.template.spec.containers.7.image]`),
  "a path through a text": one(from("data.port"), `${WEB}, fieldPaths: [spec.replicas.x]`),
  "a key with dots": one(from("'data.host\\.name'"), "select: {kind: Service}, fieldPaths: [spec.externalName]"),
  "a key with dots in brackets": one(
    from('"metadata.annotations.[a.b/c]"'),
    "select: {kind: Service}, fieldPaths: [spec.externalName]",
  ),
  "names, where no path is given": one(`source: {${SETTINGS}}`, "select: {kind: Service}, fieldPaths: [spec.externalName]"),
  "the name of a target, where no path is given": one(`source: {${SETTINGS}}`, "select: {kind: Service}"),
  "a mapping": one(from("metadata.annotations"), `${WEB}, fieldPaths: [metadata.annotations], options: {create: true}`),
  "a list": one(
    "source: {kind: Service, fieldPath: spec.ports}",
    `${WEB}, fieldPaths: [spec.template.spec.containers.0.ports], options: {create: true}`,
  ),
  "into what has no value": one(from("data.count"), "select: {kind: Service}, fieldPaths: [spec.clusterIP]"),
  "an empty text": one(from("data.empty"), `${WEB}, fieldPaths: [metadata.labels.app]`),
  "a value that is not there": one(from("data.gone"), `${WEB}, fieldPaths: [metadata.labels.app]`),
  "no source": one("source: {kind: Secret}", `${WEB}, fieldPaths: [metadata.labels.app]`),
  "two sources": one("source: {kind: Deployment}", "select: {kind: Service}, fieldPaths: [spec.externalName]"),
  "a source by its namespace": one("source: {name: web, namespace: shop}", `${WEB}, fieldPaths: [metadata.labels.app]`),
  "no target": one(from("data.port"), "select: {kind: Secret}, fieldPaths: [data.x]"),
  "targets by patterns": one(from("data.count"), 'select: {kind: Deploy.*, name: "we|other"}, fieldPaths: [spec.replicas]'),
  "targets by labels": one(from("data.count"), "select: {labelSelector: app=other}, fieldPaths: [spec.replicas]"),
  "targets but for some": one(
    from("data.count"),
    "select: {kind: Deployment}, reject: [{name: web}], fieldPaths: [spec.replicas]",
  ),
  "targets but for a pattern": one(
    from("data.count"),
    'select: {kind: Deployment}, reject: [{name: "w.*"}], fieldPaths: [spec.replicas]',
  ),
  "names as they were": `namePrefix: p-\n${one(from("metadata.name"), `${WEB}, fieldPaths: [metadata.labels.app]`)}`,
  "what other changes have left": `images: [{name: web, newTag: "9"}]\n${one('source: {kind: Deployment, name: web, fieldPath: "spec.template.spec.containers.[name=web].image"}', "select: {kind: Service}, fieldPaths: [spec.externalName]")}`,
  "several, each on what the one before left": `replacements:\n  - {${from("data.port")}, targets: [{select: {kind: Service}, fieldPaths: [spec.externalName]}]}\n  - {source: {kind: Service, fieldPath: spec.externalName}, targets: [{${WEB}, fieldPaths: [metadata.labels.app]}]}\n`,
  "one in a file": "replacements: [{path: one.yaml}]\n",
  "a list of them in a file": "replacements: [{path: list.yaml}]\n",
  "without a source": "replacements: [{targets: [{select: {kind: Service}}]}]\n",
  "without targets": `replacements: [{source: {${SETTINGS}}}]\n`,
};

const INLINE = `{${from("data.port")}, targets: [{${WEB}, fieldPaths: [metadata.labels.app]}]}\n`;
const filesFor = (text: string) => ({
  "/k/kustomization.yaml": `resources: [objects.yaml]\n${text}`,
  "/k/objects.yaml": OBJECTS,
  "/k/one.yaml": INLINE,
  "/k/list.yaml": `- ${INLINE}`,
});

it("the recorded builds are those of kustomize", async () => {
  await expectFresh("kustomize", "kustomize.replacements", CASES, () =>
    kustomize(Object.values(CASES).map((text) => ({ folder: "/k", files: filesFor(text) }))).map((answer) =>
      "crash" in answer || answer.error ? null : answer.text,
    ),
  );
});

const answers = recorded<string | null>("kustomize.replacements");

it.each(Object.entries(CASES))("%s", (name, text) => {
  const built = build("/k", filesOf(filesFor(text)));
  expect(built.unsupported).toEqual([]);
  const answer = answers[name];
  if (answer === null) expect(built.problems).not.toEqual([]);
  else {
    expect(built.problems).toEqual([]);
    expect(builtObjects(built)).toEqual(writtenObjects(answer as string, []));
  }
});

it("a copied value stands where it is written, one that is put together where the path to it is", () => {
  const at = (text: string, path: readonly (string | number)[]) => {
    const files = filesFor(text);
    const built = build("/k", filesOf(files));
    const tree = built.objects.find(
      ({ root }) => root && Field.root({ ...(built.objects[0] as Tree), root }).at("kind").string === "Deployment",
    );
    const place = built.locate(Field.root(tree as Tree).at(...path).site);
    return place && files[place.uri as keyof typeof files].slice(place.span.start, place.span.end);
  };
  const image = ["spec", "template", "spec", "containers", 0, "image"];
  const target = `${WEB}, fieldPaths: ["spec.template.spec.containers.[name=^web$].image"]`;
  expect(at(one(from("data.image"), target), image)).toBe('"registry.example.com/web:2.0"');
  expect(at(one(from("data.port"), `${target}, options: {delimiter: ":", index: 1}`), image)).toBe(
    '"spec.template.spec.containers.[name=^web$].image"',
  );
});
