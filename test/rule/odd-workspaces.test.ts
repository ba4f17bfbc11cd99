import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { presetSettings } from "../support/linting.ts";

// Objects that contradict each other, or of which little can be known: what the rules over several documents say is right, or they are silent.

const settings = presetSettings(rules, ["recommended"]);
const AMONG = new Set(rules.filter(({ workspace }) => workspace).map(({ id }) => id));

/** What is found across documents, as `file rule`, in files of one folder. */
function found(files: Readonly<Record<string, string>>): readonly string[] {
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "" });
  for (const [name, text] of Object.entries(files)) linter.update(`file:///r/${name}`, text);
  linter.settle();
  return linter
    .uris()
    .flatMap((uri) => {
      const { findings, crashes } = linter.result(uri);
      expect(crashes).toEqual([]);
      return findings.filter(({ rule }) => AMONG.has(rule)).map(({ rule }) => `${uri.slice("file:///r/".length)} ${rule}`);
    })
    .sort();
}

const object = (kind: string, name: string, rest = "", apiVersion = "v1", namespace = "shop") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${namespace && `, namespace: ${namespace}`} }\n${rest}\n`;
const pod = (spec: string, labels = "app: web") =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec:\n  selector: { matchLabels: { ${labels} } }\n  template:\n    metadata: { labels: { ${labels} } }\n    spec: ${spec}\n`;
const MAP = object("ConfigMap", "settings", "data: { color: red }");
const USES = (name: string, key = "color") =>
  pod(
    `{ containers: [{ name: web, image: "r.example.com/web:1", env: [{ name: A, valueFrom: { configMapKeyRef: { name: ${name}, key: ${key} } } }] }] }`,
  );
