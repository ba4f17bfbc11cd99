import { describe, expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { inlineDocuments } from "../../../server/kube/kustomize/inline.ts";
import { readKustomization } from "../../../server/kube/kustomize/kustomization.ts";
import { isRemote } from "../../../server/kube/kustomize/location.ts";
import { rolesOf } from "../../../server/kube/kustomize/roles.ts";
import { parse } from "../../../server/yaml/parser/parse.ts";
import { Field } from "../../../server/yaml/tree/field.ts";
import { openTree } from "../../../server/yaml/tree/open.ts";
import { filesOf } from "../../support/kustomize.ts";

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: app
      image: app:1
`;

describe("rolesOf", () => {
  const text = `resources: [../base, deploy.yaml, https://example.org/x.yaml]
bases: [../old]
components: [../parts/tls]
crds: [crd.json]
patches:
  - path: ./patch.yaml
  - patch: "[]"
patchesStrategicMerge: [sub/merge.yaml, "kind: Pod\\nmetadata: {}"]
patchesJson6902: [{path: json.yaml}]
configMapGenerator: [{name: c, files: [key=conf/a.yaml, b.yaml], envs: [c.env]}]
replacements: [{path: replace.yaml}]
configurations: [names.yaml]
helmCharts: [{name: x, valuesFile: values.yaml}]
`;
  const roles = rolesOf([{ uri: "file:///k/over/kustomization.yaml", tree: parse(text) }]);

  it.each([
    ["over/deploy.yaml", "resource"],
    ["base/kustomization.yaml", "resource"],
    ["old/Kustomization", "resource"],
    ["parts/tls/kustomization.yml", "component"],
    ["over/crd.json", "crd"],
    ["over/patch.yaml", "patch"],
    ["over/sub/merge.yaml", "patch"],
    ["over/json.yaml", "patch"],
    ["over/conf/a.yaml", "generated"],
    ["over/b.yaml", "generated"],
    ["over/replace.yaml", "configuration"],
    ["over/names.yaml", "configuration"],
    ["over/values.yaml", "values"],
    ["over/other.yaml", undefined],
  ])("%s is %s", (path, role) => {
    expect(roles.get(`file:///k/${path}`)).toBe(role);
  });

  it("takes a file that is a patch anywhere for a patch", () => {
    const patch = { uri: "a/kustomization.yaml", tree: parse("patches: [{path: ../x.yaml}]") };
    const resource = { uri: "b/kustomization.yaml", tree: parse("resources: [../x.yaml]") };
    expect(rolesOf([patch, resource]).get("x.yaml")).toBe("patch");
    expect(rolesOf([resource, patch]).get("x.yaml")).toBe("patch");
  });
});

describe("locations", () => {
  it.each([
    ["https://example.org/a.yaml", true],
    ["git@github.com:a/b.git", true],
    ["github.com/a/b//c?ref=v1", true],
    ["git::https://example.org/a", true],
    ["../base?ref=x", true],
    ["../base", false],
    ["deploy.yaml", false],
    ["github.company/deploy.yaml", false],
  ])("isRemote(%s) is %s", (entry, remote) => {
    expect(isRemote(entry)).toBe(remote);
  });
});

describe("inlineDocuments", () => {
  it("reads a literal block where it stands", () => {
    const text = "x: 1\n---\npatches:\n  - patch: |-\n      kind: Pod\n      ---\n      kind: Job\n    target: {}\n";
    const tree = parse(text, 5);
    const [patch] = readKustomization(tree).patches;
    const { trees, at } = inlineDocuments(patch?.field ?? Field.root(tree));
    expect(at).toBe(undefined);
    const kinds = trees.map((own) => Field.root(own).at("kind"));
    expect(kinds.map(({ string }) => string)).toEqual(["Pod", "Job"]);
    expect(kinds.map(({ site, tree: own }) => text.slice(own.from + site.start, own.from + site.end))).toEqual(["Pod", "Job"]);
  });

  it("says where any other string stands", () => {
    const text = `patches: [{patch: '[{"op": "remove", "path": "/a"}]'}]`;
    const [patch] = readKustomization(parse(text)).patches;
    const { trees, at } = inlineDocuments(patch?.field as Field);
    expect(trees).toHaveLength(1);
    expect(text.slice(at?.start, at?.end)).toBe(`'[{"op": "remove", "path": "/a"}]'`);
  });
});

