import { describe, expect, it } from "vitest";
import * as helm from "../../server/helm/helm.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import type { HelmAnswer } from "../oracle/helm.ts";
import { recorded } from "../oracle/recording.ts";
import { RELEASES, REPOSITORY } from "../oracle/rendering/releases.table.ts";
import { only } from "../support/linting.ts";
import { privileged } from "./example-rules.ts";

const rules: readonly Rule[] = [privileged];
const settings = only(rules);
const ROOT = "file:///r/";

type Table = Readonly<Record<string, string>>;

function linterOver(texts: Table): Linter {
  const files = (folder: string) => {
    const own = Object.entries(texts).filter(([path]) => `${ROOT}${path}`.startsWith(folder));
    return new Map(
      own.map(([path, text]) => {
        const name = `${ROOT}${path}`.slice(folder.length);
        return [name, { path: name, text }];
      }),
    );
  };
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    roleOf: (uri) => (uri.includes("/templates/") ? "template" : undefined),
    chartSettings: () => ({ kubernetes: 32 }),
    charts: { helm, files, find: () => () => undefined },
  });
  for (const [path, text] of Object.entries(texts)) linter.update(`${ROOT}${path}`, text);
  linter.settle();
  return linter;
}

describe("charts are rendered for the objects that install them as helm renders them", () => {
  const answers = recorded<HelmAnswer>("helm.releases");

  it.each(Object.entries(RELEASES))("%s", (name, { file, text, chart: folder = "charts/web" }) => {
    const view = linterOver({ ...REPOSITORY, [file]: text }).chartOf(`${ROOT}${folder}/Chart.yaml`);
    const options = view?.chart.sets.find(({ release }) => release)?.options;
    expect(options).toBeDefined();
    if (!view || !options) return;
    const { manifests, problems } = helm.renderChart(view.chart.chart, { ...options, opensUnknown: false });
    expect(problems).toEqual([]);
    expect(helm.printManifests(manifests)).toBe(answers[name]?.text);
  });
});

const POD =
  "apiVersion: v1\nkind: Pod\nmetadata: { name: {{ .Release.Name }} }\nspec:\n  containers:\n    - name: web\n      securityContext: { privileged: {{ .Values.privileged }} }\n";
const CHART: Table = {
  "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "charts/web/values.yaml": "privileged: false\n",
  "charts/web/templates/a.yaml": POD,
};
const release = (spec: string, chart = "./charts/web") =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec:\n  chart: { spec: { chart: ${chart}, sourceRef: { kind: GitRepository } } }\n${spec}`;

function findingsOf(linter: Linter): readonly string[] {
  return linter.uris().flatMap((uri) => {
    const { text, findings } = linter.result(uri);
    return findings.map(({ span, message }) => {
      return `${uri.slice(ROOT.length)}:${text.slice(0, span.start).split("\n").length} ${text.slice(span.start, span.end)}: ${message}`;
    });
  });
}

describe("findings of charts that objects install", () => {
  const PRIVILEGED = "  values:\n    privileged: true\n";

  it("stand at the value in the object", () => {
    expect(findingsOf(linterOver({ ...CHART, "apps/a.yaml": release(PRIVILEGED) }))).toEqual([
      'apps/a.yaml:7 true: web is privileged. It is so with HelmRelease "shop".',
    ]);
  });

  it("stand at the line of a text with values", () => {
    const app =
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  source:\n    path: charts/web\n    helm:\n      values: |\n        # all\n        privileged: true\n";
    expect(findingsOf(linterOver({ ...CHART, "apps/a.yaml": app }))).toEqual([
      'apps/a.yaml:10 true: web is privileged. It is so with Application "shop".',
    ]);
  });

  it("of a chart that is not there are none", () => {
    expect(findingsOf(linterOver({ ...CHART, "apps/a.yaml": release(PRIVILEGED, "other") }))).toEqual([]);
  });

  it.each([
    ["a source that holds packed charts", release(PRIVILEGED).replace("GitRepository", "HelmRepository")],
    ["changes after rendering", release(`${PRIVILEGED}  postRenderers: [{ kustomize: {} }]\n`)],
    ["a path that is only known later", release(PRIVILEGED, '"{{ path }}"')],
  ])("are none with %s", (_, text) => expect(findingsOf(linterOver({ ...CHART, "apps/a.yaml": text }))).toEqual([]));

  it("are only those at its own values where it has others that are not known", () => {
    const values = "privileged: true\nother: false\n";
    const from = "  valuesFrom: [{ kind: Secret, name: x }]\n";
    const files = { ...CHART, "charts/web/values.yaml": values };
    expect(findingsOf(linterOver({ ...files, "a.yaml": release(`${from}  values: { privileged: false }\n`) }))).toEqual([
      "charts/web/values.yaml:1 true: web is privileged.",
    ]);
    expect(findingsOf(linterOver({ ...CHART, "a.yaml": release(`${from}${PRIVILEGED}`) }))).toEqual([
      'a.yaml:8 true: web is privileged. It is so with HelmRelease "shop".',
    ]);
  });

  it("follow the object, the chart and the nearest chart of its path", () => {
    const linter = linterOver({ ...CHART, "apps/a.yaml": release("") });
    expect(findingsOf(linter)).toEqual([]);
    linter.update(`${ROOT}apps/a.yaml`, release(PRIVILEGED));
    linter.settle();
    expect(findingsOf(linter)).toHaveLength(1);
    linter.remove(`${ROOT}charts/web/Chart.yaml`);
    linter.settle();
    expect(findingsOf(linter)).toEqual([]);
    linter.update(`${ROOT}charts/web/Chart.yaml`, CHART["charts/web/Chart.yaml"] as string);
    linter.settle();
    expect(findingsOf(linter)).toHaveLength(1);
    linter.remove(`${ROOT}apps/a.yaml`);
    linter.settle();
    expect(findingsOf(linter)).toEqual([]);
  });
});