const role = (name: string, to: string, label: string, more = "rules: []") =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: ${name}, labels: { to: ${label} } }\naggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: ${to} } }] }\n${more}\n`;
const PLAIN = (name: string, label: string, rule: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: ${name}, labels: { to: ${label} } }\nrules: [${rule}]\n`;
const bind = (name: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: all }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name} }\nsubjects: [{ kind: ServiceAccount, name: robot, namespace: shop }]\n`;
const EVERYTHING = '{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }';
const service = (selector: string, namespace = "shop") =>
  object("Service", "web", `spec: { selector: ${selector}, ports: [{ port: 80 }] }`, "v1", namespace);
const policy = (selector: string) =>
  object("NetworkPolicy", "web", `spec: { podSelector: ${selector}, policyTypes: [Ingress, Egress] }`, "networking.k8s.io/v1");

it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
  ["the same object twice in a file", { "a.yaml": `${MAP}---\n${MAP}` }, ["a.yaml duplicate-resource"]],
  [
    "a ConfigMap given twice, one of them with the key",
    { "a.yaml": `${USES("settings", "size")}---\n${MAP}---\n${MAP.replace("color", "size")}` },
    ["a.yaml duplicate-resource"],
  ],
  [
    "a ConfigMap given twice, neither with the key",
    { "a.yaml": `${USES("settings", "shape")}---\n${MAP}---\n${MAP}` },
    ["a.yaml duplicate-resource", "a.yaml missing-config-map-key"],
  ],
  [
    "two Services of a name, one of which selects something",
    { "a.yaml": `${pod("{ containers: [] }")}---\n${service("{ app: web }")}---\n${service("{ app: wed }")}` },
    ["a.yaml duplicate-resource", "a.yaml service-selects-nothing"],
  ],
  ["a role that aggregates itself", { "a.yaml": `${role("all", "all", "all")}---\n${bind("all")}` }, []],
  [
    "roles that aggregate each other, nothing dangerous among them",
    { "a.yaml": `${role("one", "two", "one")}---\n${role("two", "one", "two")}---\n${bind("one")}` },
    [],
  ],
  [
    "roles that aggregate each other, one with everything",
    {
      "a.yaml": `${role("one", "two", "one")}---\n${role("two", "one", "two")}---\n${PLAIN("three", "one", EVERYTHING)}---\n${bind("two")}`,
    },
    ["a.yaml binding-to-full-admin-role"],
  ],
  [
    "a selector that contradicts itself",
    {
      "a.yaml": `${pod("{ containers: [] }")}---\n${policy("{ matchLabels: { app: web }, matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }")}`,
    },
    ["a.yaml missing-network-policy", "a.yaml network-policy-selects-nothing"],
  ],
  [
    "a selector by an operator that there is not",
    {
      "a.yaml": `${pod("{ containers: [] }")}---\n${policy("{ matchExpressions: [{ key: app, operator: Like, values: [w] }] }")}`,
    },
    ["a.yaml missing-network-policy"], // the API server refuses the policy
  ],
  [
    "a namespace that nobody declares, where none is declared",
    { "a.yaml": `${pod("{ containers: [] }")}---\n${service("{ app: web }")}` },
    [],
  ],
  [
    "a match in a namespace that nobody declares",
    { "a.yaml": `${pod("{ containers: [] }")}---\n${service("{ app: web }", "store")}` },
    ["a.yaml service-selects-nothing"],
  ],
  ["names that differ by case", { "a.yaml": `${USES("Settings")}---\n${MAP}` }, ["a.yaml missing-config-map"]],
  ["keys that differ by case", { "a.yaml": `${USES("settings", "Color")}---\n${MAP}` }, ["a.yaml missing-config-map-key"]],
  [
    "labels that differ by case",
    { "a.yaml": `${pod("{ containers: [] }")}---\n${service("{ app: Web }")}` },
    ["a.yaml service-selects-nothing"],
  ],
  [
    "kinds that differ by case are other kinds",
    { "a.yaml": `${USES("settings")}---\n${object("Configmap", "settings", "data: { color: red }")}` },
    [],
  ],
  ["a name that a template decides", { "a.yaml": `${USES("settings")}---\n${MAP.replace("settings", '"{{ x }}"')}` }, []],
  ["a reference that a template decides", { "a.yaml": `${USES('"{{ x }}"')}---\n${MAP}` }, []],
  ["a key that a template decides", { "a.yaml": `${USES("settings", '"{{ x }}"')}---\n${MAP}` }, []],
  [
    "keys that a template adds",
    { "a.yaml": `${USES("settings", "size")}---\n${MAP.replace("color: red", '"{{ x }}": red')}` },
    [],
  ],
  ["a namespace that a template decides", { "a.yaml": `${USES("settings")}---\n${MAP.replace("shop", '"{{ x }}"')}` }, []],
  [
    "labels that a template decides",
    { "a.yaml": `${pod("{ containers: [] }", 'app: "{{ x }}"')}---\n${service("{ app: web }")}` },
    [],
  ],
  ["a selector that a template decides", { "a.yaml": `${pod("{ containers: [] }")}---\n${service('{ app: "{{ x }}" }')}` }, []],
  [
    "verbs that a template decides",
    { "a.yaml": `${PLAIN("all", "x", '{ apiGroups: ["*"], resources: ["*"], verbs: ["{{ x }}"] }')}---\n${bind("all")}` },
    [],
  ],
  ["a variable of a shell for a name", { "a.yaml": `${USES(`$\{NAME}`)}---\n${MAP}` }, []],
  ["numbers for names", { "a.yaml": `${USES("123")}---\n${MAP}` }, []],
  ["no name at all", { "a.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {}\ndata: { a: b }\n---\n${MAP}` }, []],
  [
    "nothing but kinds",
    { "a.yaml": ["Service", "Pod", "ConfigMap"].map((kind) => `apiVersion: v1\nkind: ${kind}\n`).join("---\n") },
    [],
  ],
  [
    "null everywhere",
    {
      "a.yaml":
        "apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: null, ports: null }\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: a, namespace: null }\nroleRef: null\nsubjects: null\n",
    },
    [],
  ],
])("%s", (_, files, expected) => {
  expect(found(files)).toEqual(expected);
});
