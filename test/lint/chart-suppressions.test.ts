import { describe, expect, it } from "vitest";
import * as helm from "../../server/helm/helm.ts";
import { NO_POLICY, type SuppressionPolicy } from "../../server/lint/config/suppression-policy.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { only } from "../support/linting.ts";
import { privileged } from "./example-rules.ts";

const rules: readonly Rule[] = [privileged];
const settings = only(rules);

type Table = Readonly<Record<string, string>>;

function linterOver(files: Table, today = "2026-01-01", policy = NO_POLICY): Linter {
  const chart = "apiVersion: v2\nname: c\nversion: 1.0.0\n";
  const all = new Map(Object.entries({ "Chart.yaml": chart, ...files }).map(([path, text]) => [path, { path, text }]));
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    roleOf: (uri) => (/\/templates\//.test(uri) ? "template" : "data"),
    charts: { helm, files: () => all, find: () => () => undefined },
    suppressorsFor: () => ({ policy, today }),
  });
  for (const [path, { text }] of all) linter.update(`file:///c/${path}`, text);
  linter.settle();
  return linter;
}

/** How many findings are shown and hidden in all files. */
function counted(linter: Linter): readonly [shown: number, hidden: number] {
  const results = linter.uris().map((uri) => linter.result(uri));
  return [results.flatMap(({ findings }) => findings).length, results.flatMap(({ suppressed }) => suppressed).length];
}

const pod = (name: string, more = "", behind = "") =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${more}spec:\n  containers:\n    - name: web\n      securityContext:\n        privileged: {{ .Values.p }}${behind}\n`;
const values = "p: true\n";
const annotation = (text: string) => `  annotations:\n    ${text}\n`;

describe("findings at values are hidden", () => {
  it.each<readonly [string, Table]>([
    [
      "by a comment in their line",
      { "values.yaml": "p: true # plimsoll-disable-line privileged\n", "templates/a.yaml": pod("a") },
    ],
    ["by a comment above", { "values.yaml": "# plimsoll-disable-next-line privileged\np: true\n", "templates/a.yaml": pod("a") }],
    [
      "by a comment for the file",
      { "values.yaml": "# plimsoll-disable-file privileged\np: true\n", "templates/a.yaml": pod("a") },
    ],
    [
      "by an annotation of the object",
      { "values.yaml": values, "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore: privileged")) },
    ],
    [
      "by an annotation for the container",
      { "values.yaml": values, "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore-container.web: privileged")) },
    ],
    [
      "by an annotation in the values",
      {
        "values.yaml": `${values}notes: { plimsoll.dev/ignore: privileged }\n`,
        "templates/a.yaml": pod("a", "  annotations:\n    {{- toYaml .Values.notes | nindent 4 }}\n"),
      },
    ],
    [
      "by a comment in the line of the template",
      { "values.yaml": values, "templates/a.yaml": pod("a", "", " # plimsoll-disable-line privileged") },
    ],
  ])("%s", (_, files) => expect(counted(linterOver(files))).toEqual([0, 1]));

  it.each<readonly [string, Table]>([
    ["another rule is named", { "values.yaml": "p: true # plimsoll-disable-line other\n", "templates/a.yaml": pod("a") }],
    [
      "the marker stands at another line",
      { "values.yaml": "# plimsoll-disable-line privileged\np: true\n", "templates/a.yaml": pod("a") },
    ],
    [
      "another container is named",
      { "values.yaml": values, "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore-container.db: privileged")) },
    ],
    [
      "the object's annotation names another rule",
      { "values.yaml": values, "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore: other")) },
    ],
    [
      "the value decides about another object too",
      {
        "values.yaml": values,
        "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore: privileged")),
        "templates/b.yaml": pod("b"),
      },
    ],
  ])("not where %s", (_, files) => expect(counted(linterOver(files))[1]).toBe(0));

  it("not where the last day of the marker is over", () => {
    const ignore = annotation("plimsoll.dev/ignore.privileged: so expires=2026-01-31");
    const files = { "values.yaml": values, "templates/a.yaml": pod("a", ignore) };
    expect(counted(linterOver(files))).toEqual([0, 1]);
    expect(counted(linterOver(files, "2026-02-01"))[1]).toBe(0);
  });
});

describe("templates that are rendered", () => {
  const uncheckedIn = (files: Table, path: string) =>
    linterOver(files)
      .result(`file:///c/${path}`)
      .unchecked.map(({ reason }) => reason);

  it("are checked", () =>
    expect(uncheckedIn({ "values.yaml": values, "templates/a.yaml": pod("a") }, "templates/a.yaml")).toEqual([]));

  it("are not where no rendering reaches them", () => {
    const files = { "values.yaml": values, "templates/a.yaml": `{{ if .Values.never }}\n${pod("a")}{{ end }}\n` };
    expect(uncheckedIn(files, "templates/a.yaml")).toEqual(["template"]);
  });
});

describe("markers of a chart", () => {
  const markersOf = (files: Table, ...more: readonly [today?: string, policy?: SuppressionPolicy]): readonly string[] => {
    const linter = linterOver(files, ...more);
    return linter.uris().flatMap((uri) =>
      (linter.result(uri).markers ?? []).map(({ checked, used }) => {
        return `${uri.replace("file:///c/", "")}: ${checked}: ${[...used]}`;
      }),
    );
  };
  const idle = "# plimsoll-disable-next-line privileged\nother: 1\n";

  it.each<readonly [string, Table, readonly string[]]>([
    [
      "in a file of values",
      { "values.yaml": `p: true # plimsoll-disable-line privileged\n${idle}`, "templates/a.yaml": pod("a") },
      ["values.yaml: as rendered: privileged", "values.yaml: as rendered: "],
    ],
    ["in values in which nothing is found", { "values.yaml": idle }, ["values.yaml: as rendered: "]],
    [
      "in a template, of which they hide something in the values",
      { "values.yaml": values, "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore: privileged")) },
      ["templates/a.yaml: as rendered: privileged"],
    ],
    [
      "in a template, over another object's value",
      {
        "values.yaml": values,
        "templates/a.yaml": pod("a", annotation("plimsoll.dev/ignore: privileged")),
        "templates/b.yaml": pod("b"),
      },
      ["templates/a.yaml: as rendered: "],
    ],
    [
      "in a template that nothing reaches",
      { "templates/a.yaml": `{{ if .Values.never }}\n${pod("a", annotation("plimsoll.dev/ignore: privileged"))}{{ end }}\n` },
      ["templates/a.yaml: not: "],
    ],
  ])("are known %s", (_, files, expected) => expect(markersOf(files)).toEqual(expected));

  it("hide nothing in values once they have expired, or where the rule may not be suppressed", () => {
    const ignore = annotation("plimsoll.dev/ignore.privileged: so expires=2026-01-31");
    const files = { "values.yaml": values, "templates/a.yaml": pod("a", ignore) };
    const forbidding = { ...NO_POLICY, forbid: new Set(["privileged"]) };
    expect(markersOf(files)).toEqual(["templates/a.yaml: as rendered: privileged"]);
    expect(markersOf(files, "2026-02-01")).toEqual(["templates/a.yaml: as rendered: "]);
    expect(markersOf(files, "2026-01-01", forbidding)).toEqual(["templates/a.yaml: as rendered: "]);
  });
});
