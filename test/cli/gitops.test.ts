import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";

// Layouts of repositories that deploy to many clusters: what one environment lacks is reported there, what another one has answers for nothing.

const bundle = useBundle();

const deployment = (name: string, namespace = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web${namespace} }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: web
      containers: [{ name: web, image: "web:1.2", envFrom: [{ configMapRef: { name: ${name} } }] }]
`;
const account = (namespace = "") => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web${namespace} }\n`;
const configMap = (name: string, namespace = "") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${namespace} }\ndata: { a: b }\n`;

const policy = (name: string, pods: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: web }\nspec: { podSelector: ${pods}, policyTypes: [Ingress] }\n`;

/** Bases that overlays complete: the first of the overlays makes what the base names. */
function overlays(third: string): Readonly<Record<string, string>> {
  const overlay = (name: string) =>
    `namespace: web\nresources: [../base]\nconfigMapGenerator: [{ name: ${name}, literals: [a=b] }]\n`;
  const cluster = (name: string) =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: apps, namespace: flux-system }\nspec: { interval: 10m, path: ./apps/${name}, prune: true, sourceRef: { kind: GitRepository, name: flux-system } }\n`;
  return {
    "apps/base/kustomization.yaml": "resources: [web.yaml, account.yaml]\n",
    "apps/base/web.yaml": deployment("settings"),
    "apps/base/account.yaml": account(),
    "apps/dev/kustomization.yaml": overlay(third),
    ...Object.fromEntries(["stage", "prod"].map((name) => [`apps/${name}/kustomization.yaml`, overlay("settings")])),
    ...Object.fromEntries(["dev", "stage", "prod"].map((name) => [`clusters/${name}/apps.yaml`, cluster(name)])),
  };
}

/** An application that names those of each cluster, by folder. */
function appOfApps(second: string): Readonly<Record<string, string>> {
  const application = (name: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: web-${name}, namespace: argocd }\nspec: { project: default, source: { repoURL: "https://example.com/r.git", path: apps/web-${name}, targetRevision: v1 }, destination: { server: "https://kubernetes.default.svc", namespace: web } }\n`;
  const app = (name: string, settings: string) => [
    [`root/${name}.yaml`, application(name)],
    [`apps/web-${name}/web.yaml`, deployment("settings")],
    [`apps/web-${name}/account.yaml`, account()],
    [`apps/web-${name}/config.yaml`, configMap(settings)],
  ];
  return Object.fromEntries([...app("a", "settings"), ...app("b", second)]);
}

/** The same objects in a folder for each environment. */
function flat(prod: string): Readonly<Record<string, string>> {
  const files = (folder: string, settings: string) => [
    [`${folder}/web.yaml`, deployment("settings", ", namespace: web")],
    [`${folder}/account.yaml`, account(", namespace: web")],
    [`${folder}/config.yaml`, configMap(settings, ", namespace: web")],
  ];
  return Object.fromEntries([...files("dev", "settings"), ...files("stage", "settings"), ...files("prod", prod)]);
}

