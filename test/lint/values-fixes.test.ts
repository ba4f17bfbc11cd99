import { expect, it } from "vitest";
import { parseDocument } from "yaml";
import privileged from "../../rules/pod-security/privileged-container.ts";
import noMemoryLimit from "../../rules/resources-reliability/missing-memory-limit.ts";
import * as helm from "../../server/helm/helm.ts";
import type { PlacedFinding } from "../../server/lint/analysis/result.ts";
import type { Fix } from "../../server/lint/rule/finding.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { fixEdits } from "../../server/lsp/feature/fix-edits.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { only } from "../support/linting.ts";

const rules = [privileged, noMemoryLimit];

/** The file of values after each fix that is offered in it, by the fix's title. */
function fixesIn(
  values: string,
  container: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const files = new Map(
    Object.entries({
      "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "values.yaml": values,
      ...more,
      "templates/a.yaml": `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web:1\n${container}`,
    }).map(([path, text]) => [path, { path, text }]),
  );
  const settings = only(rules);
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    roleOf: (uri) => (uri.includes("/templates/") ? "template" : "data"),
    charts: { helm, files: () => files, find: () => () => undefined },
  });
  for (const [path, { text }] of files) linter.update(`file:///c/${path}`, text);
  linter.settle();
  const own = linter.result("file:///c/values.yaml").findings;
  const inTemplate = linter.result("file:///c/templates/a.yaml").findings;
  const made = [...own, ...inTemplate].flatMap((finding) =>
    finding.fixes.flatMap((fix) => {
      if (!isOfValues(finding, fix)) return [];
      expect(fix.manual).toBe(true);
      return [[fix.title, applyEdits(values, fixEdits(linter, finding, fix) ?? [])] as const];
    }),
  );
  return Object.fromEntries(made);
}

function isOfValues({ uri }: PlacedFinding, fix: Fix): boolean {
  return (fix.uri ?? uri).endsWith("/values.yaml");
}

const BLOCK = "      securityContext:\n        {{- toYaml .Values.web.context | nindent 8 }}\n";

it.each<readonly [string, string, string, readonly string[]]>([
  [
    "a scalar of the values is replaced there",
    "web:\n  privileged: true # for now\n",
    "      securityContext: { privileged: {{ .Values.web.privileged }} }\n",
    ["web:\n  privileged: false # for now\n"],
  ],
  [
    "what a block of the values has is changed there",
    "web:\n  context:\n    privileged: true\n    runAsUser: 5\n",
    BLOCK,
    ["web:\n  context:\n    privileged: false\n    runAsUser: 5\n"],
  ],
  [
    "nothing is offered where the template makes something else of the value",
    "web:\n  open: false\n",
    "      securityContext: { privileged: {{ not .Values.web.open }} }\n",
    [],
  ],
  [
    "nor where the value is a part of a text",
    "web:\n  tag: latest\n",
    '      securityContext: { privileged: {{ eq .Values.web.tag "latest" }} }\n',
    [],
  ],
])("%s", (_, values, container, expected) => {
  expect(Object.values(fixesIn(values, container)).slice(0, 1)).toEqual(expected);
});

const LIMITED = "web:\n  resources:\n    limits:\n      memory: 128Mi\n";

it.each([
  [
    "a block that is empty there",
    "      resources:\n        {{- toYaml .Values.web.resources | nindent 8 }}\n",
    "web:\n  resources: {}\n",
  ],
  [
    "one that is null there",
    "      resources:\n        {{- toYaml .Values.web.resources | nindent 8 }}\n",
    "web:\n  resources:\n",
  ],
  [
    "one that the template writes only if it is there",
    "      {{- with .Values.web.resources }}\n      resources:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n",
    "web:\n  resources: {}\n",
  ],
  [
    "one that no file sets yet",
    "      {{- if .Values.web.resources }}\n      resources: {{- toYaml .Values.web.resources | nindent 8 }}\n      {{- end }}\n",
    "web: {}\n",
  ],
])("sets what a template lacks in values: %s", (_, container, values) => {
  const [made] = Object.values(fixesIn(values, container));
  expect(parseDocument(made ?? "").toJSON()).toEqual(parseDocument(LIMITED).toJSON());
});

it.each([
  [
    "something else decides whether the block is written",
    "      {{- if .Values.web.limited }}\n      resources:\n        {{- toYaml .Values.web.resources | nindent 8 }}\n      {{- end }}\n",
  ],
  [
    "the template writes a part of the value",
    '      resources:\n        {{- toYaml (pick .Values.web.resources "x") | nindent 8 }}\n',
  ],
])("sets nothing in values where %s", (_, container) => {
  expect(Object.keys(fixesIn("web:\n  resources: {}\n", container))).toEqual([]);
});

it("sets nothing in the chart's values where another file overrides them", () => {
  const container =
    "      {{- with .Values.web.resources }}\n      resources:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n";
  const limited = "web:\n  resources:\n    limits:\n      memory: 1Gi\n";
  const isFixed = (prod: string) => Object.keys(fixesIn(limited, container, { "values-prod.yaml": prod })).length > 0;
  expect(isFixed('web:\n  resources: ""\n')).toBe(false);
  expect(Object.keys(fixesIn("web:\n  resources: {}\n", container, { "values-prod.yaml": "other: 1\n" })).length).toBe(1);
});

it("says which file it changes", () => {
  const [title] = Object.keys(fixesIn("web:\n  context:\n    privileged: true\n", BLOCK));
  expect(title).toMatch(/ in values\.yaml$/);
});

it("sets what is missing in the block that the values give", () => {
  const values = "web:\n  resources:\n    limits:\n      cpu: 1\n";
  const container = "      resources:\n        {{- toYaml .Values.web.resources | nindent 8 }}\n";
  expect(Object.values(fixesIn(values, container))[0]).toMatch(/^web:\n {2}resources:\n {4}limits:\n {6}cpu: 1\n {6}memory: /);
});
