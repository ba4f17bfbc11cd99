import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { severalPods } from "../../server/kube/kinds.ts";
import { UNCHECKED_WORDS } from "../../server/lint/analysis/unchecked.ts";
import { lintText, presetSettings } from "../support/linting.ts";

// What no rule could judge is counted, with the reason.

const settings = presetSettings(rules, ["recommended"]);
const reasons = (text: string, under = settings) => lintText(rules, text, under).unchecked.map(({ reason }) => reason);
const cluster =
  "apiVersion: example.com/v1\nkind: Cluster\nmetadata:\n  name: a\nspec:\n  headGroupSpec:\n    template:\n      spec:\n        containers:\n          - name: head\n            image: ray:1\n";

it.each<readonly [string, string, readonly string[]]>([
  ["a pod in a custom resource", cluster, ["unread-pod"]],
  ["containers of a kind's own", "apiVersion: example.com/v1\nkind: Widget\nspec:\n  containers: 3\n", ["no-schema"]],
  ["a pattern of a policy", cluster.replace("example.com/v1\nkind: Cluster", "kyverno.io/v1\nkind: Policy"), ["no-schema"]],
  [
    "a well-known one",
    "apiVersion: tekton.dev/v1\nkind: Task\nmetadata:\n  name: a\nspec:\n  steps:\n    - name: a\n      image: x\n",
    ["no-schema"],
  ],
  ["settings of a program", "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n", []],
  ["something else", "a: 1\nb: apiVersion kind\n", ["not-kubernetes"]],
  ["a template", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .x }}\n", ["template"]],
  [
    "named templates, once",
    '# apiVersion kind\n{{- define "a" }}\napp: web\n{{- end }}\n{{- define "b" }}\napp: web\n{{- end }}\n',
    ["named-template"],
  ],
  ["names", '# apiVersion kind\n{{- define "a" }}\n{{ .x }}-name\n{{- end }}\n', []],
])("%s", (_, text, expected) => expect(reasons(text)).toEqual(expected));

it("does not count a pod that the configuration names", () => {
  const path = ["spec", "headGroupSpec", "template"];
  const source = { metadata: [...path, "metadata"], spec: [...path, "spec"] };
  expect(reasons(cluster, { ...settings, podSources: new Map([["example.com/v1/Cluster", source]]) })).toEqual(["no-schema"]);
});

const pod = (name: string, host: string) =>
  `  ${name}:\n    template:\n      spec:\n        ${host}: true\n        containers:\n          - name: app\n            image: app:1.2\n`;
const several = `apiVersion: example.com/v1\nkind: Cluster\nmetadata:\n  name: a\nspec:\n${pod("head", "hostPID")}${pod("worker", "hostNetwork")}`;

it("reads each pod of an object that has several", () => {
  const place = (name: string) => ({
    metadata: ["spec", name, "template", "metadata"],
    spec: ["spec", name, "template", "spec"],
  });
  const under = (...names: readonly string[]) => ({
    ...settings,
    podSources: new Map([["example.com/v1/Cluster", severalPods(names.map(place))]]),
  });
  const found = (one: typeof settings) => {
    const { findings, unchecked } = lintText(rules, several, one);
    return [
      ...findings.map(({ rule }) => rule).filter((rule) => rule.startsWith("host-")),
      ...unchecked.map(({ reason }) => reason),
    ];
  };
  expect(found(settings)).toEqual(["unread-pod"]);
  expect(found(under("head"))).toEqual(["host-pid", "unread-pod"]);
  expect(found(under("head", "worker"))).toEqual(["host-pid", "host-network", "host-network-dns-policy", "no-schema"]);
});

it("reads the pods of well-known objects that have several", () => {
  const ray = several.replace("example.com/v1\nkind: Cluster", "ray.io/v1\nkind: RayCluster").replace("head:", "headGroupSpec:");
  const { findings, unchecked } = lintText(rules, ray, settings);
  expect(findings.map(({ rule }) => rule)).toContain("host-pid");
  expect(unchecked.map(({ reason }) => reason)).toEqual(["unread-pod"]); // a worker that RayCluster does not have
});

it("says nothing about the version of a kind that a value decides", () => {
  const text = `apiVersion: apps/v1\nkind: {{ .Values.kind }}\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: app:1.2\n`;
  expect(lintText(rules, text, settings).findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

it.each([
  ["work.open-cluster-management.io/v1\nkind: ManifestWork", "  workload:\n    manifests:\n      - "],
  ["work.karmada.io/v1alpha1\nkind: Work", "  workload:\n    manifests:\n      - "],
  ["hive.openshift.io/v1\nkind: SelectorSyncSet", "  resources:\n      - "],
  ["kubernetes.crossplane.io/v1alpha2\nkind: Object", "  forProvider:\n    manifest:\n        "],
])("reads what %s hands on", (type, path) => {
  const inner =
    'apiVersion: v1\n        kind: Pod\n        metadata: { name: b }\n        spec: { hostPID: true, containers: [{ name: c, image: "c:1" }] }\n';
  const text = `apiVersion: ${type}\nmetadata:\n  name: a\nspec:\n${path}${inner}`;
  const { findings, unchecked } = lintText(rules, text, settings);
  expect(findings.map(({ rule }) => rule)).toContain("host-pid");
  expect(unchecked.map(({ reason }) => reason)).toEqual(["no-schema"]);
});

it("has words for every reason", () => {
  for (const [one, several] of Object.values(UNCHECKED_WORDS)) expect(one && several).toBeTruthy();
});