/** Flux: clusters, applications and infrastructure apart, with variables that Flux fills in and an overlay that adds what the base names. */
function flux(prod: string): Readonly<Record<string, string>> {
  const cluster = (name: string) =>
    ["infrastructure", "apps"]
      .map(
        (part) =>
          `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${part}, namespace: flux-system }\nspec:\n  interval: 10m\n  path: ./${part}/${name}\n  prune: true\n  sourceRef: { kind: GitRepository, name: flux-system }\n  postBuild: { substitute: { cluster: ${name} }, substituteFrom: [{ kind: ConfigMap, name: cluster-settings }] }\n`,
      )
      .join("---\n");
  const variant = (name: string, settings: string) => [
    [`clusters/${name}/apps.yaml`, cluster(name)],
    [`clusters/${name}/cluster-settings.yaml`, configMap("cluster-settings", ", namespace: flux-system")],
    [`infrastructure/${name}/kustomization.yaml`, "resources: [../base]\npatches: [{ path: issuer.yaml }]\n"],
    [
      `infrastructure/${name}/issuer.yaml`,
      `apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: { name: public }\nspec: { acme: { email: ${name}@example.com } }\n`,
    ],
    [`apps/${name}/kustomization.yaml`, "resources: [../base, config.yaml]\npatches: [{ path: patch.yaml }]\n"],
    [`apps/${name}/config.yaml`, configMap(settings, ", namespace: web")],
    [
      `apps/${name}/patch.yaml`,
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: web }\nspec: { replicas: 3 }\n",
    ],
  ];
  return {
    "infrastructure/base/kustomization.yaml": "resources: [issuer.yaml, policies.yaml]\n",
    "infrastructure/base/policies.yaml": `${policy("deny", "{}")}`,
    "infrastructure/base/issuer.yaml":
      'apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: { name: public }\nspec: { acme: { server: "https://acme.example.com", privateKeySecretRef: { name: acme } } }\n',
    "apps/base/kustomization.yaml": "resources: [namespace.yaml, web.yaml, account.yaml, ingress.yaml]\n",
    "apps/base/namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n",
    "apps/base/web.yaml": `${deployment("settings", ", namespace: web")}---\napiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n`,
    "apps/base/account.yaml": `${account(", namespace: web")}---\n${policy("cache", "{ matchLabels: { app: cache } }")}`,
    "apps/base/ingress.yaml": `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: web, annotations: { cert-manager.io/cluster-issuer: public } }\nspec: { tls: [{ secretName: web-tls, hosts: ["web.\${cluster}.example.com"] }], rules: [{ host: "web.\${cluster}.example.com", http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }\n`,
    ...Object.fromEntries([...variant("stage", "settings"), ...variant("prod", prod)]),
  };
}

/** Argo CD: an ApplicationSet makes an application of each folder of each cluster; what a cluster shares lies beside them. */
function applicationSet(prod: string): Readonly<Record<string, string>> {
  const cluster = (name: string, settings: string) => [
    [`clusters/${name}/apps/web/web.yaml`, deployment("settings", ", namespace: web")],
    [`clusters/${name}/apps/web/account.yaml`, account(", namespace: web")],
    [`clusters/${name}/apps/web/config.yaml`, configMap(settings, ", namespace: web")],
    [`clusters/${name}/apps/api/web.yaml`, deployment("shared", ", namespace: api")],
    [`clusters/${name}/apps/api/account.yaml`, account(", namespace: api")],
    [`clusters/${name}/shared/config.yaml`, configMap("shared", ", namespace: api")],
  ];
  return {
    "argocd/apps.yaml":
      'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: apps, namespace: argocd }\nspec:\n  generators: [{ git: { repoURL: "https://example.com/r.git", revision: HEAD, directories: [{ path: clusters/*/apps/* }] } }]\n  template:\n    metadata: { name: "{{path[1]}}-{{path.basename}}" }\n    spec: { project: default, source: { repoURL: "https://example.com/r.git", path: "{{path}}", targetRevision: HEAD }, destination: { name: "{{path[1]}}", namespace: "{{path.basename}}" } }\n',
    ...Object.fromEntries([...cluster("stage", "settings"), ...cluster("prod", prod)]),
    ...BESIDE_CHART,
  };
}

/** What refers to objects of a chart that something outside the repository installs, under a name that it knows. */
const BESIDE_CHART: Readonly<Record<string, string>> = {
  "charts/api/Chart.yaml": "apiVersion: v2\nname: api\nversion: 0.1.0\n",
  "charts/api/templates/all.yaml": `${configMap("{{ .Release.Name }}-api")}---\n${account().replace("name: web", "name: {{ .Release.Name }}-api")}`,
  "extras/api.yaml": `${deployment("own-api").replace("serviceAccountName: web", "serviceAccountName: own-api")}---\n${configMap("other")}---\n${account()}`,
};

/** What stands beside a base that is fetched, which may bring in what others of its build name and select. */
const BESIDE_REMOTE: Readonly<Record<string, string>> = {
  "remote/kustomization.yaml": "resources: [https://example.com/base?ref=v1, web.yaml]\n",
  "remote/web.yaml": `${deployment("fetched")}---\n${configMap("own")}---\napiVersion: v1\nkind: Service\nmetadata: { name: fetched }\nspec: { selector: { app: fetched }, ports: [{ port: 80 }] }\n`,
};

