import { describe, expect, it } from "vitest";
import { loadChart } from "../../server/helm/chart/load.ts";
import { unusedValuesOf, usesOfChart } from "../../server/helm/use/chart-uses.ts";
import { chartOf } from "../support/charts.ts";

const SUB = { "charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 0.1.0\n" };

/** Each use as `path` with the keys as they stand in the template, `*` behind what is read as a whole. */
function usesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const chart = loadChart(chartOf(files)).chart;
  if (!chart) throw new Error("no chart");
  return usesOfChart(chart)
    .values.map(({ file, path, names, isWhole }) => {
      for (const { start, end, depth } of names) expect(file.text.slice(start, end)).toBe(path[depth]);
      return path.join(".") + (isWhole ? "" : " …");
    })
    .sort();
}

describe("what templates read of the values", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["a field", "{{ .Values.a.b }}", ["a.b"]],
    ["from the root", "{{ range .Values.l }}{{ $.Values.a }}{{ .x }}{{ end }}", ["a", "l …", "l.*.x"]],
    ["with, and what is behind it", "{{ with .Values.a }}{{ .b }}{{ toYaml . }}{{ end }}", ["a", "a …", "a.b"]],
    ["a variable", "{{ $a := .Values.a }}{{ $a.b }}", ["a …", "a.b"]],
    ["two variables", "{{ range $k, $v := .Values.m }}{{ $v.x }}{{ end }}", ["m …", "m.*.x"]],
    ["index and get", '{{ index .Values "a" "b-c" }}{{ get .Values.m "k" }}', [" …", "a.b-c", "m …", "m.k"]],
    ["a default", "{{ with .Values.a | default .Values.d }}{{ .b }}{{ end }}", ["a …", "a.b", "d …"]],
    ["parentheses", "{{ ((.Values.a).b).c }}", ["a …", "a.b …", "a.b.c"]],
    ["a call", '{{ define "h" }}{{ .b }}{{ end }}{{ include "h" .Values.a }}', ["a …", "a.b"]],
    [
      "a call with a dict",
      '{{ define "h" }}{{ .it.b }}{{ .top.Values.z }}{{ end }}{{ include "h" (dict "it" .Values.a "top" $) }}',
      ["a …", "a.b", "z"],
    ],
    ["a named template that nobody calls", '{{ define "h" }}{{ .Values.a }}{{ end }}', ["a"]],
    ["both branches", "{{ if .Values.a }}{{ .Values.b }}{{ else }}{{ .Values.c }}{{ end }}", ["a …", "b", "c"]],
    ["a range of nothing", "{{ range $i := until 3 }}{{ $.Values.a }}{{ end }}", ["a"]],
  ])("%s", (_, template, expected) => {
    expect(usesOf({ "values.yaml": "", "templates/a.yaml": template })).toEqual(expected);
  });

  it("in texts that are templates themselves, in subcharts, and in conditions", () => {
    expect(usesOf({ "values.yaml": 'x: "{{ .Values.a }}"\n' })).toEqual(["a"]);
    expect(usesOf({ ...SUB, "charts/sub/templates/a.yaml": "{{ .Values.a }}" })).toEqual(["sub.a"]);
    expect(
      usesOf({
        "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{ name: sub, condition: 's.on,t' }]\n",
        ...SUB,
      }),
    ).toEqual(["s.on", "t"]);
  });
});

describe("values that no template reads", () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ["a key", "a: 1\nb: 2\n", "{{ .Values.a }}", ["b"]],
    ["a key below", "a: { b: 1, c: { d: 1 } }\n", "{{ .Values.a.b }}", ["a.c"]],
    ["none, where all is read", "a: { b: 1 }\nc: 1\n", "{{ toYaml .Values }}", []],
    ["none, where a mapping is read", "a: { b: 1 }\n", "{{ toYaml .Values.a }}", []],
    ["none, where it is gone through", "a: { b: { c: 1 } }\n", "{{ range .Values.a }}{{ .d }}{{ end }}", []],
    ["none, where the key is not written", "a: { b: 1 }\n", "{{ index .Values.a .Release.Name }}", []],
    ["none of others", "global: { a: 1 }\nsub: { a: 1 }\ntags: { x: true }\nenabled: true\n", "", []],
  ])("%s", (_, values, template, expected) => {
    const chart = loadChart(chartOf({ ...SUB, "values.yaml": values, "templates/a.yaml": template })).chart;
    expect(chart && unusedValuesOf(chart).map(({ path }) => path.join("."))).toEqual(expected);
  });
});
