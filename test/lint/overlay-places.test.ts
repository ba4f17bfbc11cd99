import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { only } from "../support/linting.ts";

// Where findings of what kustomizations build stand, and what they call things there. Each overlay builds on the same base.

const WANTED = new Set([
  "capabilities-not-dropped",
  "conflicting-capabilities",
  "host-network",
  "host-pid",
  "image-latest-tag",
  "missing-config-map",
  "missing-memory-limit",
  "missing-secret-key",
  "network-policy-selects-nothing",
  "nodeport-service",
  "privileged-container",
  "secret-in-config-map",
  "service-selects-nothing",
  "single-replica",
]);
const settings = only(rules.filter(({ id }) => WANTED.has(id)));

const BASE = {
  "base/kustomization.yaml": "resources: [web.yaml, service.yaml]\n",
  "base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:1.2.3
          resources: {limits: {memory: 64Mi}}
          securityContext: {capabilities: {drop: [ALL]}}
`,
  "base/service.yaml": `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
`,
};
const PATCH = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n";

type Table = Readonly<Record<string, string>>;

function linterOver(files: Table, order = (names: readonly string[]) => names): Linter {
  const all: Table = { ...BASE, ...files };
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    read: (name) => all[name.replace("file:///r/", "")],
  });
  for (const name of order(Object.keys(all))) {
    linter.update(`file:///r/${name}`, all[name] as string);
    linter.settle();
  }
  return linter;
}

/** The findings as `file:line text: message`. */
function lint(files: Table, order?: (names: readonly string[]) => readonly string[]): readonly string[] {
  const linter = linterOver(files, order);
  return linter
    .uris()
    .flatMap((uri) => {
      const { text, findings } = linter.result(uri);
      return findings.map(({ span, message }) => {
        const line = text.slice(0, span.start).split("\n").length;
        return `${uri.replace("file:///r/", "")}:${line} ${text.slice(span.start, span.end)}: ${message}`;
      });
    })
    .sort();
}

/** An overlay with these lines beside its resources. */
const over = (...lines: readonly string[]) => ({
  "over/kustomization.yaml": ["namePrefix: prod-", "resources: [../base]", ...lines, ""].join("\n"),
});

