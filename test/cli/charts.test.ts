import { describe, expect, it } from "vitest";
import { makeProject, useBundle } from "../support/bundle.ts";

const bundle = useBundle();

const POD = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: "{{ .Release.Namespace }}" }\nspec:\n  containers:\n    - name: a\n      image: x:1\n      securityContext: { privileged: {{ .Values.p }} }\n`;
const CHART = (name: string, more = "") => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n${more}`;

describe("lint renders charts as it is told", () => {
  const project = makeProject(bundle, {
    "shop/Chart.yaml": CHART(
      "shop",
      "dependencies:\n- { name: vendored, version: 0.x, repository: https://charts.example.com }\n- { name: ours, version: 0.x }\n",
    ),
    "shop/values.yaml": "p: false\nname: shop\n",
    "shop/values-prod.yaml": "p: true\n",
    "shop/templates/a.yaml": POD("{{ .Values.name }}"),
    "shop/charts/vendored/Chart.yaml": CHART("vendored"),
    "shop/charts/vendored/values.yaml": "p: true\n",
    "shop/charts/vendored/templates/b.yaml": POD("b"),
    "shop/charts/ours/Chart.yaml": CHART("ours"),
    "shop/charts/ours/values.yaml": "p: true\n",
    "shop/charts/ours/templates/c.yaml": POD("c"),
    "env/prod.yaml": "name: prod\np: true\n",
    "env/text.txt": "true",
  });
  const lint = (...args: readonly string[]) => {
    const { stdout, stderr, code } = project.run([
      "lint",
      "shop",
      "--only",
      "privileged-container,helm-template-error",
      "--format",
      "compact",
      ...args,
    ]);
    expect([stderr, code === 2]).toEqual(["", false]);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => line.replace(/ (?:\w+: ).*?(It is so with .*?)? \[(.*)\]$/, " $1"));
  };
  const ours = "shop/charts/ours/values.yaml:1:4: ";

  it("with the values that lie beside it", () =>
    expect(lint()).toEqual([ours, "shop/values-prod.yaml:1:4: It is so with values-prod.yaml."]));
  it("with a file of values", () => expect(lint("--values", "env/prod.yaml")).toEqual(["env/prod.yaml:2:4: ", ours]));
  it("with values that are set", () => {
    expect(lint("--set", "p=true")).toEqual([ours, "shop/templates/a.yaml:8:38: "]);
    expect(lint("--set-json", 'x={"a":1},p=true')).toEqual([ours, "shop/templates/a.yaml:8:38: "]);
    expect(lint("--set", "p=false")).toEqual([ours]);
  });

  it("refuses what it cannot read", () => {
    for (const [option, value, message] of [
      ["--values", "none.yaml", 'The values file "none.yaml" cannot be read'],
      ["--set", "x", 'key "x" has no value'],
      ["--set-file", "x=none.txt", "open none.txt: no such file or directory"],
    ] as const) {
      const { code, stderr } = project.run(["lint", "shop", option, value]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it("with the sets of the configuration, and other people's subcharts if asked for", () => {
    project.write({
      "plimsoll.yaml":
        "charts: [{ chart: shop, sets: { one: [env/prod.yaml], two: [values-prod.yaml, gone.yaml], three: [] }, subcharts: true }]\n",
    });
    expect(lint()).toEqual([
      "env/prod.yaml:2:4: It is so with one.",
      "shop/Chart.yaml:2:7: ",
      ours,
      "shop/charts/vendored/values.yaml:1:4: ",
      "shop/values-prod.yaml:1:4: It is so with two.",
    ]);
    project.write({ "plimsoll.yaml": "" });
  });

  it("counts other people's subcharts as unchecked", () => {
    const { stdout } = project.run(["lint", "shop", "--report-unchecked"]);
    expect(stdout).toContain("shop/charts/vendored/templates/b.yaml:1  foreign-subchart");
  });

  it("from the cache, as long as no file of a chart has changed", () => {
    const cached = () => lint("--cache-location", ".cache-of-test");
    expect(cached()).toEqual(lint());
    expect(cached()).toEqual(lint());
    project.write({ "shop/templates/_helpers.tpl": '{{ define "p" }}privileged: true{{ end }}' });
    project.write({ "shop/templates/a.yaml": POD("a").replace("privileged: {{ .Values.p }}", '{{ include "p" . }}') });
    expect(cached()).toEqual(["shop/charts/ours/values.yaml:1:4: ", "shop/templates/_helpers.tpl:1:29: "]);
    project.write({ "shop/templates/_helpers.tpl": '{{ define "p" }}privileged: false{{ end }}' });
    expect(cached()).toEqual(["shop/charts/ours/values.yaml:1:4: "]);
  });
});
