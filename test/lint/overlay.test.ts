import { describe, expect, it } from "vitest";
import broken from "../../rules/kustomize/broken-kustomization.ts";
import missingFile from "../../rules/kustomize/missing-kustomize-resource.ts";
import unsupported from "../../rules/kustomize/unsupported-kustomization-feature.ts";
import selectsNothing from "../../rules/references/service-selects-nothing.ts";
import staticReplicas from "../../rules/resources-reliability/hpa-with-static-replicas.ts";
import duplicate from "../../rules/schema/duplicate-resource.ts";
import { defineRule, safe, set } from "../../server/api.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { only } from "../support/linting.ts";
import { fc } from "../support/property.ts";
import { latestTag, meta } from "./example-rules.ts";

/** What is missing, what is wrong, and what two places decide together. */
const rules: readonly Rule[] = [
  defineRule({
    ...meta,
    id: "missing-probe",
    container(container, { report }) {
      const probe = container.at("livenessProbe");
      if (probe.absent) report(probe, `no probe in ${container.pod.resource.name}`, { fixes: [safe("x", set(probe, {}))] });
    },
  }),
  defineRule({
    ...meta,
    id: "host-network",
    pod(pod, { report }) {
      const field = pod.spec.at("hostNetwork");
      if (field.value === true) report(field, "host network");
    },
  }),
  latestTag,
  broken,
  unsupported,
  duplicate,
  selectsNothing,
  staticReplicas,
];

const settings = only(rules);
const config = { settingsFor: () => settings, scopeOf: () => "" };

type Table = Readonly<Record<string, string>>;

/** The findings of every file as `path rule text`. */
function lint(files: Table, more: Table = {}): readonly string[] {
  return findingsOf(linterOver(files, more));
}

function linterOver(files: Table, more: Table = {}): Linter {
  const linter = new Linter(rules, { ...config, read: (name) => more[name.replace("file:///r/", "")] });
  for (const [path, text] of Object.entries(files)) linter.update(uriOf(path), text);
  linter.settle();
  return linter;
}

function uriOf(path: string): string {
  return `file:///r/${encodeURI(path)}`;
}

function findingsOf(linter: Linter): readonly string[] {
  return linter
    .uris()
    .flatMap((uri) => {
      const { text, findings } = linter.result(uri);
      const path = decodeURI(uri.replace("file:///r/", ""));
      return findings.map(({ rule, span }) => `${path} ${rule} ${text.slice(span.start, span.end)}`);
    })
    .sort();
}

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: app
      image: app:latest
`;
const probe = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      livenessProbe: { exec: { command: [x] } }
`;
const base = { "base/kustomization.yaml": "resources: [pod.yaml]\n", "base/pod.yaml": pod };
const inBase = (...rules: string[]) => rules.map((rule) => `base/pod.yaml ${rule}`);

