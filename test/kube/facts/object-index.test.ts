import { describe, expect, it } from "vitest";
import type { ResourceFacts } from "../../../server/kube/facts/facts.ts";
import {
  deployedBeside,
  deployedTogether,
  type IndexedObject,
  indexedObject,
  type ObjectPlace,
} from "../../../server/kube/facts/indexed-object.ts";
import { ObjectIndex, objectGroups } from "../../../server/kube/facts/object-index.ts";

/** The facts of an object of which nothing is known but who it is. */
const NO_FACTS: Pick<
  ResourceFacts,
  "references" | "selectors" | "grants" | "subjects" | "pods" | "network" | "provides" | "values" | "files"
> = {
  references: [],
  selectors: [],
  grants: [],
  subjects: [],
  pods: [],
  network: undefined,
  provides: [],
  values: [],
  files: [],
};

const site = { path: ["metadata", "name"], span: { start: 0, end: 1 } };

function configMap(name: string, namespace?: string): ResourceFacts {
  const type = { apiVersion: "v1", group: "", kind: "ConfigMap", clusterScoped: false, builtIn: true };
  return { ...type, name, namespace, labels: {}, site, ...NO_FACTS };
}

function place(uri: string, slice: number, scope = ""): ObjectPlace {
  return { uri, slice, scope, environment: scope, partial: false, built: false, at: 0 };
}

function inFile(uri: string, names: readonly string[], scope = ""): readonly IndexedObject[] {
  return names.map((name, slice) => indexedObject(configMap(name), place(uri, slice, scope)));
}

describe("definitions of an object", () => {
  const many = Array.from({ length: 80 }, (_, i) => `n${i}`);
  it.each([
    ["alone in its file", inFile("a", ["x"]), inFile("b", ["x"]), [0]],
    ["among few", inFile("a", ["x", "y", "x"]), inFile("b", ["x"]), [0, 2]],
    ["among many", inFile("a", ["x", ...many, "x"]), inFile("b", ["x"]), [0, 81]],
    ["in another file of its scope", inFile("a", ["x"], "s"), inFile("b", ["x", "y"], "s"), [0, 1]],
  ])("%s", (_, own, others, expected) => {
    const groups = objectGroups();
    const all = [...own, ...others];
    groups.replace([], all);
    const found = new ObjectIndex(groups).definitionsOf(own[0] as IndexedObject);
    expect(found.map((one) => all.indexOf(one))).toEqual(expected);
  });

  it("among many are not looked up again when another object of the file changes", () => {
    const groups = objectGroups();
    const all = inFile("a", ["x", ...many]);
    groups.replace([], all);
    const [object] = all as [IndexedObject];
    const look = () => groups.watch(object, () => new ObjectIndex(groups).definitionsOf(object));
    look();
    groups.replace([all[1] as IndexedObject], inFile("a", ["y"]));
    expect(groups.stale()).not.toContain(object);
    groups.replace([all[2] as IndexedObject], inFile("a", ["x"]));
    expect(groups.stale()).toContain(object);
  });

  it("differ by namespace", () => {
    const groups = objectGroups();
    const [a, b] = ["one", undefined].map((namespace, i) => indexedObject(configMap("x", namespace), place("f", i)));
    groups.replace([], [a as IndexedObject, b as IndexedObject]);
    expect(new ObjectIndex(groups).definitionsOf(b as IndexedObject)).toEqual([b]);
  });
});

it.each([
  ["file:///a/b.yaml", "", "file:///a/b.yaml", "", true, true],
  ["file:///a/b.yaml", "", "file:///a/c.yaml", "", false, true],
  ["file:///a/b.yaml", "", "file:///b/b.yaml", "", false, false],
  ["file:///a/b.yaml", "", "file:///a/b/c.yaml", "", false, false],
  ["file:///a/b.yaml", "s", "file:///c/b.yaml", "s", true, true],
  ["file:///a/b.yaml", "s", "file:///a/b.yaml", "", false, false],
  ["file:///a/b.yaml", "s", "file:///a/b.yaml", "t", false, false],
  ["b.yaml", "", "c.yaml", "", false, true],
])("%s in %j and %s in %j", (one, scope, other, otherScope, together, beside) => {
  const [a] = inFile(one, ["x"], scope);
  const [b] = inFile(other, ["y"], otherScope);
  expect(deployedTogether(a as IndexedObject, b as IndexedObject)).toBe(together);
  expect(deployedBeside(a as IndexedObject, b as IndexedObject)).toBe(beside);
});

describe("the nearest workload", () => {
  const workload = (name: string, labels: Readonly<Record<string, string>>, namespace?: string, kind = "Deployment") => {
    const facts = { ...configMap(name, namespace), kind, pods: [{ labels } as ResourceFacts["pods"][number]] };
    return indexedObject(facts, place("folder/a", Number(name)));
  };
  it.each([
    ["has most labels", [{ app: "x" }, { app: "web", tier: "a" }, { app: "web", tier: "b" }], 1],
    ["is the first of several", [{ app: "web" }, { tier: "a" }], 0],
    ["else has another value for one of them", [{ role: "x" }, { tier: "x" }, { app: "x" }], 1],
    ["is none where no label is in common", [{ role: "x" }], -1],
  ])("%s", (_, labels, expected) => {
    const all = labels.map((one, i) => workload(String(i), one));
    const groups = objectGroups();
    groups.replace([], all);
    const from = indexedObject(configMap("c"), place("folder/z", 0));
    const found = new ObjectIndex(groups).nearestWorkload(from, { app: "web", tier: "a" });
    expect(found ? all.indexOf(found) : -1).toBe(expected);
  });

  it("is in the namespace, or says none, and does not end by itself", () => {
    const all = [
      workload("0", { app: "web" }, "other"),
      workload("1", { app: "web" }, "shop", "Job"),
      workload("1", { app: "web" }, "shop", "CronJob"),
      workload("2", { app: "x" }),
      workload("3", { app: "x" }, "shop"),
    ];
    const groups = objectGroups();
    groups.replace([], all);
    const from = (namespace?: string) => indexedObject(configMap("c", namespace), place("folder/z", 0));
    const index = new ObjectIndex(groups);
    expect(index.nearestWorkload(from("shop"), { app: "web" })).toBe(all[3]);
    expect(index.nearestWorkload(from("third"), { app: "web" })).toBe(all[3]);
    expect(index.nearestWorkload(from(), { app: "web" })).toBe(all[0]);
  });
});
