import { describe, expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { builtObjects, filesOf } from "../../support/kustomize.ts";

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;
const kustomization = (resources: readonly string[], more = "") => `resources: [${resources.join(", ")}]\n${more}`;

/** Two kustomizations at each level, and each builds on both below it. */
function doubled(levels: number, more: (side: string) => string): Readonly<Record<string, string>> {
  const files: Record<string, string> = { "a0/pod.yaml": pod("a"), "b0/pod.yaml": pod("b") };
  for (const side of ["a", "b"])
    for (let i = 0; i <= levels; i++)
      files[`${side}${i}/kustomization.yaml`] =
        i === 0 ? kustomization(["pod.yaml"]) : kustomization([`../a${i - 1}`, `../b${i - 1}`], more(side));
  return files;
}

describe("a build", () => {
  it("of bases that are named again and again comes to an end", () => {
    const { objects, problems } = build("a28", filesOf(doubled(28, () => "")));
    expect(objects).toHaveLength(2);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["duplicate"]));
  });

  it("of more objects than memory holds is not made, and says so", () => {
    const { unsupported } = build("a28", filesOf(doubled(28, (side) => `namePrefix: ${side}-\n`)));
    expect(unsupported.map(({ feature }) => feature)).toEqual(["more than 20000 objects"]);
  });

  it("of fewer but larger ones neither", () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${Array.from({ length: 3000 }, (_, i) => `  k${i}: v\n`).join("")}`;
    const files = {
      "base/kustomization.yaml": kustomization(["map.yaml"]),
      "base/map.yaml": text,
      ...Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => [`o${i}/kustomization.yaml`, kustomization(["../base"], `nameSuffix: "-${i}"\n`)]),
      ),
      "top/kustomization.yaml": kustomization(Array.from({ length: 200 }, (_, i) => `../o${i}`)),
    };
    const { objects, unsupported } = build("top", filesOf(files));
    expect(objects).toHaveLength(165);
    expect(unsupported.map(({ feature }) => feature)).toEqual(["more than 1000000 keys and values"]);
  });

  it("finds the keys of a large mapping while operations take some out, and put others in", () => {
    const data = new Map(Array.from({ length: 200 }, (_, i) => [`k${i}`, "v"]));
    const operations = Array.from({ length: 150 }, (_, i) => {
      const key = `k${(i * 67) % 200}`;
      const op = i % 3 === 0 ? "remove" : "add";
      if (op === "remove" && !data.delete(key)) return undefined;
      if (op === "add") data.set(key, `w${i}`);
      return { op, path: `/data/${key}`, value: `w${i}` };
    }).filter((operation) => operation !== undefined);
    const files = {
      "k/kustomization.yaml": "resources: [map.yaml]\npatches: [{ target: { kind: ConfigMap }, path: patch.json }]\n",
      "k/map.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${Array.from({ length: 200 }, (_, i) => `  k${i}: v\n`).join("")}`,
      "k/patch.json": JSON.stringify(operations),
    };
    const [built = "{}"] = builtObjects(build("k", filesOf(files)));
    expect(JSON.parse(built).data).toEqual(Object.fromEntries(data));
  });

  it.each([
    ["a field into itself", "annotations", (i: number) => `annotations.x${i}`, "create: true"],
    ["a text into itself", "annotations.a", () => "annotations.a", 'delimiter: ",", index: -1'],
  ])("whose replacements copy %s over and over is not made, and says so", (_, from, to, options) => {
    const replacement = (i: number) =>
      `- { source: { kind: Pod, fieldPath: metadata.${from} }, targets: [{ select: { kind: Pod }, fieldPaths: [metadata.${to(i)}], options: { ${options} } }] }\n`;
    const files = {
      "k/kustomization.yaml": kustomization(
        ["pod.yaml"],
        `replacements:\n${Array.from({ length: 60 }, (_, i) => replacement(i)).join("")}`,
      ),
      "k/pod.yaml": pod("a, annotations: { a: b }"),
    };
    const { unsupported } = build("k", filesOf(files));
    expect(unsupported.map(({ feature }) => feature)).toEqual(["replacements that copy more than 500000 keys and values"]);
  });

  const many = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join("");
  const long = "p".repeat(254);
  const each = "target: { kind: Pod }";
  it.each([
    ["a prefix that no name can have", `namePrefix: ${long}\n`, "a namePrefix of more than 253 characters"],
    ["a suffix that no name can have", `nameSuffix: ${long}\n`, "a nameSuffix of more than 253 characters"],
    ["a namespace that none can be called", `namespace: ${long}\n`, "a namespace of more than 253 characters"],
    ["a prefix to a name that is too long", `namePrefix: p\nresources: [called.yaml]\n`, "names of more than 253 characters"],
    [
      "patches for all of many objects",
      `patches:\n- { ${each}, path: long.yaml }\n- { ${each}, path: long.yaml }\n`,
      "patches of more than 1000000 keys and values, over all objects that they are for",
    ],
    [
      "patches that copy and compare what is large", // 600,000 keys and values each
      `patches:\n${many(150, () => "- { target: { kind: ConfigMap }, patch: '[{op: test, path: /data, value: a}]' }\n")}- { target: { kind: ConfigMap }, path: copies.yaml }\n`,
      "patches of more than 1000000 keys and values, over all objects that they are for",
    ],
    [
      "the same file over and over",
      `configMapGenerator:\n${many(20, (i) => `- { name: s${i}, files: [text] }\n`)}`,
      "more than 50000000 characters of generated objects",
    ],
  ])("with %s does not make it, and says so", (_, more, feature) => {
    const files = {
      "k/kustomization.yaml": more.includes("resources:") ? more : kustomization(["pods.yaml", "map.yaml"], more),
      "k/pods.yaml": many(100, (i) => `---\n${pod(`a${i}`)}`),
      "k/map.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n${many(2000, (i) => `  k${i}: v\n`)}`,
      "k/called.yaml": pod(long),
      "k/long.yaml": `- { op: remove, path: /none }\n${many(800, () => "- { op: add, path: /a, value: b }\n")}`,
      "k/copies.yaml": many(150, () => "- { op: copy, from: /data, path: /d }\n"),
      "k/text": "x".repeat(3_000_000),
    };
    expect(build("k", filesOf(files)).unsupported.map((one) => one.feature)).toEqual([feature]);
  });

  it("of a base that is named several times has all of it each time", () => {
    const overlay = (i: number) => kustomization(["../base"], `nameSuffix: "-${i}"\nlabels: [{ pairs: { i: "${i}" } }]\n`);
    const files = {
      "base/kustomization.yaml": kustomization(["pod.yaml"], "namePrefix: base-\n"),
      "base/pod.yaml": pod("web"),
      ...Object.fromEntries([1, 2, 3, 4].map((i) => [`o${i}/kustomization.yaml`, overlay(i)])),
      "top/kustomization.yaml": kustomization([1, 2, 3, 4].map((i) => `../o${i}`)),
    };
    const one = (i: number) => `{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"i":"${i}"},"name":"base-web-${i}"}}`;
    expect(builtObjects(build("top", filesOf(files)))).toEqual([1, 2, 3, 4].map(one));
  });

  it("of a long chain ends, and says where", () => {
    const files: Record<string, string> = { "l0/kustomization.yaml": kustomization(["pod.yaml"]), "l0/pod.yaml": pod("a") };
    for (let i = 1; i <= 20_000; i++) files[`l${i}/kustomization.yaml`] = kustomization([`../l${i - 1}`]);
    const { unsupported } = build("l20000", filesOf(files));
    expect(unsupported).toHaveLength(1);
  });

  it("does not say what is missing where a part of it is not there", () => {
    const patch = `patches: [{ patch: '{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "x" } }' }]\nreplicas: [{ name: web, count: 1 }]\n`;
    const codes = (resources: readonly string[]) =>
      build("k", filesOf({ "k/kustomization.yaml": kustomization(resources, patch), "k/pod.yaml": pod("a") })).problems.map(
        ({ code }) => code,
      );
    expect(codes(["pod.yaml"])).toEqual(["no-target", "no-target"]);
    expect(codes(["pod.yaml", "https://example.com/x//y?ref=1"])).toEqual([]);
    expect(codes(["pod.yaml", "gone"])).toEqual(["no-kustomization"]);
  });
});

it("what is a word to kubectl is a text to kustomize, but not in a JSON patch", () => {
  const files = {
    "k/kustomization.yaml": `resources: [a.yaml]
patches:
  - target: { kind: ConfigMap }
    patch: |-
      - { op: add, path: /data/json, value: yes }
  - patch: |-
      { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { merged: off } }
`,
    "k/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: yes, b: No, c: y, d: True, e: 0644 }\n",
  };
  const data = '"data":{"a":"yes","b":"No","c":"y","d":true,"e":420,"json":true,"merged":"off"}';
  expect(builtObjects(build("k", filesOf(files)))).toEqual([
    `{"apiVersion":"v1",${data},"kind":"ConfigMap","metadata":{"name":"a"}}`, // as kubectl kustomize 1.32 prints it
  ]);
});