/** A folder for each cluster, with everything by kind below it: the same names everywhere. */
function byKind(second: string): Readonly<Record<string, string>> {
  const cluster = (name: string, settings: string) => [
    [`${name}/namespaces/web.yaml`, "apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n"],
    [`${name}/deployments/web.yaml`, deployment("settings", ", namespace: web")],
    [`${name}/accounts/web.yaml`, account(", namespace: web")],
    [`${name}/configmaps/web.yaml`, configMap(settings, ", namespace: web")],
  ];
  const clusters = [...cluster("eu-1", "settings"), ...cluster("us-1", second), ...cluster("us-2", "settings")];
  return { ...Object.fromEntries(clusters), ...BESIDE_REMOTE };
}

/** A chart that is installed by several applications, with a name of its own for what its pods read. */
function releases(second: string): Readonly<Record<string, string>> {
  const release = (name: string, settings: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name}, namespace: argocd }\nspec: { project: default, source: { repoURL: "https://example.com/r.git", path: chart, targetRevision: v1, helm: { releaseName: ${name}, valuesObject: { settings: ${settings} } } }, destination: { server: "https://kubernetes.default.svc", namespace: web } }\n`;
  return {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
    "chart/values.yaml": "settings: settings\n",
    "chart/templates/web.yaml": deployment("{{ .Release.Name }}-settings").replace(
      "name: web }",
      "name: {{ .Release.Name }}-web }",
    ),
    "chart/templates/account.yaml": account(),
    "chart/templates/config.yaml": configMap("{{ .Release.Name }}-{{ .Values.settings }}"),
    "releases/one.yaml": release("one", "settings"),
    "releases/two.yaml": release("two", second),
  };
}

/** Two charts with the same names: what one of them has is not there for the other. */
function charts(second: string): Readonly<Record<string, string>> {
  const chart = (name: string, settings: string) => [
    [`charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`],
    [`charts/${name}/values.yaml`, `settings: ${settings}\n`],
    [`charts/${name}/templates/web.yaml`, deployment("settings")],
    [`charts/${name}/templates/account.yaml`, account()],
    [`charts/${name}/templates/config.yaml`, configMap("{{ .Values.settings }}")],
  ];
  return Object.fromEntries([...chart("a", "settings"), ...chart("b", second)]);
}

const RULES = [
  "missing-config-map",
  "missing-secret",
  "missing-service-account",
  "missing-namespace-object",
  "missing-network-policy",
  "service-selects-nothing",
  "duplicate-resource",
];

describe("a repository of many clusters", () => {
  it.each([
    ["bases with overlays", overlays, "apps/base/web.yaml"],
    ["an application of applications", appOfApps, "apps/web-b/web.yaml"],
    ["a folder for each environment", flat, "prod/web.yaml"],
    ["Flux with variants of applications and infrastructure", flux, "apps/base/web.yaml"],
    ["an ApplicationSet over folders of clusters", applicationSet, "clusters/prod/apps/web/web.yaml"],
    ["a folder for each cluster, by kind", byKind, "us-1/deployments/web.yaml"],
    ["a chart that is installed twice", releases, "chart/templates/web.yaml"],
    ["two charts with the same names", charts, "charts/b/templates/web.yaml"],
  ])("has no false finding, and one where one lacks something: %s", (_, layout, file) => {
    const found = (settings: string) => {
      const project = makeProject(bundle, layout(settings));
      const { stdout } = project.run(["lint", ".", "--format", "compact"]);
      return stdout.split("\n").filter((line) => RULES.some((rule) => line.includes(`[${rule}]`)));
    };
    expect(found("settings")).toEqual([]);
    const [one, ...others] = found("setings");
    expect(one).toMatch(
      new RegExp(`^${file}:.* There is no ConfigMap "(two-)?settings".*"(two-)?setings".*\\[missing-config-map\\]$`),
    );
    expect(others).toEqual([]);
  });
});
