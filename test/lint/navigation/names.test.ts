import { describe, expect, it, vi } from "vitest";
import { Names } from "../../../server/lint/navigation/same.ts";
import { Linter } from "../../../server/lint/workspace/linter.ts";
import { only } from "../../support/linting.ts";

// In each case one thing is named several times: where it is defined in ⟦!…⟧, elsewhere in ⟦…⟧. From each of these places all the others are found, and nothing else.

type Files = Readonly<Record<string, string>>;

const WEB = (pod: string, more = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web${more} }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: ${pod}
`;

const SERVICE = (ports: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web, labels: { role: front } }\nspec: { selector: { app: web }, ports: ${ports} }\n`;

const CASES: Readonly<Record<string, Files>> = {
  "a volume": {
    "web.yaml": WEB(
      "{ volumes: [{ name: ⟦!data⟧, emptyDir: {} }, { name: other, emptyDir: {} }], containers: [{ name: data, volumeMounts: [{ name: ⟦data⟧, mountPath: /data }] }] }",
    ),
    "other.yaml": WEB("{ volumes: [{ name: data, emptyDir: {} }] }", "2"),
  },
  "a volume of a StatefulSet's claim": {
    "db.yaml":
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec:\n  volumeClaimTemplates: [{ metadata: { name: ⟦!data⟧ } }]\n  template: { spec: { containers: [{ name: db, volumeMounts: [{ name: ⟦data⟧ }] }] } }\n",
  },
  "a container": {
    "web.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: app
  annotations:
    kubectl.kubernetes.io/default-container: ⟦app⟧
    container.apparmor.security.beta.kubernetes.io/⟦app⟧: runtime/default
spec:
  containers:
    - name: ⟦!app⟧
      env: [{ name: A, valueFrom: { resourceFieldRef: { containerName: ⟦app⟧, resource: limits.cpu } } }]
`,
  },
  "a container's port": {
    "web.yaml": WEB(
      "{ containers: [{ name: http, ports: [{ name: ⟦!http⟧, containerPort: 80 }], readinessProbe: { httpGet: { port: ⟦http⟧ } }, lifecycle: { preStop: { tcpSocket: { port: ⟦http⟧ } } } }] }",
    ),
    "service.yaml": SERVICE("[{ name: http, port: 80, targetPort: ⟦http⟧ }]"),
    "other.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: other }\nspec: { selector: { app: other }, ports: [{ port: 80, targetPort: http }] }\n",
    "policy.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: ⟦http⟧ }] }] }\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: client }\nspec: { podSelector: {}, egress: [{ to: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: ⟦http⟧ }] }] }\n",
    "monitor.yaml":
      "apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } }, podMetricsEndpoints: [{ port: ⟦http⟧ }] }\n",
  },
  "a container's port, by labels that a kustomization gives": {
    "kustomization.yaml": "resources: [web.yaml, service.yaml]\ncommonLabels: { app: web }\n",
    "web.yaml":
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, ports: [{ name: ⟦!http⟧, containerPort: 80 }] }] } } }\n",
    "service.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80, targetPort: ⟦http⟧ }] }\n",
  },
  "a container's port by its number": {
    "web.yaml": WEB("{ containers: [{ name: web, ports: [{ name: http, containerPort: ⟦!8080⟧ }] }] }"),
    "service.yaml": SERVICE("[{ name: http, port: 80, targetPort: ⟦8080⟧ }]"),
  },
  "a Service's port": {
    "web.yaml": WEB("{ containers: [{ name: web, ports: [{ name: http, containerPort: 80 }] }] }"),
    "service.yaml": SERVICE("[{ name: ⟦!http⟧, port: 80, targetPort: http }]"),
    "ingress.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { defaultBackend: { service: { name: web, port: { name: ⟦http⟧ } } } }\n",
    "monitor.yaml":
      "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: web }\nspec: { selector: { matchLabels: { role: front } }, endpoints: [{ port: ⟦http⟧ }] }\n",
  },
  "a Service's port by its number": {
    "service.yaml": SERVICE("[{ name: http, port: ⟦!80⟧ }]"),
    "ingress.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { defaultBackend: { service: { name: web, port: { number: ⟦80⟧ } } } }\n",
  },
  "a label of pods": {
    "web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  selector: { matchLabels: { app: ⟦web⟧ } }
  template:
    metadata: { labels: { app: ⟦!web⟧, tier: web } }
    spec: { topologySpreadConstraints: [{ labelSelector: { matchLabels: { app: ⟦web⟧ } } }] }
`,
    "service.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: ⟦web⟧ } }\n",
    "budget.yaml":
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { selector: { matchExpressions: [{ key: app, operator: In, values: [api, ⟦web⟧] }] } }\n",
    "policy.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: db }\nspec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ⟦web⟧ } } }] }] }\n",
    "other.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: other, namespace: elsewhere }\nspec: { selector: { app: web, tier: back } }\n",
  },
  "a label of a Service": {
    "service.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: web, labels: { app: ⟦!web⟧ } }\nspec: { selector: { app: web } }\n",
    "monitor.yaml":
      "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: web, labels: { app: web } }\nspec: { selector: { matchLabels: { app: ⟦web⟧ } } }\n",
  },
  "a label of a Namespace": {
    "namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: ⟦!shop⟧ } }\n",
    "policy.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: db }\nspec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ⟦shop⟧ } } }] }] }\n",
  },
  "a Namespace": {
    "namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: ⟦!shop⟧ }\n",
    "account.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: shop, namespace: ⟦shop⟧ }\n",
    "binding.yaml":
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: shop }\nroleRef: { kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: shop, namespace: ⟦shop⟧ }]\n",
    "route.yaml":
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec: { hosts: [shop], http: [{ route: [{ destination: { host: web.⟦shop⟧.svc.cluster.local } }] }] }\n",
  },
  "an object by its host": {
    "service.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: ⟦!web⟧, namespace: shop }\n",
    "route.yaml":
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec: { http: [{ route: [{ destination: { host: ⟦web⟧.shop.svc.cluster.local } }] }] }\n",
  },
  "an object of a kustomization": {
    "kustomization.yaml": `resources: [web.yaml]
replicas: [{ name: ⟦web⟧, count: 2 }]
patches:
  - path: patch.yaml
  - target: { kind: Deployment, name: ⟦web⟧ }
    patch: |-
      - { op: add, path: /metadata/labels, value: {} }
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: ⟦web⟧
`,
    "web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ⟦!web⟧ }\nspec: {}\n",
    "patch.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ⟦web⟧ }\nspec: { replicas: 2 }\n",
    "other/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: {}\n",
  },
  "what a JSON patch brings in": {
    "kustomization.yaml": `resources: [web.yaml, map.yaml]
patches:
  - target: { kind: Deployment }
    patch: |-
      - op: add
        path: /spec/template/spec/volumes/-
        value: { name: settings, configMap: { name: ⟦settings⟧ } }
`,
    "web.yaml": WEB("{ volumes: [], containers: [] }"),
    "map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ⟦!settings⟧ }\n",
  },
  "a label that JSON patches give to pods and select by": {
    "kustomization.yaml": `resources: [web.yaml, service.yaml, policy.yaml]
patches:
  - target: { kind: NetworkPolicy }
    patch: |-
      - { op: add, path: /spec/podSelector/matchLabels/example.com~1tier, value: ⟦front⟧ }
  - target: { kind: Deployment, name: web }
    patch: |-
      - { op: add, path: /metadata/labels, value: { example.com/tier: front } }
      - { op: add, path: /spec/template/metadata/labels/example.com~1tier, value: ⟦!front⟧ }
  - path: service-patch.yaml
    target: { kind: Service, name: web }
`,
    "web.yaml": WEB("{ containers: [{ name: web }] }"),
    "service.yaml": SERVICE("[{ port: 80 }]"),
    "policy.yaml":
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec: { podSelector: { matchLabels: { app: web } } }\n",
    "service-patch.yaml": "- op: replace\n  path: /spec/selector\n  value: { example.com/tier: ⟦front⟧ }\n",
    "other.yaml": SERVICE("[{ port: 80 }]").replace("app: web", "example.com/tier: front"),
  },
  "a volume that a patch mounts": {
    "kustomization.yaml": "resources: [web.yaml]\npatches: [{ path: patch.yaml, target: { kind: Deployment } }]\n",
    "web.yaml": WEB("{ volumes: [{ name: ⟦!data⟧, emptyDir: {} }], containers: [{ name: web }] }"),
    "patch.yaml":
      "- op: add\n  path: /spec/template/spec/containers/0/volumeMounts\n  value: [{ name: ⟦data⟧, mountPath: /data }]\n",
  },
  "a base with two overlays": {
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "base/web.yaml": WEB("{ containers: [{ name: web, envFrom: [{ configMapRef: { name: ⟦settings⟧ } }] }] }"),
    "dev/kustomization.yaml":
      "namePrefix: dev-\nnamespace: dev\nresources: [../base]\nconfigMapGenerator: [{ name: ⟦!settings⟧, literals: [a=b] }]\n",
    "other/kustomization.yaml": "resources: [map.yaml]\n",
    "other/map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n",
  },
  "a key of a generator": {
    "kustomization.yaml":
      "resources: [web.yaml]\nconfigMapGenerator: [{ name: settings, literals: [⟦!color⟧=red], files: [size=size.txt] }]\n",
    "web.yaml": WEB(
      "{ containers: [{ name: web, env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: ⟦color⟧ } } }] }] }",
    ),
  },
  "an image": {
    "kustomization.yaml": "resources: [web.yaml]\nimages: [{ name: ⟦!shop/web⟧, newName: example.com/web }]\n",
    "web.yaml": WEB('{ containers: [{ name: web, image: "⟦shop/web⟧:1.2" }] }'),
    "overlay/kustomization.yaml": "resources: [..]\nimages: [{ name: example.com/web, newTag: v1 }]\n",
  },
  "a label that a kustomization gives": {
    "kustomization.yaml": "resources: [web.yaml, service.yaml]\nlabels: [{ pairs: { part: ⟦!shop⟧ }, includeTemplates: true }]\n",
    "web.yaml": WEB("{ containers: [] }"),
    "service.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { part: ⟦shop⟧ } }\n",
  },
};

