import { rules } from "../../rules/index.ts";
import { build } from "../../server/kube/kustomize/build/build.ts";
import { resolveConfig } from "../../server/lint/config/config.ts";
import { readConfig } from "../../server/lint/config/read.ts";
import { indexRules } from "../../server/lint/rule/names.ts";
import { filesOf } from "../support/kustomize.ts";
import { guarded, type Target } from "./target.ts";

const BASE = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: app:1}]}}}
`;
const KUSTOMIZATIONS = [
  `resources: [base.yaml]
namespace: prod
namePrefix: p-
labels: [{pairs: {a: b}, includeSelectors: true}]
images: [{name: app, newName: new, newTag: "2"}]
replicas: [{name: web, count: 3}]
configMapGenerator: [{name: conf, literals: [a=b], behavior: create}]
secretGenerator:
  - name: sec
    literals: [a=b]
patches:
  - target: {kind: Deploy.*, labelSelector: "app in (web), !x"}
    patch: |-
      - {op: add, path: /spec/template/spec/containers/-, value: {name: more}}
      - {op: move, from: /metadata/labels, path: /metadata/annotations}
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: app, $patch: delete}]}}}
`,
];

/** A kustomization builds or says why not. */
export const kustomizeTarget: Target = {
  name: "kustomize",
  batch: 100,
  seeds: KUSTOMIZATIONS,
  check: guarded((text) => {
    build("k", filesOf({ "k/kustomization.yaml": text, "k/base.yaml": BASE }));
    return undefined;
  }),
};

const CONFIGURATIONS = [
  `root: true
extends: [recommended, ./base.yaml]
kubernetesVersion: "1.31"
rules:
  missing-memory-limit: error
  placeholder-value: { severity: warning, patterns: ["^x{4,}$", "todo(-[a-z]+)*"] }
overrides:
  - files: ["charts/**", "{a,b}/*.yaml"]
    kinds: [Job, CronJob]
    names: ["a-*"]
    rules: { missing-liveness-probe: off }
ignore: ["vendor/**", "!vendor/a.yaml"]
suppressions:
  requireReason: true
  forbid: [host-network]
  entries:
    - { rules: [host-pid], name: "a*", reason: because, expires: 2030-01-01 }
podSpecPaths: [{ apiVersion: a.io/v1, kind: A, path: spec.template }]
scopes: ["clusters/*"]
`,
];
const index = indexRules(rules);

/** A configuration is read or its problems have places. */
export const configurationTarget: Target = {
  name: "configuration",
  batch: 200,
  seeds: CONFIGURATIONS,
  check: guarded((text) => {
    const { config, problems } = readConfig(text, "file:///repo/plimsoll.yaml", index);
    const resolved = resolveConfig([config], rules);
    for (const uri of ["file:///repo/charts/a.yaml", "file:///repo/clusters/a/b.yaml"]) {
      resolved.settingsFor(uri);
      resolved.ignored(uri);
      resolved.scopeOf(uri);
    }
    const outside = problems.find(({ span }) => span.start < 0 || span.end > text.length + 1);
    return outside && `a problem lies outside of the file: ${outside.message}`;
  }),
};