describe("findings in the light of overlays", () => {
  it("are those of the file where nothing builds it", () => {
    expect(lint({ "pod.yaml": pod })).toEqual(
      ["host-network true", "latest-tag app:latest", "missing-probe app"].map((x) => `pod.yaml ${x}`),
    );
  });

  it("are those of the file where a base stands alone", () => {
    expect(lint(base)).toEqual(inBase("host-network true", "latest-tag app:latest", "missing-probe app"));
  });

  it("go where the overlay adds what is missing or replaces what is wrong", () => {
    const files = {
      ...base,
      "over/kustomization.yaml": "resources: [../base]\nimages: [{name: app, newTag: '2'}]\npatches: [{path: patch.yaml}]\n",
      "over/patch.yaml": probe,
    };
    expect(lint(files)).toEqual(inBase("host-network true"));
  });

  it("stay while one overlay lacks it", () => {
    const files = {
      ...base,
      "a/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "a/patch.yaml": probe,
      "b/kustomization.yaml": "resources: [../base]\n",
    };
    expect(lint(files)).toContain("base/pod.yaml missing-probe app");
  });

  it("are added at the place that brings them about", () => {
    const files = {
      "base/kustomization.yaml": "resources: [pod.yaml]\n",
      "base/pod.yaml": pod.replace("  hostNetwork: true\n", "").replace("latest", "1"),
      "over/kustomization.yaml": `resources: [../base]
images: [{name: app, newTag: latest}]
patches:
  - target: {kind: Pod}
    patch: |-
      - {op: add, path: /spec/hostNetwork, value: true}
`,
    };
    expect(lint(files)).toEqual([
      "base/pod.yaml missing-probe app",
      "over/kustomization.yaml host-network true",
      "over/kustomization.yaml latest-tag latest",
    ]);
  });

  it("about what is missing stay away where a build is not exact", () => {
    const files = { ...base, "over/kustomization.yaml": "resources: [../base]\nconfigurations: [names.yaml]\n" };
    expect(lint(files)).toEqual([
      ...inBase("host-network true", "latest-tag app:latest"),
      "over/kustomization.yaml unsupported-kustomization-feature configurations",
    ]);
    const charts = { ...base, "over/kustomization.yaml": "resources: [../base]\nhelmCharts: [{name: x}]\n" };
    expect(lint(charts)).toContain("base/pod.yaml missing-probe app");
  });

  it.each([
    ["a patch finds nothing", "patches: [{path: p.yaml}]\n", { "over/p.yaml": probe.replace("web", "other") }],
    ["a file is missing", "patches: [{path: gone.yaml}]\n", {}],
    ["a field is not built", "openapi: {path: x.json}\n", {}],
  ])("about what is missing stay away where %s", (_, more, files: Table) => {
    const over = { "over/kustomization.yaml": `resources: [../base]\n${more}`, ...files };
    expect(lint({ ...base, ...over }).join()).not.toContain("missing-probe");
    // Another overlay, which is built whole, says it all the same, whichever is built first.
    for (const name of ["a", "z"])
      expect(lint({ ...base, ...over, [`${name}/kustomization.yaml`]: "resources: [../base]\n" })).toContain(
        "base/pod.yaml missing-probe app",
      );
  });

  it("about what is missing stay where a build is whole but kustomize would refuse it", () => {
    const outside = {
      ...base,
      "over/kustomization.yaml": "resources: [../base, ../pod.yaml]\n",
      "pod.yaml": pod.replace("web", "b"),
    };
    expect(lint(outside)).toContain("base/pod.yaml missing-probe app");
    const twice = { ...base, "over/kustomization.yaml": "resources: [../base, pod.yaml]\n", "over/pod.yaml": pod };
    expect(lint(twice)).toContain("base/pod.yaml missing-probe app");
  });

  it("about a kustomization stay beside what it generates", () => {
    const text = "resources: [gone.yaml]\nconfigMapGenerator: [{name: c, literals: [a=b]}]\n";
    const linter = new Linter([missingFile], { ...config, settingsFor: () => only([missingFile]), exists: () => false });
    linter.update(uriOf("k/kustomization.yaml"), text);
    linter.settle();
    expect(findingsOf(linter)).toEqual(["k/kustomization.yaml missing-kustomize-resource gone.yaml"]);
  });

  it("stand at the alias whose value they are about", () => {
    const aliased = pod.replace("name: web", "name: &n web").replace("name: app", "name: *n");
    expect(lint({ "k/kustomization.yaml": "resources: [pod.yaml]\n", "k/pod.yaml": aliased })).toContain(
      "k/pod.yaml missing-probe *n",
    );
  });

  it("say nothing about values that a variable of the kustomization fills in", () => {
    const vars = "vars: [{name: TAG, objref: {apiVersion: v1, kind: Pod, name: web}}]\n";
    const files = (tag: string) => ({
      "k/kustomization.yaml": `resources: [pod.yaml]\n${vars}`,
      "k/pod.yaml": pod.replace("app:latest", `${tag}:latest`),
    });
    expect(lint(files("$(TAG)")).join()).not.toContain("latest-tag");
    expect(lint(files("$(OTHER)")).join()).toContain("latest-tag");
  });

  it("about the name of a patch are left out: it only finds the object, and with a target means nothing", () => {
    const named = defineRule({ ...meta, id: "name", resource: (one, { report }) => report(one.at("metadata", "name"), "x") });
    const linter = new Linter([named], { ...config, settingsFor: () => only([named]) });
    linter.update(uriOf("k/kustomization.yaml"), "patches: [{path: p.yaml, target: {kind: Pod}}]\n");
    linter.update(uriOf("k/p.yaml"), probe);
    linter.settle();
    expect(linter.result(uriOf("k/p.yaml")).findings).toEqual([]);
  });

  it("keep their fixes, and have none where they are added", () => {
    const linter = linterOver({ ...base, "over/kustomization.yaml": "resources: [../base]\nnamePrefix: p-\n" });
    const [missing] = linter.result(uriOf("base/pod.yaml")).findings.filter(({ rule }) => rule === "missing-probe");
    expect(missing?.fixes).toHaveLength(1);
    expect(missing?.message).toBe("no probe in web");
  });

  it("take files from outside, and names that need encoding", () => {
    const over = { "my over/kustomization.yaml": "resources: [../the base]\n" };
    const more = { "the base/kustomization.yaml": "resources: ['a pod.yaml']\n", "the base/a pod.yaml": pod };
    expect(lint({ ...over, ...more })).toEqual(lint({ "the base/a pod.yaml": pod }));
    const patched = {
      "my over/kustomization.yaml": "resources: [../the base]\npatches: [{path: p.yaml}]\n",
      "my over/p.yaml": probe,
    };
    expect(lint({ ...patched, "the base/a pod.yaml": pod }, more)).not.toContain("the base/a pod.yaml missing-probe app");
  });

  it("over several objects offer a fix only where its path leads in the file", () => {
    const target = "scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }";
    const base = {
      "base/kustomization.yaml": "resources: [web.yaml, hpa.yaml]\n",
      "base/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n",
      "base/hpa.yaml": `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { ${target} }\n`,
      "over/kustomization.yaml": "resources: [../base]\n",
    };
    const fixes = (files: Table) =>
      linterOver(files)
        .result(uriOf("base/web.yaml"))
        .findings.map((one) => one.fixes.length);
    expect(lint(base)).toEqual(["base/web.yaml hpa-with-static-replicas 3"]);
    expect(fixes(base)).toEqual([1]);
    const patched = {
      ...base,
      "base/web.yaml": base["base/web.yaml"].replace("replicas: 3", ""),
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: p.yaml}]\n",
      "over/p.yaml": base["base/web.yaml"],
    };
    expect(lint(patched)).toEqual(["over/p.yaml hpa-with-static-replicas 3"]);
    const { findings } = linterOver(patched).result(uriOf("over/p.yaml"));
    expect(findings.map((one) => one.fixes.length)).toEqual([0]);
  });

  it("over several objects see each build on its own", () => {
    const service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector:\n    app: web\n";
    const labelled = probe.replace("name: web\n", "name: web\n  labels: {app: web}\n");
    const files = {
      "base/kustomization.yaml": "resources: [pod.yaml, service.yaml]\n",
      "base/pod.yaml": labelled,
      "base/service.yaml": service,
      "a/kustomization.yaml": "resources: [../base]\nnamePrefix: a-\n",
      "b/kustomization.yaml": "resources: [../base]\npatches: [{path: p.yaml}]\n",
      "b/p.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: null}\n",
    };
    expect(lint(files)).toEqual([]);
    // A Service is fine while its pods are somewhere; what selects nothing anywhere is reported once, however many builds hold it.
    const labels = `patches: [{target: {kind: Pod}, patch: '[{"op": "replace", "path": "/metadata/labels/app", "value": "other"}]'}]\n`;
    const relabelled = {
      ...files,
      "a/kustomization.yaml": `resources: [../base]\n${labels}`,
      "b/kustomization.yaml": `resources: [../base]\nnameSuffix: -b\n${labels}`,
    };
    expect(lint(relabelled)).toEqual(["base/service.yaml service-selects-nothing selector"]);
    expect(lint({ ...files, "plain/pod.yaml": `${labelled}---\n${labelled}` })).toEqual([
      "plain/pod.yaml duplicate-resource web",
    ]);
  });

  it("name a feature that is not built once, however often it stands there", () => {
    const vars = "vars: [{name: A, objref: {kind: Pod, name: web, apiVersion: v1}}]\n";
    const files = {
      "base/kustomization.yaml": `resources: [pod.yaml]\n${vars}`,
      "base/pod.yaml": probe,
      "over/kustomization.yaml": `resources: [../base]\n${vars}`,
    };
    const named = lint(files).filter((line) => line.includes("unsupported"));
    expect(named).toHaveLength(1);
    expect(named[0]).toMatch(/kustomization.yaml unsupported-kustomization-feature /);
    expect(
      lint({
        ...files,
        ...{ "base/kustomization.yaml": "resources: [pod.yaml]\n", "over/kustomization.yaml": "resources: [../base]\n" },
      }).join(),
    ).not.toContain("unsupported");
  });

  it("say what cannot be built", () => {
    expect(
      lint({
        "a/kustomization.yaml": "resources: [../b]\n",
        "b/kustomization.yaml": "resources: [../a, pod.yaml]\npatches: [{path: p.yaml}]\n",
        "b/pod.yaml": probe,
        "b/p.yaml": probe.replace("web", "other"),
      }).filter((line) => line.includes("broken")),
    ).toEqual(["b/kustomization.yaml broken-kustomization ../a", "b/kustomization.yaml broken-kustomization p.yaml"]);
  });

  it("know templates, values and patches by the files around them, in whatever order those come", () => {
    const chart: Table = {
      "chart/templates/pod.yaml": pod.replace("  hostNetwork: true\n", ""),
      "chart/values.yaml": pod,
      "k/change.yaml": pod,
      "chart/Chart.yaml": "apiVersion: v2\nname: c\n",
      "k/kustomization.yaml": "patches: [{path: change.yaml}]\n",
    };
    const expected = [
      "chart/templates/pod.yaml latest-tag app:latest",
      "chart/templates/pod.yaml missing-probe app",
      "k/change.yaml host-network true",
      "k/change.yaml latest-tag app:latest",
      "k/kustomization.yaml broken-kustomization change.yaml",
    ];
    expect(lint(chart)).toEqual(expected);
    const linter = linterOver(Object.fromEntries(Object.entries(chart).reverse()));
    expect(findingsOf(linter)).toEqual(expected);
    linter.remove(uriOf("chart/Chart.yaml"));
    linter.remove(uriOf("k/kustomization.yaml"));
    expect(linter.settle()).toEqual(expect.arrayContaining([uriOf("chart/values.yaml"), uriOf("k/change.yaml")]));
    expect(findingsOf(linter)).toContain("chart/values.yaml host-network true");
    expect(findingsOf(linter)).toContain("k/change.yaml missing-probe app");
  });

  it("are the same after any history as from the beginning", () => {
    const contents: Table = {
      "chart/Chart.yaml": "name: c\n",
      "chart/templates/pod.yaml": pod.replace("app:latest", "{{ .Values.image }}"),
      "chart/values.yaml": pod,
      "base/kustomization.yaml": "resources: [pod.yaml]\n",
      "base/pod.yaml": pod,
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "over/patch.yaml": probe,
      "top/kustomization.yaml": "resources: [../over]\nimages: [{name: app, newTag: '3'}]\n",
    };
    const paths = Object.keys(contents);
    const step = fc.record({ path: fc.constantFrom(...paths), variant: fc.constantFrom("full", "gone", "half", "comment") });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, settles) => {
        const now = new Map(Object.entries(contents));
        const linter = new Linter(rules, config);
        for (const [path, text] of now) linter.update(uriOf(path), text);
        for (const { path, variant } of steps) {
          const text = contents[path] ?? "";
          const seen = new Map(linter.uris().map((uri) => [uri, linter.result(uri).findings]));
          if (variant === "gone") {
            now.delete(path);
            linter.remove(uriOf(path));
          } else {
            now.set(path, variant === "half" ? text.slice(0, text.length / 2) : variant === "comment" ? `# x\n${text}` : text);
            linter.update(uriOf(path), now.get(path) as string);
          }
          if (!settles) continue;
          const changed = linter.settle();
          for (const [uri, findings] of seen) if (!changed.includes(uri)) expect(linter.result(uri).findings).toEqual(findings);
        }
        const fresh = new Linter(rules, config);
        for (const [path, text] of now) fresh.update(uriOf(path), text);
        linter.settle();
        fresh.settle();
        expect(findingsOf(linter)).toEqual(findingsOf(fresh));
      }),
      { numRuns: 60 },
    );
  });
});