describe("what is named in several places", () => {
  it.each(Object.entries(CASES))("%s", (_, marked) => {
    const linter = new Linter([], { settingsFor: () => only([]), scopeOf: () => "" });
    const places = Object.entries(marked).flatMap(([name, text]) => placesIn(`file:///k/${name}`, text));
    for (const [name, text] of Object.entries(marked)) linter.update(`file:///k/${name}`, text.replaceAll(/⟦!?|⟧/g, ""));
    linter.settle();
    const all = places.map(({ text }) => text).sort();
    for (const { uri, start } of places) {
      const names = new Names(linter);
      const same = new Set(names.at(uri, start).flatMap((one) => names.same(one)));
      const found = [...same].map((one) => placeOf(one.uri, (one.letters ?? one.site).start, one.declares));
      expect([...new Set(found)].sort(), `from ${uri}:${start}`).toEqual(all);
    }
  });
});

/** The numbers of the documents that are parsed to find what is named at a word of one of three. */
function parsedAt(word: string): readonly number[] {
  const linter = new Linter([], { settingsFor: () => only([]), scopeOf: () => "" });
  const pods = [1, 2, 3].map(
    (n) => `apiVersion: v1\nkind: Pod\nmetadata: { name: p${n} }\nspec: { containers: [{ name: c }] }\n`,
  );
  const text = pods.join("---\n");
  linter.update("file:///k/web.yaml", text);
  linter.settle();
  const dialect = linter.dialect("file:///k/web.yaml");
  const parsed: number[] = [];
  const parse: typeof dialect.parse = (whole, start, end) => {
    parsed.push(whole.slice(0, start).split("kind:").length - 1);
    return dialect.parse(whole, start, end);
  };
  vi.spyOn(linter, "dialect").mockReturnValue({ ...dialect, parse });
  const names = new Names(linter);
  for (const one of names.at("file:///k/web.yaml", text.indexOf(word) + 6)) names.same(one);
  return parsed;
}