describe("openTree", () => {
  it("makes what is missing unknown, also behind aliases", () => {
    const root = Field.root(openTree(parse("a: &x {b: 1}\nc: *x\nd: [{e: 2}]\n")));
    expect(root.at("a", "b").value).toBe(1);
    for (const path of [["z"], ["a", "z"], ["c", "z"], ["d", 0, "z"], ["d", 5]]) expect(root.at(...path).state).toBe("unknown");
  });
});

describe("the place of a built value", () => {
  const files = {
    "base/kustomization.yaml": "resources: [pod.yaml]\nnamePrefix: my-\n",
    "base/pod.yaml": `# a comment\n---\n${pod("web")}`,
    "over/kustomization.yaml": `resources: [../base]
namespace: prod
labels:
  - pairs: {team: a}
images:
  - {name: app, newTag: "2"}
patches:
  - path: patch.yaml
  - target: {kind: Pod}
    patch: |
      - {op: add, path: /spec/hostIPC, value: true}
configMapGenerator:
  - name: conf
    literals: [key=value]
`,
    "over/patch.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: app
      securityContext:
        privileged: true
`,
  };
  const built = build("over", filesOf(files));
  const [web, conf] = built.objects;

  it.each([
    [["kind"], "Pod", "base/pod.yaml", "Pod"],
    [["metadata", "name"], "my-web", "base/pod.yaml", "web"],
    [["metadata", "namespace"], "prod", "over/kustomization.yaml", "prod"],
    [["metadata", "labels", "team"], "a", "over/kustomization.yaml", "a"],
    [["spec", "hostNetwork"], true, "over/patch.yaml", "true"],
    [["spec", "hostIPC"], true, "over/kustomization.yaml", "true"],
    [["spec", "containers", 0, "securityContext", "privileged"], true, "over/patch.yaml", "true"],
    [["spec", "containers", 0, "image"], "app:2", "over/kustomization.yaml", '"2"'],
    // What is missing is shown at the nearest thing that stands: the container's name, which the patch only repeats.
    [["spec", "containers", 0, "livenessProbe"], undefined, "base/pod.yaml", "app"],
  ] as const)("%j", (path, value, uri, shown) => {
    expect(built.problems).toEqual([]);
    const field = Field.root(web as NonNullable<typeof web>).at(...path);
    expect(field.value).toBe(value);
    const origin = built.locate(field.site);
    expect(origin?.uri).toBe(uri);
    expect(files[uri].slice(origin?.span.start, origin?.span.end)).toBe(shown);
  });

  it("of a generated value is the literal", () => {
    const origin = built.locate(Field.root(conf as NonNullable<typeof conf>).at("data", "key").site);
    expect(files["over/kustomization.yaml"].slice(origin?.span.start, origin?.span.end)).toBe("key=value");
    expect(built.generated).toEqual(["conf"]);
  });
});

describe("problems of a build", () => {
  const cases: readonly [name: string, files: Readonly<Record<string, string>>, ...expected: string[]][] = [
    ["a missing file", { "k/kustomization.yaml": "resources: [no.yaml]" }, "no-kustomization k/kustomization.yaml no.yaml"],
    ["a missing folder", { "k/kustomization.yaml": "components: [../no]" }, "no-kustomization k/kustomization.yaml ../no"],
    [
      "missing inputs",
      { "k/kustomization.yaml": "configMapGenerator: [{name: c, files: [a=b.txt]}]\npatches: [{path: p.yaml}]" },
      "missing-file k/kustomization.yaml a=b.txt",
      "missing-file k/kustomization.yaml p.yaml",
    ],
    [
      "a cycle",
      { "k/kustomization.yaml": "resources: [../l]", "l/kustomization.yaml": "resources: [../k, ../l]" },
      "cycle l/kustomization.yaml ../k",
      "cycle l/kustomization.yaml ../l",
    ],
    [
      "a file outside",
      { "k/kustomization.yaml": "resources: [../pod.yaml]", "pod.yaml": pod("a") },
      "outside k/kustomization.yaml ../pod.yaml",
    ],
    [
      "a patch without a target",
      { "k/kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]", "k/a.yaml": pod("a"), "k/p.yaml": pod("b") },
      "no-target k/kustomization.yaml p.yaml",
    ],
    [
      "an object that is there already",
      { "k/kustomization.yaml": "resources: [a.yaml, b.yaml]", "k/a.yaml": pod("a"), "k/b.yaml": pod("a") },
      "duplicate k/kustomization.yaml b.yaml",
    ],
    [
      "a JSON patch that does not apply",
      {
        "k/kustomization.yaml": `resources: [a.yaml]\npatches: [{target: {kind: Pod}, patch: '[{"op": "remove", "path": "/spec/no"}]'}]`,
        "k/a.yaml": pod("a"),
      },
      `invalid k/kustomization.yaml '[{"op": "remove", "path": "/spec/no"}]'`,
    ],
    ["replicas of nothing", { "k/kustomization.yaml": "replicas: [{name: x, count: 1}]" }, "no-target k/kustomization.yaml x"],
    [
      "something to merge that is not there",
      { "k/kustomization.yaml": "configMapGenerator: [{name: c, behavior: merge}]" },
      "no-target k/kustomization.yaml c",
    ],
    [
      "a component as a resource",
      { "k/kustomization.yaml": "resources: [c]", "k/c/kustomization.yaml": "kind: Component\nresources: []" },
      "invalid k/kustomization.yaml c",
    ],
    ["nothing", { "k/kustomization.yaml": "kind: Kustomization" }, "invalid k/kustomization.yaml Kustomization"],
  ];

  it.each(cases)("%s", (_, files, ...expected) => {
    const { problems } = build("k", filesOf(files));
    expect(problems.map(({ code, uri, span }) => `${code} ${uri} ${files[uri]?.slice(span.start, span.end)}`)).toEqual(expected);
    for (const { message } of problems) expect(message).toMatch(/[.:]$|\.$/);
  });

  it("names what it does not know, once", () => {
    const table = {
      "k/kustomization.yaml":
        "resources: [b, https://example.org/a.yaml, https://example.org/b.yaml]\nvars: []\nhelmCharts: [{name: x}]",
      "k/b/kustomization.yaml": "helmCharts: [{name: x}]",
    };
    const { unsupported } = build("k", filesOf(table));
    expect(unsupported.map(({ feature, uri }) => `${feature} ${uri}`).sort()).toEqual([
      "helmCharts k/kustomization.yaml",
      "remote resources k/kustomization.yaml",
      "vars k/kustomization.yaml",
    ]);
  });

  it("survives what is no kustomization at all", () => {
    for (const text of [
      "",
      "- a",
      "a: [",
      "resources: {a: b}",
      "resources: [1, null, {}, [x]]",
      "patches: [1, {}, {patch: 1}, {path: x, patch: y}]",
      "images: [{}, 1]\nreplicas: [1]\nlabels: [1, {pairs: 1}]\nnamespace: [a]\nconfigMapGenerator: [1, {}]",
      "&a [*a]",
      "resources: [.]",
      "resources: ['..', '']",
    ])
      expect(() => build("k", filesOf({ "k/kustomization.yaml": text }))).not.toThrow();
  });
});
