import { describe, expect, it } from "vitest";
import { type IndexedObject, indexedObject } from "../../../server/kube/facts/indexed-object.ts";
import { ObjectIndex, objectGroups } from "../../../server/kube/facts/object-index.ts";
import { autoscalersOf, fewestReplicas } from "../../../server/kube/facts/scaling.ts";
import { selectorsOf, workloadsSelectedBy } from "../../../server/kube/facts/selection.ts";
import { facts, manifest } from "./objects.ts";

// What stands in several files, and what the look-ups over them answer: names of objects, in their order.

/** Every object is a file of its own, `folder/number` in their order; a `!` before the folder: it is built. */
type Table = readonly (readonly [folder: string, text: string])[];

interface Looked {
  readonly index: ObjectIndex;
  /** By their number. */
  readonly objects: readonly IndexedObject[];
}

function over(table: Table): Looked {
  const objects = table.map(([folder, text], i) => {
    const built = folder.startsWith("!");
    const place = { slice: 0, environment: "", partial: false as const, at: i, built, scope: built ? folder : "" };
    return indexedObject(facts(text), { ...place, uri: `${folder}/${i}.yaml` });
  });
  const groups = objectGroups();
  groups.replace([], [...objects].reverse());
  return { index: new ObjectIndex(groups), objects };
}

const named = (objects: readonly IndexedObject[]) => objects.map(({ name }) => name).join(" ");
const metadata = (name: string, namespace?: string) =>
  `metadata: { name: ${name}${namespace ? `, namespace: ${namespace}` : ""} }`;

function workload(name: string, labels: string, more: { namespace?: string; kind?: string; spec?: string } = {}): string {
  const { namespace, kind = "apps/v1 Deployment", spec = "" } = more;
  const [version = "", own = ""] = kind.split(" ");
  return manifest(
    version,
    own,
    metadata(name, namespace),
    `spec: { ${spec}template: { metadata: { labels: ${labels} }, spec: { containers: [] } } }`,
  );
}

function service(name: string, selector: string, namespace?: string): string {
  return manifest("v1", "Service", metadata(name, namespace), `spec: { selector: ${selector} }`);
}

const thing = (name: string, namespace?: string) => manifest("acme.io/v1", "Thing", metadata(name, namespace));
const configMap = (name: string, namespace?: string) => manifest("v1", "ConfigMap", metadata(name, namespace));

describe("workloads with labels", () => {
  const { index } = over([
    ["a", workload("both", "{ app: web, tier: front }")],
    ["a", workload("one", "{ app: web }")],
    ["a", workload("other", "{ app: web, tier: back }", { namespace: "shop" })],
    ["a", workload("perhaps", "{ app: web, {{ .more }} }")],
    ["a", workload("different", "{ app: db, {{ .more }} }")],
    ["a", configMap("none")],
    ["!b", workload("built", "{ app: web, tier: front }")],
  ]);
  it.each<readonly [Readonly<Record<string, string>>, string | undefined, string]>([
    [{}, undefined, "both one other perhaps different built"],
    [{ app: "web" }, undefined, "both one other perhaps built"],
    [{ app: "web", tier: "front" }, undefined, "both perhaps built"],
    [{ tier: "back" }, undefined, "other perhaps different"],
    [{ tier: "back" }, "stage", "perhaps different"],
    [{ tier: "back" }, "shop", "other perhaps different"],
    [{ app: "nobody" }, undefined, ""],
  ])("%j in %s: %s", (labels, namespace, expected) => expect(named(index.workloadsWith(labels, namespace))).toBe(expected));
});