describe("what is named in one of many documents", () => {
  it.each(["name: p1", "name: c"])("is found in it alone: %s", (word) => expect(parsedAt(word)).toEqual([0]));

  it("is asked for again without being judged again", () => {
    const settings = only([]);
    const linter = new Linter([], { settingsFor: () => settings, scopeOf: () => "" });
    const result = (text: string) => {
      linter.update("file:///k/web.yaml", text);
      linter.settle();
      return linter.result("file:///k/web.yaml");
    };
    const first = result(WEB("{}"));
    expect(result(WEB("{}"))).toBe(first);
    expect(result(WEB("{ containers: [] }"))).not.toBe(first);
  });
});

interface Marked {
  readonly uri: string;
  readonly start: number;
  readonly text: string;
}

/** The marked places of a text, by the offsets that they have without marks. */
function placesIn(uri: string, text: string): readonly Marked[] {
  let removed = 0;
  return [...text.matchAll(/⟦(!?)([^⟧]*)⟧/g)].map(({ index, 0: whole, 1: mark, 2: name }) => {
    const start = index - removed;
    removed += whole.length - (name?.length ?? 0);
    return { uri, start, text: placeOf(uri, start, mark === "!") };
  });
}

function placeOf(uri: string, start: number, declares: boolean): string {
  return `${uri}:${start} ${declares ? "defined" : "named"}`;
}