describe("a finding of what an overlay builds", () => {
  it.each<readonly [string, Table, readonly string[]]>([
    [
      "a strategic merge patch in a file",
      {
        ...over("patches: [{path: p.yaml}]"),
        "over/p.yaml": `${PATCH}      hostNetwork: true\n      containers:\n        - name: web\n          securityContext: {privileged: true}\n`,
      },
      [
        'over/p.yaml:7 hostNetwork: true: Deployment "web" sets hostNetwork: it uses the node\'s network.',
        'over/p.yaml:10 true: Container "web" is privileged, so these capabilities are ignored.',
        'over/p.yaml:10 true: Container "web" runs privileged.',
      ],
    ],
    [
      "a strategic merge patch that takes something away",
      {
        ...over("patches: [{path: p.yaml}]"),
        "over/p.yaml": `${PATCH}      containers:\n        - name: web\n          resources:\n            limits: null\n          securityContext: null\n`,
      },
      [
        'over/p.yaml:10 limits: Container "web" has no memory limit.',
        'over/p.yaml:11 securityContext: Container "web" keeps all default capabilities.',
      ],
    ],
    [
      "a JSON patch in the kustomization",
      over(
        "patches:",
        "  - target: {kind: Service, name: web}",
        "    patch: |-",
        "      - op: add",
        "        path: /spec/type",
        "        value: NodePort",
        "      - op: replace",
        "        path: /spec/selector/app",
        "        value: wbe",
      ),
      [
        'over/kustomization.yaml:8 NodePort: Service "web" is reachable at every address of every node.',
        'over/kustomization.yaml:11 wbe: Service "web" selects no pod: "app: wbe" is "web" on Deployment "web".',
      ],
    ],
    [
      "a JSON patch in a file",
      {
        ...over("patches: [{target: {kind: Deployment}, path: ops.yaml}]"),
        "over/ops.yaml":
          "- {op: remove, path: /spec/template/spec/containers/0/resources/limits}\n- {op: add, path: /spec/template/spec/hostPID, value: true}\n",
      },
      [
        'over/ops.yaml:1 /spec/template/spec/containers/0/resources/limits: Container "web" has no memory limit.',
        'over/ops.yaml:2 true: Deployment "web" sets hostPID: it sees every process of the node.',
      ],
    ],
    [
      "a JSON patch that replaces a mapping",
      over(
        "patches:",
        "  - target: {kind: Deployment}",
        "    patch: |-",
        "      - op: replace",
        "        path: /spec/template/spec/containers/0/resources",
        "        value: {requests: {cpu: 1}}",
      ),
      ['over/kustomization.yaml:7 /spec/template/spec/containers/0/resources: Container "web" has no memory limit.'],
    ],
    [
      "images",
      over("images: [{name: ghcr.io/acme/web, newTag: latest}]"),
      ['over/kustomization.yaml:3 latest: Container "web" uses the tag latest, which moves.'],
    ],
    [
      "replicas",
      over("replicas:", "  - {name: web, count: 1}"),
      ['over/kustomization.yaml:4 1: Deployment "web" runs 1 of the 2 replicas that it should have.'],
    ],
    [
      "a generator",
      over("configMapGenerator:", "  - name: web", "    literals:", "      - DB_PASSWORD=hunter2-Zx81-kk"),
      ['over/kustomization.yaml:6 DB_PASSWORD=hunter2-Zx81-kk: ConfigMap "web" holds a password or key under "DB_PASSWORD".'],
    ],
    [
      "references of a patch to what is generated, and to what is not there",
      {
        ...over(
          "configMapGenerator: [{name: config, literals: [A=b]}]",
          "secretGenerator: [{name: token, literals: [TOKEN=a]}]",
          "patches: [{path: p.yaml}]",
        ),
        "over/p.yaml": `${PATCH}      containers:\n        - name: web\n          envFrom:\n            - configMapRef: {name: confg}\n          env:\n            - name: A\n              valueFrom: {secretKeyRef: {name: token, key: TOKENS}}\n`,
      },
      [
        'over/p.yaml:10 confg: There is no ConfigMap "confg".',
        'over/p.yaml:13 TOKENS: Secret "token" has no key "TOKENS"; did you mean "TOKEN"?',
      ],
    ],
    [
      "a component",
      {
        ...over("components: [../debug]"),
        "debug/kustomization.yaml": `kind: Component
patches:
  - target: {kind: Deployment}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/-
        value: {name: debug, image: "busybox:1", resources: {limits: {memory: 1Mi}}, securityContext: {privileged: true, capabilities: {drop: [ALL]}}}
`,
      },
      [
        'debug/kustomization.yaml:7 capabilities: Container "debug" is privileged, so these capabilities are ignored.',
        'debug/kustomization.yaml:7 true: Container "debug" runs privileged.',
      ],
    ],
    [
      "labels, which decide nothing",
      {
        "over/kustomization.yaml": "namePrefix: prod-\nresources: [../base, policy.yaml]\ncommonLabels: {env: prod}\n",
        "over/policy.yaml":
          "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\nspec:\n  podSelector: {matchLabels: {app: wbe}}\n  policyTypes: [Ingress]\n",
      },
      ['over/policy.yaml:5 podSelector: NetworkPolicy "web" selects no pod: "app: wbe" is "web" on Deployment "web".'],
    ],
    [
      "an overlay of an overlay",
      {
        "stage/kustomization.yaml": "namePrefix: stage-\nresources: [../base]\n",
        "prod/kustomization.yaml":
          "namePrefix: eu-\nresources: [../stage]\npatches: [{path: p.yaml}]\nreplicas: [{name: web, count: 1}]\n",
        "prod/p.yaml": `${PATCH.replace("name: web", "name: stage-web")}      hostNetwork: true\n`,
      },
      [
        'prod/kustomization.yaml:4 1: Deployment "stage-web" runs 1 of the 2 replicas that it should have.',
        'prod/p.yaml:7 hostNetwork: true: Deployment "stage-web" sets hostNetwork: it uses the node\'s network.',
      ],
    ],
  ])("stands where %s decides it, in the words of that file", (_, files, expected) => {
    expect(lint(files)).toEqual([...expected].sort());
    expect(lint(files, (names) => [...names].reverse())).toEqual([...expected].sort());
  });

  it("names what explains it in the words of the other file", () => {
    const files = over(
      "patches:",
      "  - target: {kind: Service}",
      '    patch: \'[{"op": "replace", "path": "/spec/selector/app", "value": "wbe"}]\'',
    );
    const { findings } = linterOver(files).result("file:///r/over/kustomization.yaml");
    expect(findings.flatMap(({ related }) => related.map(({ message, uri }) => `${uri}: ${message}`))).toEqual([
      'file:///r/base/web.yaml: The nearest workload, Deployment "web".',
    ]);
  });
});
