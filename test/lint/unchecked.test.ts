import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
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

it("has words for every reason", () => {
  for (const [one, several] of Object.values(UNCHECKED_WORDS)) expect(one && several).toBeTruthy();
});
