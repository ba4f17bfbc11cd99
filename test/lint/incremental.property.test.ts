import { describe, expect, it } from "vitest";
import type { PlacedFinding } from "../../server/lint/analysis/result.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import type { LinterConfig } from "../../server/lint/workspace/linter-config.ts";
import { runs } from "../support/effort.ts";
import { only } from "../support/linting.ts";
import { fc } from "../support/property.ts";

// Linter.update after any history equals a fresh Linter on the same texts.
const modules = import.meta.glob<{ default: Rule }>(
  [
    "../../rules/schema/{invalid-yaml,duplicate-key,duplicate-resource}.ts",
    "../../rules/hygiene/mixed-namespaces.ts",
    "../../rules/kustomize/missing-kustomize-resource.ts",
    "../../rules/references/[!_]*.ts",
    "../../rules/resources-reliability/hpa-with-static-replicas.ts",
    "../../rules/hygiene/empty-document.ts",
    "../../rules/pod-security/privileged-container.ts",
  ],
  { eager: true },
);
const rules = Object.values(modules).map((module) => module.default);
const all = only(rules);
const few = only(rules.filter(({ id }) => id !== "duplicate-resource"));
const asking = { ...all, references: "all" as const };
const exists = (uri: string, name: string) => (uri.startsWith("file:///k/") ? name === "base.yaml" : undefined);
const configs: readonly LinterConfig[] = [
  { settingsFor: () => all, scopeOf: () => "", exists },
  { settingsFor: (uri) => (uri.endsWith("/b.yaml") ? few : all), scopeOf: () => "", exists },
  { settingsFor: () => all, scopeOf: () => "together", exists },
  { settingsFor: () => asking, scopeOf: (uri) => (uri.startsWith("file:///k/") ? "k" : ""), exists },
  { settingsFor: () => all, scopeOf: () => "", exists, isWhole: () => false },
];

const documents = [
  "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n",
  "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector: {app: api}\n",
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n  - name: a\n    securityContext:\n      privileged: true\n",
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: other}\nspec:\n  containers: [{name: a}]\n",
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ x }}\n  namespace: one\n  labels: {app: api}\n",
  "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: web, namespace: one}}\n- {apiVersion: acme.io/v1, kind: Web, metadata: {name: web, namespace: two}}\n",
  "kind: Kustomization\nnamespace: two\nnamePrefix: my-\nresources: [base.yaml, gone.yaml]\n",
  "kind: Kustomization\npatches: [{path: base.yaml}]\n",
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n  template:\n    metadata: {labels: {app: web}}\n    spec: {}\n",
  "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n  scaleTargetRef: {kind: Deployment, name: web}\n",
  "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec:\n  selector:\n    matchLabels: {app: weg}\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: one}\ndata: {a: b}\n",
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\ndata: {a: b}\n",
  "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: one}\nspec:\n  serviceAccountName: web\n  containers: [{name: a, env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: c}}}]}]\n",
  "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {defaultBackend: {service: {name: web, port: {name: http}}}}\n",
  "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: two}\nspec:\n  selector: {app: web}\n  ports: [{name: htpt, port: 80, targetPort: web}]\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: web}\nrules: [{apiGroups: [''], resources: [configmaps], verbs: [create]}]\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: web}\nroleRef: {kind: Role, name: wbe}\nsubjects: [{kind: ServiceAccount, name: web, namespace: one}]\n",
  "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: api}\n",
  "kind: Kustomization\nresources: [base.yaml, 'https://example.com/more']\n",
  "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: one}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: apj}}}]}]}\n",
  "apiVersion: v1\nkind: Namespace\nmetadata: {name: one, labels: {pod-security.kubernetes.io/enforce: restricted}}\n",
  "apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\ndefaults: {warn: baseline}\nexemptions: {namespaces: [one]}\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: web, labels: {to: web}}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {to: web}}]}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: web}\nroleRef: {kind: ClusterRole, name: web}\nsubjects: [{kind: ServiceAccount, name: web, namespace: one}]\n",
  "# only a comment\n",
  "a: 1\na: 2\n",
  '{"kind": "\\/"}\n{"kind": "\\/"}\n',
  "",
];
const pieces = [
  "\n---\n",
  "---\n",
  "x",
  ": ",
  "app: api\n",
  "  ",
  "# c\n",
  "web",
  "\r\n",
  '"',
  "privileged: true\n",
  "...\n",
  "...\na: 1\n",
  '{"a": 1, "a": "\\/"}\n', // objects in a row are a document each, where they begin the file
  "{{ x }}",
];
const uris = ["file:///a.yaml", "file:///b.yaml", "file:///k/base.yaml", "file:///k/kustomization.yaml"];

