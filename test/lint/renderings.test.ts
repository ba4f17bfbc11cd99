import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { lintText, presetSettings } from "../support/linting.ts";

// What a template's branches and values make of findings (docs/severity.md).

const settings = presetSettings(rules, ["recommended"]);

/** `line severity rule` of some rules, lines from 1. */
function found(text: string, pattern: RegExp, under: Settings = settings): readonly string[] {
  return lintText(rules, text, under)
    .findings.filter(({ rule }) => pattern.test(rule))
    .map(({ rule, severity, span }) => `${text.slice(0, span.start).split("\n").length} ${severity} ${rule}`);
}

/** A pod whose container has these lines too. */
const pod = (...lines: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  containers:\n    - name: agent\n      image: r.example.com/a:1.2.3\n${lines.map((line) => `      ${line}\n`).join("")}`;
const CONTEXT = "securityContext:";

it.each<readonly [string, readonly string[], readonly string[]]>([
  ["what is written out is an error", [CONTEXT, "  privileged: true"], ["10 error"]],
  ["under a condition it is a warning", ["{{- if .Values.x }}", CONTEXT, "  privileged: true", "{{- end }}"], ["11 warning"]],
  [
    "in one branch of two, too",
    [CONTEXT, "  {{- if .x }}", "  privileged: true", "  {{- else }}", "  privileged: false", "  {{- end }}"],
    ["11 warning"],
  ],
  [
    "in the second as in the first",
    [CONTEXT, "  {{- if .x }}", "  privileged: false", "  {{- else }}", "  privileged: true", "  {{- end }}"],
    ["13 warning"],
  ],
  [
    "in both it is an error in both",
    [CONTEXT, "  {{- if .x }}", "  privileged: true", "  {{- else }}", "  privileged: true", "  runAsUser: 0", "  {{- end }}"],
    ["11 error", "13 error"],
  ],
  ["within a line", [CONTEXT, "  privileged: {{ if .x }}true{{ else }}false{{ end }}"], ["10 warning"]],
  [
    "a condition elsewhere changes nothing",
    [CONTEXT, "  privileged: true", "{{- if .x }}", "stdin: true", "{{- end }}"],
    ["10 error"],
  ],
  ["in a loop it may stand nowhere", ["{{- range .x }}", CONTEXT, "  privileged: true", "{{- end }}"], ["11 warning"]],
])("privileged-container: %s", (_, lines, expected) => {
  expect(found(pod(...lines), /^privileged-container$/)).toEqual(expected.map((one) => `${one} privileged-container`));
});

it("takes a condition around the whole object for the question whether there is one", () => {
  const text = `{{- if .Values.agent }}\n${pod(CONTEXT, "  privileged: true")}{{- end }}\n`;
  expect(found(text, /^privileged-container$/)).toEqual(["11 error privileged-container"]);
});

it.each<readonly [string, readonly string[], number]>([
  ["one after the other", ["  - {name: a, mountPath: /x}", "  - {name: b, mountPath: /x}"], 1],
  [
    "in both branches",
    ["  {{- if .x }}", "  - {name: a, mountPath: /x}", "  {{- else }}", "  - {name: b, mountPath: /x}", "  {{- end }}"],
    0,
  ],
  [
    "with opposite conditions",
    [
      "  {{- if .x }}",
      "  - {name: a, mountPath: /x}",
      "  {{- end }}",
      "  {{- if not .x }}",
      "  - {name: b, mountPath: /x}",
      "  {{- end }}",
    ],
    0,
  ],
  [
    "in one branch",
    [
      "  {{- if .x }}",
      "  - {name: a, mountPath: /x}",
      "  - {name: b, mountPath: /x}",
      "  {{- else }}",
      "  - {name: c, mountPath: /y}",
      "  {{- end }}",
    ],
    1,
  ],
  [
    "with conditions that have nothing to do with each other",
    [
      "  {{- if .x }}",
      "  - {name: a, mountPath: /x}",
      "  {{- end }}",
      "  {{- if .y }}",
      "  - {name: b, mountPath: /x}",
      "  {{- end }}",
    ],
    1,
  ],
])("compares two mounts only where both can be rendered: %s", (_, lines, count) => {
  expect(found(pod("volumeMounts:", ...lines), /^duplicate-mount-path$/).length).toBe(count);
});

it("keeps the severity that the user chose", () => {
  const own = settings.rules.get("privileged-container");
  if (!own) throw new Error("privileged-container is not in recommended");
  const pinned = { ...settings, rules: new Map([...settings.rules, ["privileged-container", { ...own, pinned: true }]]) };
  expect(found(pod("{{- if .x }}", CONTEXT, "  privileged: true", "{{- end }}"), /^privileged-container$/, pinned)).toEqual([
    "11 error privileged-container",
  ]);
});

it.each(["$NAME", "shop-__ENV__", "#{Name}#", "@NAME@"])("%s is no name that could be refused", (name) => {
  expect(
    found(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "${name}"\n  labels:\n    app: "${name}"\n`, /invalid/),
  ).toEqual([]);
});
