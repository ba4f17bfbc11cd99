import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { objectsInNamespaceOf, type ReferenceSettings, targetsOf } from "../../../server/kube/facts/resolve.ts";
import { Linter } from "../../../server/lint/workspace/linter.ts";
import type { LinterConfig } from "../../../server/lint/workspace/linter-config.ts";
import { only } from "../../support/linting.ts";

// What answers a reference, and where nobody can know: small trees, each with what is said to be missing.

const own = rules.filter(({ id }) => id === "missing-config-map");

type Files = Readonly<Record<string, string>>;

function configMap(name: string, namespace?: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ""}}\n`;
}

function pod(wanted: string, namespace?: string, name = "web"): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ""}}\nspec:\n  volumes: [{name: v, configMap: {name: ${wanted}}}]\n`;
}

function custom(name: string, namespace?: string): string {
  return `apiVersion: acme.io/v1\nkind: Thing\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ""}}\n`;
}

/** A role of an operator, say, for objects of a kind that it makes while it runs. */
function role(resources: string, verbs: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: operator}\nrules:\n  - {apiGroups: [""], resources: ["${resources}"], verbs: ["${verbs}"]}\n`;
}

function kustomization(...resources: readonly string[]): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources.join(", ")}]\n`;
}

const CLONES = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: clones}
spec: {rules: [{name: all, generate: {cloneList: {namespace: vault, kinds: [v1/ConfigMap]}}}]}
`;

const COPIED = `apiVersion: v1
kind: ConfigMap
metadata: {name: wanted, namespace: vault, annotations: {replicator.v1.mittwald.de/replicate-to: x}}
`;

/** Two clusters with the same workload, of which one has what it wants: `folder` is a set of `scopes`. */
const CLUSTERS: Files = {
  "test/a.yaml": `${pod("wanted", "x")}---\n${configMap("other", "x")}`,
  "prod/a.yaml": `${pod("wanted", "x")}---\n${configMap("wanted", "x")}`,
};
const SCOPED: Question = { config: { scopeOf: (uri) => uri.split("/")[4] ?? "" } };

interface Question {
  readonly settings?: ReferenceSettings;
  readonly config?: Partial<LinterConfig>;
}

function missing(files: Files, { settings, config }: Question = {}): readonly string[] {
  const all = { ...only(own), ...settings };
  const linter = new Linter(own, { settingsFor: () => all, scopeOf: () => "", ...config });
  for (const [path, text] of Object.entries(files)) linter.update(`file:///r/${path}`, text);
  linter.settle();
  return linter.uris().flatMap((uri) => linter.result(uri).findings.map(({ message }) => `${uri.slice(10)}: ${message}`));
}

const NOT_THERE = 'There is no ConfigMap "wanted"';

