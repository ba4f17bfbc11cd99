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

const RULES = ["missing-config-map", "missing-service-account", "service-selects-nothing", "duplicate-resource"];

describe("a repository of many clusters", () => {
  it.each([
    ["bases with overlays", overlays, "apps/base/web.yaml"],
    ["an application of applications", appOfApps, "apps/web-b/web.yaml"],
    ["a folder for each environment", flat, "prod/web.yaml"],
  ])("has no false finding, and one where one lacks something: %s", (_, layout, file) => {
    const found = (settings: string) => {
      const project = makeProject(bundle, layout(settings));
      const { stdout } = project.run(["lint", ".", "--format", "compact"]);
      return stdout.split("\n").filter((line) => RULES.some((rule) => line.includes(`[${rule}]`)));
    };
    expect(found("settings")).toEqual([]);
    const [one, ...others] = found("setings");
    expect(one).toMatch(new RegExp(`^${file}:.* There is no ConfigMap "settings".*"setings".*\\[missing-config-map\\]$`));
    expect(others).toEqual([]);
  });
});
