// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of other template languages

import { describe, expect, it } from "vitest";
import { chartRole, sourceOf } from "../../server/kube/chart.ts";
import { isTemplate } from "../../server/yaml/template/braces.ts";

describe("chartRole", () => {
  it.each([
    ["charts/web/Chart.yaml", "chart"],
    ["charts/web/values.yaml", "values"],
    ["charts/web/values-prod.yaml", "values"],
    ["charts/web/values.schema.json", "values"],
    ["charts/web/ci/small-values.yaml", "values"],
    ["charts/web/templates/deployment.yaml", "template"],
    ["charts/web/templates/tests/test.yaml", "template"],
    ["charts/web/templates/_pod.yaml", "helper"],
    ["charts/web/templates/_helpers.tpl", "helper"],
    ["charts/web/templates/NOTES.txt", "notes"],
    ["charts/web/crds/widget.yaml", "crd"],
    ["charts/web/files/config.yaml", "file"],
    ["charts/webs/values.yaml", undefined],
    ["k8s/deployment.yaml", undefined],
    ["k8s/values.yaml", undefined],
  ])("%s is %s", (path, role) => {
    expect(chartRole(path, "charts/web/")).toBe(role);
  });

  it("knows a chart at the root, and no chart at all", () => {
    expect(chartRole("templates/a.yaml", "")).toBe("template");
    expect(chartRole("templates/a.yaml", undefined)).toBe(undefined);
    expect(chartRole("x/_helpers.tpl", undefined)).toBe("helper");
  });
});

describe("sourceOf", () => {
  it("names the template that a rendered document came from", () => {
    const comment = (text: string) => ({ start: 0, end: text.length, text });
    expect(sourceOf([comment("# hand-made"), comment("# Source: web/templates/a b.yaml ")])).toBe("web/templates/a b.yaml");
    expect(sourceOf([comment("# Sources: many")])).toBe(undefined);
  });
});

describe("isTemplate", () => {
  it.each([
    ["{{ if x }}\na: 1\n{{ end }}\n", true],
    ["a: {{ x }}\n", true],
    ["a:{{ x }}\n", true],
    ["- {{ x }}\n", true],
    ["- a: {{ x }}\n", true],
    ["{{ k }}: 1\n", true],
    ["a: [b, {{ x }}]\n", true],
    ["a: {b: {{ x }}}\n", true],
    ['a: "x\n  y"\nb: {{ x }}\n', true],
    ["a: |\n  {{ x }}\nb: {{ y }}\n", true],
    ["a: x\nb:\n  {{ y }}\n", true],
    ["a: x\n---\n{{ y }}\n", true],
    ['a: "x\n---\n{{ y }}\n', true],
    ["a: x\n...\n%YAML 1.2\n{{ y }}\n", true],
    ["a: b-{{ x }}\n", false],
    ["a: --x={{ x }}:{{ y }}\n", false],
    ["a: b\n  {{ x }}\n", false],
    ['a: "{{ x }}"\n', false],
    ["a: '{{ x }}'\n", false],
    ['a: "x\n  {{ y }}"\n', false],
    ["a: it's\nb: '{{ x }}'\n", false],
    ["a: |\n  {{ x }}\n\n  {{ y }}\n", false],
    ["a: !!str >-  # c\n  {{ x }}\n", false],
    ["- |\n {{ x }}\n", false],
    ["- a: |\n    {{ x }}\n", false],
    ["# a: {{ x }}\n", false],
    ["a: 1 # {{ x }}\n", false],
    ['{"a":{"b":{"c":"{{ x }}"}}}\n', false],
    ['a: ["{{ x }}", b]\n', false],
    ["a: 1\n", false],
    // Other languages, where YAML has no reading for them
    ["a:\n{% if x %}\n  b: 1\n{% endif %}\n", true],
    ["{#- a\nb #}\na: 1\n", true],
    ["a:\n<% if x %>\n  b: 1\n<% end %>\n", true],
    ["a:\n  %{ if x ~}\n  b: 1\n  %{ endif ~}\n", true],
    ["a:\n[[ if .X ]]\n  b: 1\n[[ end ]]\n", true],
    ["a: {b: ${X}, c: 1}\n", true],
    ["a: [--b=${X}]\n", true],
    ["a: {\n  b: ${X},\n}\n", true],
    ["a: %X%\n", true],
    ["a: @X@\n", false],
    ["a: {b: %X%}\n", true],
    ["a: #{X}#\n", true],
    ["a: #@ data.values.x\n", true],
    ["a: ${{ x }}\n", true],
    // … and where it has one
    ["a: |\n  {% if x %}\n  b\n  {% endif %}\n", false],
    ['a: "{% if x %}"\n', false],
    ["a: ${X}\nb: x-${Y}\nc: [a] # ${Z}\n", false],
    ['a: ["${X}", b]\n', false],
    ["a: <%= x %>\n", false],
    ["a: [[b]]\n- [[c]]\n", false],
    ["a: x@y@z\nb: 5%X%\n", false],
    ["a: b # {X}\n#{X}\n", false],
    ["# @param x\n#@ note\na: 1\n", false],
    ["%YAML 1.2\n---\na: 1\n", false],
  ])("%j is %s", (text, template) => {
    expect(isTemplate(text)).toBe(template);
    expect(isTemplate(text.replaceAll("\n", "\r\n"))).toBe(template);
  });
});