describe("nothing is missing where", () => {
  it.each<[string, Files, Question?]>([
    ["it stands beside", { "a.yaml": pod("wanted"), "b.yaml": configMap("wanted") }],
    ["it stands anywhere", { "a/a.yaml": pod("wanted"), "b/b.yaml": configMap("wanted"), "a/c.yaml": configMap("other") }],
    [
      "its namespace is not written",
      { "a.yaml": pod("wanted", "x"), "b.yaml": `${configMap("wanted")}---\n${configMap("other")}` },
    ],
    ["no other of the kind is in sight", { "a.yaml": pod("wanted"), "b/b.yaml": configMap("other") }],
    ["others of the kind are in other namespaces", { "a.yaml": pod("wanted", "x"), "b.yaml": configMap("other", "stage") }],
    [
      "all others beside are in use",
      { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": pod("other", undefined, "second") },
    ],
    [
      "parts of an installation that are deployed by themselves use it too",
      {
        "app/kustomization.yaml": kustomization("a.yaml", "b.yaml"),
        "app/a.yaml": pod("wanted"),
        "app/b.yaml": configMap("other"),
        "shop/kustomization.yaml": kustomization("c.yaml"),
        "shop/c.yaml": pod("wanted", undefined, "shop"),
      },
    ],
    ["a name is not known", { "a.yaml": pod("wanted"), "b.yaml": `${configMap("$NAME")}---\n${configMap("other")}` }],
    ["the wanted name is not known", { "a.yaml": pod("$NAME"), "b.yaml": configMap("other") }],
    ["the file is read alone", { "a.yaml": `${pod("wanted")}---\n${configMap("other")}` }, { config: { isWhole: () => false } }],
    ["the policy is off", { "a.yaml": pod("wnated"), "b.yaml": configMap("wanted") }, { settings: { references: "off" } }],
    [
      "the configuration says that it is elsewhere",
      { "a.yaml": pod("wanted", "x"), "b.yaml": configMap("other") },
      { settings: { isExternal: (...words) => words.join() === "ConfigMap,x,wanted" } },
    ],
    ["an operator may make it", { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": custom("want") }],
    [
      "an operator may make it in the namespace",
      { "a.yaml": pod("wanted", "x"), "b.yaml": configMap("other"), "c/c.yaml": custom("want", "x") },
    ],
    [
      "a role lets something create it",
      { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": role("configmaps", "create") },
    ],
    [
      "a role lets something do anything with its kind",
      { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": role("configmaps", "*") },
    ],
    [
      "a role lets something create anything",
      { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": role("*", "create") },
    ],
    [
      "the namespace is the cluster's own",
      { "a.yaml": pod("wanted", "kube-system"), "b.yaml": configMap("other", "kube-system") },
    ],
    [
      "another has the name with another number",
      { "a.yaml": pod("config-2"), "b.yaml": configMap("config-1"), "c.yaml": pod("config-1", undefined, "second") },
    ],
    [
      "it stands in a folder of the other environment's name, but for another namespace's pod",
      {
        "prod/app/a.yaml": pod("wanted", "x"),
        "prod/app/b.yaml": configMap("other", "x"),
        "test/app/a.yaml": pod("wanted", "z"),
        "test/config/c.yaml": configMap("wanted", "x"),
      },
    ],
    [
      "it stands in a folder that has the names of both environments",
      {
        "prod/app/a.yaml": pod("wanted"),
        "prod/app/b.yaml": configMap("other"),
        "test/app/a.yaml": pod("wanted"),
        "test/prod/c.yaml": configMap("wanted"),
      },
    ],
    [
      "a policy engine clones objects of the kind into all namespaces",
      { "a.yaml": `${pod("wanted", "x")}---\n${configMap("other", "x")}`, "policies/b.yaml": CLONES },
    ],
    ["replicators copy it", { "a/a.yaml": `${pod("wanted", "x")}---\n${configMap("other", "x")}`, "b/b.yaml": COPIED }],
    ["every cluster has it", { "a.yaml": pod("kube-root-ca.crt"), "b.yaml": configMap("other") }],
    [
      "a kustomization generates it",
      {
        "kustomization.yaml": `${kustomization("a.yaml", "b.yaml")}configMapGenerator: [{name: wanted, literals: [a=b]}]\n`,
        "a.yaml": pod("wanted"),
        "b.yaml": configMap("other"),
      },
    ],
    [
      "the build is not whole",
      {
        "kustomization.yaml": kustomization("a.yaml", "b.yaml", "https://example.com/more"),
        "a.yaml": pod("wanted"),
        "b.yaml": configMap("other"),
      },
    ],
    [
      "the build lacks a file",
      {
        "kustomization.yaml": kustomization("a.yaml", "b.yaml", "c.yaml"),
        "a.yaml": pod("wanted"),
        "b.yaml": configMap("other"),
      },
    ],
    [
      "another build of the cluster has it",
      {
        "app/kustomization.yaml": kustomization("a.yaml", "b.yaml"),
        "app/a.yaml": pod("wanted"),
        "app/b.yaml": configMap("other"),
        "infra/kustomization.yaml": kustomization("c.yaml"),
        "infra/c.yaml": configMap("wanted"),
      },
    ],
  ])("%s", (_, files, question) => expect(missing(files, question)).toEqual([]));
});

describe("it is missing where", () => {
  it.each<[string, Files, string, Question?]>([
    ["another cluster has it and wants it too", CLUSTERS, `test/a.yaml: ${NOT_THERE} in namespace "x".`, SCOPED],
    [
      "another cluster's policy engine clones objects of the kind",
      { ...CLUSTERS, "prod/b.yaml": CLONES },
      `test/a.yaml: ${NOT_THERE} in namespace "x".`,
      SCOPED,
    ],
    [
      "another cluster's operator may make it",
      { ...CLUSTERS, "prod/b.yaml": custom("want", "x") },
      `test/a.yaml: ${NOT_THERE} in namespace "x".`,
      SCOPED,
    ],
    ["others stand beside", { "a.yaml": pod("wanted"), "b.yaml": configMap("other") }, `a.yaml: ${NOT_THERE}.`],
    [
      "others stand in its namespace",
      { "a/a.yaml": pod("wanted", "x"), "b/b.yaml": configMap("other", "x") },
      `a/a.yaml: ${NOT_THERE} in namespace "x".`,
    ],
    [
      "an unrelated custom resource stands beside",
      { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": custom("queue") },
      `a.yaml: ${NOT_THERE}.`,
    ],
    [
      "a custom resource of one letter stands beside",
      { "a.yaml": pod("wanted"), "b.yaml": configMap("other"), "c.yaml": custom("w") },
      `a.yaml: ${NOT_THERE}.`,
    ],
    [
      "a role lets something read its kind and create others",
      {
        "a.yaml": pod("wanted"),
        "b.yaml": configMap("other"),
        "c.yaml": `${role("configmaps", "get")}---\n${role("pods", "create")}`,
      },
      `a.yaml: ${NOT_THERE}.`,
    ],
    [
      "its build has others, though they are in use",
      {
        "kustomization.yaml": kustomization("a.yaml", "b.yaml", "c.yaml"),
        "a.yaml": pod("wanted"),
        "b.yaml": configMap("other"),
        "c.yaml": pod("other", undefined, "second"),
      },
      `a.yaml: ${NOT_THERE}.`,
    ],
    [
      "it is in another namespace",
      { "a.yaml": pod("wanted", "x"), "b.yaml": configMap("wanted", "stage") },
      `a.yaml: ${NOT_THERE} in namespace "x"; there is one in "stage".`,
    ],
    [
      "its name is mistyped, in a file that is read alone",
      { "a.yaml": `${pod("wanetd")}---\n${configMap("wanted")}` },
      'a.yaml: There is no ConfigMap "wanetd"; did you mean "wanted"?',
      { config: { isWhole: () => false } },
    ],
    [
      "its name is mistyped, in another folder of its namespace",
      { "a/a.yaml": pod("wanetd", "x"), "b/b.yaml": configMap("wanted", "x") },
      'a/a.yaml: There is no ConfigMap "wanetd" in namespace "x"; did you mean "wanted"?',
    ],
    [
      "its own file has others, though they are in use",
      { "a.yaml": `${pod("wanted")}---\n${configMap("other")}`, "c.yaml": pod("other", undefined, "second") },
      `a.yaml: ${NOT_THERE}.`,
    ],
    ["the policy says all", { "a.yaml": pod("wanted") }, `a.yaml: ${NOT_THERE}.`, { settings: { references: "all" } }],
    [
      "only another of the configured sets has it",
      { "one/a.yaml": pod("wanted"), "one/b/b.yaml": configMap("other"), "two/c.yaml": configMap("wanted") },
      `one/a.yaml: ${NOT_THERE}.`,
      { config: { scopeOf: (uri) => uri.slice(0, 13) } },
    ],
    [
      "its build has all of its kind, one of them from outside",
      {
        "app/kustomization.yaml": kustomization("a.yaml", "../b.yaml"),
        "app/a.yaml": pod("wanted"),
        "b.yaml": configMap("other"),
      },
      `app/a.yaml: ${NOT_THERE}.`,
    ],
    [
      "only the other environment's build has it",
      {
        "base/kustomization.yaml": kustomization("a.yaml"),
        "base/a.yaml": pod("wanted"),
        "prod/kustomization.yaml": kustomization("../base", "b.yaml"),
        "prod/b.yaml": configMap("other"),
        "test/kustomization.yaml": kustomization("../base", "c.yaml"),
        "test/c.yaml": configMap("wanted"),
      },
      `base/a.yaml: ${NOT_THERE}.`,
    ],
    [
      "only a folder of the other environment's name has it",
      {
        "prod/app/a.yaml": pod("wanted"),
        "prod/app/b.yaml": configMap("other"),
        "test/app/a.yaml": pod("wanted"),
        "test/config/c.yaml": configMap("wanted"),
      },
      `prod/app/a.yaml: ${NOT_THERE}.`,
    ],
  ])("%s", (_, files, expected, question) => expect(missing(files, question)).toEqual([expected]));
});

describe("what is deployed beside an object counts alone", () => {
  const linter = new Linter(own, { settingsFor: () => only(own), scopeOf: () => "" });
  linter.update("file:///r/a/a.yaml", pod("wanted", "x"));
  linter.update("file:///r/a/b.yaml", `${configMap("wanted", "x")}---\n${configMap("more", "x")}`);
  linter.update("file:///r/b/a.yaml", `${configMap("wanted", "x")}---\n${configMap("other", "x")}`);
  linter.update("file:///r/c/a.yaml", pod("wanted", "x", "second"));
  linter.settle();
  const { index } = linter;
  const namesOf = (all: readonly { readonly uri: string; readonly name: string }[]) =>
    all.map(({ uri, name }) => `${uri.slice(10)} ${name}`);
  const podIn = (folder: string) => {
    const [object] = index.inFile({ uri: `file:///r/${folder}/a.yaml` });
    if (!object) throw new Error(folder);
    return object;
  };
  const wanted = { group: "", kind: "ConfigMap", name: "wanted", namespace: "x" };

  it("to answer a reference, else all that there are", () => {
    const targets = (folder: string) => targetsOf(index, podIn(folder), wanted).map(({ object }) => object);
    expect(namesOf(targets("a"))).toEqual(["a/b.yaml wanted"]);
    expect(namesOf(targets("c"))).toEqual(["a/b.yaml wanted", "b/a.yaml wanted"]);
  });

  it("among the objects of its namespace, else all that there are", () => {
    const beside = (folder: string) => objectsInNamespaceOf(index, podIn(folder), "ConfigMap");
    expect(namesOf(beside("a"))).toEqual(["a/b.yaml wanted", "a/b.yaml more"]);
    expect(namesOf(beside("c"))).toEqual(["a/b.yaml wanted", "a/b.yaml more", "b/a.yaml wanted", "b/a.yaml other"]);
  });
});