const text = fc.array(fc.constantFrom(...documents), { maxLength: 4 }).map((list) => list.join("---\n"));
const step = fc.oneof(
  fc.record({ type: fc.constant("set" as const), uri: fc.constantFrom(...uris), text }),
  fc.record({ type: fc.constant("remove" as const), uri: fc.constantFrom(...uris) }),
  fc.record({ type: fc.constant("configure" as const), config: fc.constantFrom(...configs) }),
  fc.record({
    type: fc.constant("edit" as const),
    uri: fc.constantFrom(...uris),
    at: fc.nat(1000),
    drop: fc.nat(20),
    insert: fc.constantFrom("", ...pieces),
  }),
);

describe("an incremental linter", () => {
  it("equals a fresh one after any history", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let [config] = configs as [LinterConfig];
        const linter = new Linter(rules, config);
        const texts = new Map<string, string>();
        for (const one of steps) {
          const seen = new Map(uris.map((uri) => [uri, linter.result(uri)]));
          if (one.type === "configure") {
            config = one.config;
            linter.configure(config);
          } else if (one.type === "remove") {
            linter.remove(one.uri);
            texts.delete(one.uri);
          } else {
            const before = texts.get(one.uri) ?? "";
            const at = one.type === "edit" ? Math.min(one.at, before.length) : 0;
            const after = one.type === "set" ? one.text : before.slice(0, at) + one.insert + before.slice(at + one.drop);
            texts.set(one.uri, after);
            linter.update(one.uri, after);
          }
          // Until it is settled, nothing that is asked has changed.
          for (const [uri, result] of seen) expect(linter.result(uri)).toEqual(result);
          const changed = linter.settle();
          for (const [uri, { findings }] of seen)
            if (!changed.includes(uri)) expect(linter.result(uri).findings.map(identity)).toEqual(findings.map(identity));
          expect(linter.settle()).toEqual([]);
        }
        const fresh = new Linter(rules, config);
        for (const [uri, after] of texts) fresh.update(uri, after);
        fresh.settle();
        for (const uri of uris) expect(linter.result(uri)).toEqual(fresh.result(uri));
      }),
      { numRuns: runs(250) },
    );
  });

  it("equals a fresh one after every keystroke in one file", () => {
    const edit = fc.record({ uri: fc.nat(3), at: fc.nat(600), drop: fc.nat(20), insert: fc.constantFrom("", ...pieces) });
    const [config] = configs as [LinterConfig];
    const [edited, other] = uris as [string, string];
    fc.assert(
      fc.property(text, text, fc.array(edit, { minLength: 1, maxLength: 8 }), (own, beside, edits) => {
        const linter = new Linter(rules, config);
        const texts = new Map([
          [edited, own],
          [other, beside],
        ]);
        for (const [uri, before] of texts) linter.update(uri, before);
        for (const { uri: number, at, drop, insert } of edits) {
          const uri = number === 3 ? other : edited; // mostly the one
          const before = texts.get(uri) as string;
          const after = before.slice(0, at) + insert + before.slice(at + drop);
          texts.set(uri, after);
          linter.update(uri, after);
          linter.settle();
          const fresh = new Linter(rules, config);
          for (const [one, now] of texts) fresh.update(one, now);
          fresh.settle();
          // Only this one is asked for: what was placed of it before is used again.
          expect(linter.result(edited)).toEqual(fresh.result(edited));
        }
      }),
      { numRuns: runs(250) },
    );
  });
});

/** What a finding says, but for places in other files: those move without notice. */
function identity({ related: _, ...finding }: PlacedFinding): unknown {
  return finding;
}