describe("who selects", () => {
  const { index, objects } = over([
    ["a", workload("web", "{ app: web, tier: front }", { namespace: "shop" })],
    ["a", service("s-app", "{ app: web }")],
    ["a", service("s-both", "{ tier: front, app: web }", "shop")],
    ["a", service("s-other", "{ tier: back }", "shop")],
    ["a", service("s-elsewhere", "{ app: web }", "stage")],
    ["a", service("s-perhaps", "{ app: web, {{ .more }} }", "shop")],
    ["a", manifest("policy/v1", "PodDisruptionBudget", metadata("pdb"), "spec: { selector: { matchLabels: { app: web } } }")],
    ["a", manifest("networking.k8s.io/v1", "NetworkPolicy", metadata("all"), "spec: { podSelector: {} }")],
    ["a", workload("unsure", "{ {{ .more }} }", { namespace: "shop" })],
    ["a", configMap("none")],
  ]);
  const at = (name: string) => objects.find((one) => one.name === name) as IndexedObject;

  it.each([
    ["web", "Service", "s-app s-both s-perhaps"],
    ["web", "PodDisruptionBudget", "pdb"],
    ["web", "NetworkPolicy", "all"],
    ["web", "ServiceMonitor", ""],
    ["unsure", "Service", "s-app s-both s-other s-perhaps"],
    ["none", "NetworkPolicy", ""],
  ])("the pods of %s: %s %s", (name, kind, expected) => expect(named(selectorsOf(index, at(name), kind))).toBe(expected));

  it.each([
    ["s-app", "web"],
    ["s-both", "web"],
    ["s-other", ""],
    ["s-elsewhere", ""],
    ["s-perhaps", ""],
    ["all", "web"],
  ])("%s selects for certain: %s", (name, expected) => {
    const object = at(name);
    const [selector] = object.selectors;
    expect(selector && named(workloadsSelectedBy(index, object, selector))).toBe(expected);
  });
});

describe("replicas", () => {
  const scaler = (kind: string, target: string, spec = "") =>
    manifest(
      kind === "ScaledObject" ? "keda.sh/v1" : "autoscaling/v2",
      kind,
      metadata("scaler"),
      `spec: { scaleTargetRef: ${target}${spec} }`,
    );
  const web = (spec: string, kind?: string) => workload("web", "{ app: web }", { spec, ...(kind ? { kind } : {}) });
  const TARGET = "{ apiVersion: apps/v1, kind: Deployment, name: web }";

  it.each<readonly [string, Table, number | undefined]>([
    ["its own", [["a", web("replicas: 3, ")]], 3],
    ["one where it does not say", [["a", web("")]], 1],
    ["of a StatefulSet", [["a", web("replicas: 3, ", "apps/v1 StatefulSet")]], 3],
    ["of a ReplicaSet", [["a", web("replicas: 3, ", "apps/v1 ReplicaSet")]], 3],
    ["of a ReplicationController", [["a", web("replicas: 3, ", "v1 ReplicationController")]], 3],
    ["not of a DaemonSet", [["a", web("replicas: 3, ", "apps/v1 DaemonSet")]], undefined],
    ["not of a Deployment of another group", [["a", web("replicas: 3, ", "acme.io/v1 Deployment")]], undefined],
    ["not where a template decides", [["a", web("replicas: {{ .n }}, ")]], undefined],
    [
      "an autoscaler's least",
      [
        ["a", web("replicas: 3, ")],
        ["a", scaler("HorizontalPodAutoscaler", TARGET, ", minReplicas: 2")],
      ],
      2,
    ],
    [
      "one where that does not say",
      [
        ["a", web("replicas: 3, ")],
        ["a", scaler("HorizontalPodAutoscaler", TARGET)],
      ],
      1,
    ],
    [
      "none where KEDA does not say",
      [
        ["a", web("replicas: 3, ")],
        ["a", scaler("ScaledObject", "{ kind: Deployment, name: web }")],
      ],
      0,
    ],
    [
      "KEDA's least",
      [
        ["a", web("")],
        ["a", scaler("ScaledObject", "{ kind: Deployment, name: web }", ", minReplicaCount: 2")],
      ],
      2,
    ],
    [
      "not where a template decides the least",
      [
        ["a", web("")],
        ["a", scaler("HorizontalPodAutoscaler", TARGET, ", minReplicas: {{ .n }}")],
      ],
      undefined,
    ],
    [
      "its own where another is scaled",
      [
        ["a", web("replicas: 3, ")],
        ["a", scaler("HorizontalPodAutoscaler", "{ apiVersion: apps/v1, kind: Deployment, name: api }")],
      ],
      3,
    ],
    [
      "its own where another kind is scaled",
      [
        ["a", web("replicas: 3, ")],
        ["a", scaler("HorizontalPodAutoscaler", "{ apiVersion: apps/v1, kind: StatefulSet, name: web }")],
      ],
      3,
    ],
    [
      "its own where another group's is scaled",
      [
        ["a", web("replicas: 3, ")],
        ["a", scaler("HorizontalPodAutoscaler", "{ apiVersion: acme.io/v1, kind: Deployment, name: web }")],
      ],
      3,
    ],
    [
      "its own where the autoscaler stands elsewhere",
      [
        ["a", web("replicas: 3, ")],
        ["b", scaler("HorizontalPodAutoscaler", TARGET)],
      ],
      3,
    ],
  ])("%s", (_, table, expected) => {
    const { index, objects } = over(table);
    const replicas = fewestReplicas(index, objects[0] as IndexedObject);
    expect(replicas?.count).toBe(expected);
    if (replicas) expect(replicas.isScaled).toBe(autoscalersOf(index, objects[0] as IndexedObject).length > 0);
  });
});

