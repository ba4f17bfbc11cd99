import type { HelmTemplate } from "../helm.ts";

/** The files of a repository with a chart. */
export const REPOSITORY: Readonly<Record<string, string>> = {
  "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "charts/web/values.yaml": "image: nginx:1.27\nprivileged: false\nlist: [a, b]\nmap: { a: 1, b: 2 }\n",
  "charts/web/values-eu.yaml": "image: nginx:1.26\nmap: { b: 3 }\n",
  "charts/web/templates/a.yaml": [
    "apiVersion: v1",
    "kind: ConfigMap",
    "metadata:",
    "  name: {{ .Release.Name }}",
    "  namespace: {{ .Release.Namespace }}",
    "data:",
    "  values: |",
    "    {{- toYaml .Values | nindent 4 }}",
    '  version: {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.APIVersions.Has "x.io/v1" }}',
    "",
  ].join("\n"),
  "apps/web/values.yaml": "image: nginx:1.25\nreplicas: 2\n",
  "apps/web/more.yaml": "replicas: 3\n",
  // What the tests write in the place of inline values, for helm to read.
  "inline.yaml": "privileged: true\nmap:\n  a: null\n  c: x\n",
};

/** An object that installs the chart, and what `helm template` is given instead; its files are relative to the repository. */
export interface ReleaseCase {
  readonly file: string;
  readonly text: string;
  readonly helm: Omit<HelmTemplate, "chart">;
  /** Where the chart lies. */
  readonly chart?: string;
}

const flux = (spec: string, metadata = "{ name: shop, namespace: apps }") =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: ${metadata}\nspec:\n  chart:\n    spec:\n      chart: ./charts/web\n      sourceRef: { kind: GitRepository, name: repo }\n${spec}`;
const argo = (helm: string, more = "") =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  destination: { namespace: apps }\n  source:\n    path: charts/web\n    repoURL: https://example.org/r.git\n    helm:\n${helm}${more}`;
const INLINE = "    privileged: true\n    map:\n      a: null\n      c: x\n";
const indented = (by: number) => INLINE.replace(/^/gm, " ".repeat(by)).trimEnd().concat("\n");

export const RELEASES: Readonly<Record<string, ReleaseCase>> = {
  "HelmRelease: its values": {
    file: "apps/web/release.yaml",
    text: flux(`  values:\n${INLINE}`),
    helm: { name: "shop", namespace: "apps", values: ["inline.yaml"] },
  },
  "HelmRelease: names": {
    file: "release.yaml",
    text: flux("  targetNamespace: other\n"),
    helm: { name: "other-shop", namespace: "other" },
  },
  "HelmRelease: a name of its own": {
    file: "release.yaml",
    text: flux("  targetNamespace: other\n  releaseName: mine\n"),
    helm: { name: "mine", namespace: "other" },
  },
  "HelmRelease: files of values with the chart's": {
    file: "apps/web/release.yaml",
    text: flux(`      valuesFiles: [charts/web/values.yaml, ./charts/web/values-eu.yaml]\n  values:\n${INLINE}`),
    helm: { name: "shop", namespace: "apps", values: ["charts/web/values-eu.yaml", "inline.yaml"] },
  },
  "Application: values as a text": {
    file: "apps/web/app.yaml",
    text: argo(`      values: |\n${indented(4)}`),
    helm: { name: "shop", namespace: "apps", values: ["inline.yaml"] },
  },
  "Application: values as an object count before a text": {
    file: "apps/web/app.yaml",
    text: argo(`      values: |\n        image: none\n      valuesObject:\n${indented(4)}`),
    helm: { name: "shop", namespace: "apps", values: ["inline.yaml"] },
  },
  "Application: files, parameters and names": {
    file: "apps/web/app.yaml",
    text: argo(
      "      releaseName: mine\n      namespace: other\n      valueFiles: [values-eu.yaml, /apps/web/values.yaml]\n      parameters:\n        - { name: replicas, value: '7' }\n        - { name: 'map.a', value: '7', forceString: true }\n        - { name: text, value: 'a,b' }\n        - { name: list, value: '{x,y}' }\n      apiVersions: [x.io/v1]\n      kubeVersion: v1.30.0\n",
    ),
    helm: {
      name: "mine",
      namespace: "other",
      values: ["charts/web/values-eu.yaml", "apps/web/values.yaml"],
      set: ["replicas=7", "text=a\\,b", "list={x,y}"],
      setString: ["map.a=7"],
      apiVersions: ["x.io/v1"],
      kubeVersion: "v1.30.0",
    },
  },
  "Application: a file of another source": {
    file: "apps/web/app.yaml",
    text: argo("      valueFiles: [$values/apps/web/values.yaml]\n")
      .replace("  source:\n    path", "  sources:\n  - ref: values\n    repoURL: x\n  - path")
      .replace(/\n {4}(repoURL|helm)/g, "\n    $1"),
    helm: { name: "shop", namespace: "apps", values: ["apps/web/values.yaml"] },
  },
  "kustomization: values and a file": {
    file: "kustomization.yaml",
    text: `helmCharts:\n- name: web\n  releaseName: mine\n  namespace: other\n  valuesFile: apps/web/values.yaml\n  kubeVersion: "1.30"\n  apiVersions: [x.io/v1]\n  valuesInline:\n${INLINE}`,
    helm: {
      name: "mine",
      namespace: "other",
      values: ["apps/web/values.yaml", "inline.yaml"],
      kubeVersion: "1.30",
      apiVersions: ["x.io/v1"],
    },
  },
  "kustomization: additional files, and a home for charts": {
    file: "apps/web/kustomization.yaml",
    text: "helmGlobals: { chartHome: ../../charts }\nhelmCharts:\n- name: web\n  releaseName: mine\n  valuesFile: values.yaml\n  additionalValuesFiles: [more.yaml]\n",
    helm: { name: "mine", values: ["apps/web/values.yaml", "apps/web/more.yaml"] },
  },
  "kustomization: only its values, in the place of a file": {
    file: "kustomization.yaml",
    text: `helmCharts:\n- name: web\n  releaseName: mine\n  valuesFile: apps/web/values.yaml\n  valuesMerge: replace\n  valuesInline:\n${INLINE}`,
    helm: { name: "mine", values: ["inline.yaml"] },
  },
};