describe("objects", () => {
  const { index, objects } = over([
    ["a", thing("x", "shop")],
    ["a", configMap("c", "shop")],
    ["b", thing("x")],
    ["b", thing("v", "shop")],
    ["!k", thing("z", "stage")],
    [
      "b",
      manifest(
        "v1",
        "Pod",
        metadata("p", "shop"),
        "spec: { volumes: [{ configMap: { name: c, items: [{ key: k }] } }, { configMap: { name: c } }] }",
      ),
    ],
    [
      "b",
      manifest("apps/v1", "StatefulSet", metadata("s", "shop"), "spec: { volumeClaimTemplates: [{ metadata: { name: d } }] }"),
    ],
  ]);
  const at = (i: number) => objects[i] as IndexedObject;

  it.each<readonly [string, readonly IndexedObject[], string]>([
    ["of a kind", index.ofKind("Thing"), "x x v z"],
    ["of a kind in a namespace", index.kindInNamespace("Thing", "shop"), "x v"],
    ["of a kind beside another", index.kindBeside(at(0), "Thing"), "x"],
    ["of a kind beside one that is built", index.kindBeside(at(4), "Thing"), "z"],
    ["that make one of a kind", index.kindInNamespace("PersistentVolumeClaim", "shop"), "s"],
    ["that make one of a name", index.providers("PersistentVolumeClaim", "d-s-0"), "s"],
    ["that are of a name", index.providers("ConfigMap", "c"), "c"],
    ["that are of a name, beside another", index.providersBeside(at(0), "ConfigMap", "c"), "c"],
    ["that are of a name, not beside another", index.providersBeside(at(2), "ConfigMap", "c"), ""],
    ["that make one, beside another", index.providersBeside(at(2), "PersistentVolumeClaim", "d-s-0"), "s"],
    ["that refer to one", index.referring("ConfigMap", "c"), "p"],
    ["that are custom resources beside another", index.customBeside(at(1)), "x"],
    ["that are custom resources of a namespace", index.customInNamespace("shop"), "x v"],
    ["that are custom resources of a name", index.customNamed(at(0)), "x x"],
    ["that are custom resources of a name in a namespace", index.customNamed({ ...at(0), namespace: "stage" }), "x"],
    ["of a file", index.inFile(at(3)), "v"],
  ])("%s", (_, found, expected) => expect(named(found)).toBe(expected));

  it("without namespaces are the same whatever they say of one", () => {
    const role = (namespace: string) => manifest("rbac.authorization.k8s.io/v1", "ClusterRole", metadata("r", namespace));
    const looked = over([
      ["!k", role("one")],
      ["!k", role("two")],
      ["!k", configMap("r", "one")],
      ["!k", manifest("acme.io/v1", "ClusterRole", metadata("r", "one"))],
    ]);
    expect(looked.index.definitionsOf(looked.objects[0] as IndexedObject).length).toBe(2);
  });

  it("ask for what lies outside again when that may have changed", () => {
    const groups = objectGroups();
    const [object] = objects as [IndexedObject];
    groups.replace([], [object]);
    const asked = new ObjectIndex(groups, { exists: () => false, isWhole: () => false });
    for (const look of [() => asked.isWhole(object), () => asked.hasFile(object, "x")]) {
      groups.stale();
      groups.watch(object, () => expect(look()).toBe(false));
      groups.outsideChanged();
      expect(groups.stale()).toEqual([object]);
    }
    expect(index.isWhole(object)).toBe(true);
    expect(index.hasFile(object, "x")).toBeUndefined();
  });
});
