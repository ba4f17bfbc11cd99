import { describe, expect, it } from "vitest";
import missingDependency from "../../rules/helm/helm-missing-dependency.ts";
import missingValue from "../../rules/helm/helm-missing-value.ts";
import schemaViolation from "../../rules/helm/helm-schema-violation.ts";
import templateError from "../../rules/helm/helm-template-error.ts";
import unusedValue from "../../rules/helm/helm-unused-value.ts";
import yamlError from "../../rules/helm/helm-yaml-error.ts";
import missingNetworkPolicy from "../../rules/network/missing-network-policy.ts";
import bindingToRiskyRole from "../../rules/rbac/binding-to-risky-role.ts";
import staticReplicas from "../../rules/resources-reliability/hpa-with-static-replicas.ts";
import { defineRule } from "../../server/api.ts";
import * as helm from "../../server/helm/helm.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { only, presetSettings } from "../support/linting.ts";
import { latestTag, meta, privileged } from "./example-rules.ts";

const rules: readonly Rule[] = [
  privileged,
  defineRule({
    ...meta,
    id: "no-limits",
    container(container, { report }) {
      if (container.at("resources", "limits").absent) report(container.at("resources", "limits"), "No limits.");
    },
  }),
  latestTag,
  defineRule({
    ...meta,
    id: "no-labels",
    resource(resource, { report }) {
      if (resource.kind === "ServiceAccount") report(resource.root.at("metadata", "name"), "No labels.");
    },
  }),
  templateError,
  yamlError,
  missingValue,
  missingDependency,
  staticReplicas,
  schemaViolation,
  unusedValue,
];

type Table = Readonly<Record<string, string>>;

const settings = only(rules);
const CHART = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";

/** A pod of one container with these lines. */
const pod = (lines: string, limits = "      resources: { limits: { memory: 1Gi } }\n") =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  containers:\n    - name: web\n${limits}${lines}`;

function linterOver(files: Table, unlinted: readonly string[] = [], checks = { rules, settings }): Linter {
  const all = new Map(Object.entries({ "Chart.yaml": CHART, ...files }).map(([path, text]) => [path, { path, text }]));
  const linter = new Linter(checks.rules, {
    settingsFor: () => checks.settings,
    scopeOf: () => "",
    roleOf: (uri) => (/\/templates\//.test(uri) && !/\.tpl$/.test(uri) ? "template" : /\.ya?ml$/.test(uri) ? "data" : undefined),
    charts: { helm, files: () => all, find: () => () => undefined },
  });
  for (const [path, { text }] of all) if (!unlinted.includes(path)) linter.update(`file:///c/${path}`, text);
  linter.settle();
  return linter;
}

/** The findings as `path:line rule text` (lines from 1). */
function findingsOf(linter: Linter): readonly string[] {
  return linter
    .uris()
    .flatMap((uri) => {
      const { text, findings, crashes } = linter.result(uri);
      if (crashes.length > 0) throw new Error(crashes[0]?.error);
      return findings.map(({ rule, span }) => {
        const line = text.slice(0, span.start).split("\n").length;
        return `${uri.slice("file:///c/".length)}:${line} ${rule} ${text.slice(span.start, span.end)}`;
      });
    })
    .sort();
}

const lint = (files: Table) => findingsOf(linterOver(files));

describe("what a chart renders to is reported where it comes from", () => {
  it.each<readonly [string, Table, readonly string[]]>([
    [
      "a name that a helper makes and at which something is missing: the file that has its key",
      {
        "values.yaml": "one: web-1\n",
        "templates/_helpers.tpl": '{{ define "name" }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}\n',
        "templates/a.yaml": 'kind: ServiceAccount\napiVersion: v1\nmetadata:\n  name: {{ include "name" . }}\n',
        "templates/b.yaml": "kind: ServiceAccount\napiVersion: v1\nmetadata:\n  name: {{ .Values.one }}\n",
      },
      ['templates/a.yaml:4 no-labels {{ include "name" . }}', "templates/b.yaml:4 no-labels {{ .Values.one }}"],
    ],
    [
      "a scalar of the values",
      {
        "values.yaml": "web:\n  privileged: true\n",
        "templates/a.yaml": pod("      securityContext: { privileged: {{ .Values.web.privileged }} }\n"),
      },
      ["values.yaml:2 privileged true"],
    ],
    [
      "nothing, if the value says no",
      {
        "values.yaml": "web:\n  privileged: false\n",
        "templates/a.yaml": pod("      securityContext: { privileged: {{ .Values.web.privileged }} }\n"),
      },
      [],
    ],
    [
      "a block of the values",
      {
        "values.yaml": "sc:\n  runAsUser: 1\n  privileged: true\n",
        "templates/a.yaml": pod("      securityContext:\n        {{- toYaml .Values.sc | nindent 8 }}\n"),
      },
      ["values.yaml:3 privileged true"],
    ],
    [
      "the literal text of a template",
      { "templates/a.yaml": pod("      securityContext:\n        privileged: true\n") },
      ["templates/a.yaml:10 privileged true"],
    ],
    [
      "the literal default in an action",
      { "templates/a.yaml": pod("      securityContext:\n        privileged: {{ .Values.none | default true }}\n") },
      ["templates/a.yaml:10 privileged {{ .Values.none | default true }}"],
    ],
    [
      "the text of a helper",
      {
        "templates/_h.tpl": '{{ define "sc" }}\nprivileged: true\n{{ end }}',
        "templates/a.yaml": pod('      securityContext:\n        {{- include "sc" . | nindent 8 }}\n'),
      },
      ["templates/_h.tpl:2 privileged true"],
    ],
    [
      "one of several values that make a scalar",
      {
        "values.yaml": "image:\n  repository: nginx\n  tag: latest\n",
        "templates/a.yaml": pod('      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n'),
      },
      ["values.yaml:3 latest-tag latest"],
    ],
    [
      "an item of a list",
      {
        "values.yaml": "list:\n- p: false\n- p: true\n",
        "templates/a.yaml":
          "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n  {{- range $i, $c := .Values.list }}\n  - name: c{{ $i }}\n    resources: { limits: { memory: 1Gi } }\n    securityContext: { privileged: {{ $c.p }} }\n  {{- end }}\n",
      },
      ["values.yaml:3 privileged true"],
    ],
    [
      "the parent's value for a subchart, whose own findings are others' matter",
      {
        "values.yaml": "sub:\n  p: true\n",
        "charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
        "charts/sub/values.yaml": "p: false\n",
        "charts/sub/templates/a.yaml": pod(
          "      securityContext: { privileged: {{ .Values.p }} }\n      image: x:latest\n",
        ).replace("{{ .Release.Name }}", "sub"),
      },
      ["charts/sub/templates/a.yaml:10 latest-tag x:latest", "values.yaml:2 privileged true"],
    ],
    [
      "what is missing, at what is there",
      {
        "values.yaml": "resources: {}\n",
        "templates/a.yaml": pod("", "      resources:\n        {{- toYaml .Values.resources | nindent 8 }}\n"),
      },
      ["templates/a.yaml:8 no-limits resources"],
    ],
    [
      "nothing, if the values give what is missing",
      {
        "values.yaml": "resources: { limits: { memory: 1Gi } }\n",
        "templates/a.yaml": pod("", "      resources:\n        {{- toYaml .Values.resources | nindent 8 }}\n"),
      },
      [],
    ],
    [
      "what no rendering reaches, as the template that it is",
      { "templates/a.yaml": pod("      {{- if .Values.p }}\n      securityContext: { privileged: true }\n      {{- end }}\n") },
      ["templates/a.yaml:10 privileged true"],
    ],
    [
      "nothing certain of what only a cluster knows",
      {
        "templates/a.yaml": pod(
          '      {{- if (lookup "v1" "Secret" "a" "b") }}\n      securityContext: { privileged: {{ (lookup "v1" "Secret" "a" "b").data.p }} }\n      {{- end }}\n      image: x:{{ randAlphaNum 5 }}\n',
        ),
      },
      [],
    ],
  ])("%s", (_, files, expected) => expect(lint(files)).toEqual(expected));
});

describe("sets of values", () => {
  const template = pod("      securityContext: { privileged: {{ .Values.p }} }\n");

  it("that are found are rendered too, and the finding names them", () => {
    const linter = linterOver({
      "values.yaml": "p: false\n",
      "values-prod.yaml": "p: true\n",
      "ci/test-values.yaml": "p: true\n",
      "templates/a.yaml": template,
    });
    expect(findingsOf(linter)).toEqual(["ci/test-values.yaml:1 privileged true", "values-prod.yaml:1 privileged true"]);
    const [finding] = linter.result("file:///c/values-prod.yaml").findings;
    expect(finding?.message).toBe("web is privileged. It is so with values-prod.yaml.");
  });

  it("say nothing more where the chart's own values say it", () => {
    const linter = linterOver({ "values.yaml": "p: true\n", "values-prod.yaml": "other: 1\n", "templates/a.yaml": template });
    expect(linter.result("file:///c/values.yaml").findings.map(({ message }) => message)).toEqual(["web is privileged."]);
  });
});

describe("objects of two renderings", () => {
  const deployment = (replicas: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n${replicas}  selector: { matchLabels: { a: b } }\n  template: { metadata: { labels: { a: b } }, spec: { containers: [] } }\n`;
  const scaler =
    "{{ if .Values.scale }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n{{ end }}\n";
  const scaled = (values: string, replicas: string) =>
    lint({
      "values.yaml": values,
      "values-prod.yaml": "scale: true\n",
      "templates/a.yaml": deployment(replicas),
      "templates/b.yaml": scaler,
    });

  it("are not compared, for the one may be there instead of the other", () =>
    expect(scaled("scale: false\n", "{{ if not .Values.scale }}\n  replicas: 2\n{{ end }}\n")).toEqual([]));

  it("are compared where one rendering has both", () =>
    expect(scaled("scale: true\n", "  replicas: 2\n")).toEqual(["templates/a.yaml:6 hpa-with-static-replicas 2"]));
});

describe("what is wrong with a chart", () => {
  it.each<readonly [string, Table, readonly string[]]>([
    [
      "a function that does not exist",
      { "templates/a.yaml": "a: {{ toYamll . }}\n" },
      ["templates/a.yaml:1 helm-template-error toYamll"],
    ],
    [
      "a field of nothing; the rest of the file is judged",
      { "templates/a.yaml": pod("      image: x:latest\n      tty: {{ .Values.a.b }}\n") },
      ["templates/a.yaml:10 helm-template-error .Values.a.b", "templates/a.yaml:9 latest-tag x:latest"],
    ],
    [
      "a block without its end",
      { "templates/a.yaml": "{{ if .Values.a }}\na: 1\n" },
      ["templates/a.yaml:1 helm-template-error {{ if .Values.a }}"],
    ],
    [
      "what is no YAML when it is rendered",
      {
        "values.yaml": "l: { a: b, c: d }\n",
        "templates/a.yaml": "apiVersion: v1\nkind: A\nmetadata:\n  labels:\n    {{ toYaml .Values.l }}\n  name: x\n",
      },
      ["templates/a.yaml:6 helm-yaml-error name"],
    ],
    [
      "a value that is required",
      { "templates/a.yaml": 'a: {{ required "give it" .Values.it }}\n' },
      ['templates/a.yaml:1 helm-missing-value required "give it" .Values.it'],
    ],
    [
      "a chart that is not there",
      {
        "Chart.yaml": `${CHART}dependencies:\n- name: far\n  version: 1.x\n`,
        "templates/a.yaml": 'a: {{ include "far.x" . }}\n',
      },
      ["Chart.yaml:5 helm-missing-dependency far"],
    ],
  ])("%s", (_, files, expected) => expect(lint(files)).toEqual(expected));

  it("leaves the other files as they are", () => {
    expect(lint({ "templates/a.yaml": "{{ if }}", "templates/b.yaml": pod("      image: x:latest\n") })).toEqual([
      "templates/a.yaml:1 helm-template-error }}",
      "templates/b.yaml:9 latest-tag x:latest",
    ]);
  });

  it("a scaffold is no chart yet, and the clusters that a chart is for are no mistake", () => {
    expect(lint({ "Chart.yaml": "name: {{ cookiecutter.name }}\nversion: 1\n", "templates/a.yaml": "a: 1\n" })).toEqual([]);
    expect(lint({ "Chart.yaml": `${CHART}kubeVersion: <1.20.0-0\n`, "templates/a.yaml": "a: 1\n" })).toEqual([]);
  });

  it("the cluster is of the version that is checked for", () => {
    const image =
      '      image: x:{{ if semverCompare ">=1.37-0" .Capabilities.KubeVersion.Version }}latest{{ else }}1{{ end }}\n';
    expect(lint({ "templates/a.yaml": pod(image) })).toHaveLength(1);
  });

  it("a library chart is not rendered", () => {
    expect(lint({ "Chart.yaml": `${CHART}type: library\n`, "templates/a.yaml": "a: {{ .Values.a.b }}\n" })).toEqual([]);
  });
});

describe("a value that the schema does not allow", () => {
  const schema = JSON.stringify({ required: ["zone"], properties: { policy: { type: "string" } } });
  const severities = (values: string) =>
    linterOver({ "values.yaml": values, "values.schema.json": schema, "templates/a.yaml": pod("") })
      .result("file:///c/values.yaml")
      .findings.flatMap(({ rule, severity }) => (rule === schemaViolation.id ? severity : []));

  it.each<[string, string, readonly string[]]>([
    ["of another type is an error", "policy: 1\nzone: a\n", ["error"]],
    ["that is left open is for whoever installs the chart", "policy:\nzone: a\n", ["info"]],
  ])("%s", (_, values, expected) => expect(severities(values)).toEqual(expected));
});

describe("the values of a chart", () => {
  const schema = '{"properties": {"replicas": {"type": "integer", "minimum": 1}}}';
  const templates = { "templates/a.yaml": "a: {{ .Values.replicas }}\n" };
  it.each<readonly [string, Table, readonly string[]]>([
    ["that fit the schema", { "values.yaml": "replicas: 2\n", "values.schema.json": schema }, []],
    [
      "of another type",
      { "values.yaml": "replicas: two\n", "values.schema.json": schema },
      ["values.yaml:1 helm-schema-violation two"],
    ],
    [
      "out of bounds",
      { "values.yaml": "replicas: 0\n", "values.schema.json": schema },
      ["values.yaml:1 helm-schema-violation 0"],
    ],
    ["without a schema", { "values.yaml": "replicas: two\n" }, []],
    ["that no template reads", { "values.yaml": "replicas: 1\nreplica: 2\n" }, ["values.yaml:2 helm-unused-value replica"]],
  ])("%s", (_, files, expected) => expect(lint({ ...templates, ...files })).toEqual(expected));
});

describe("below what a template that is not there would write", () => {
  const at = (column: number) => {
    const pad = " ".repeat(column);
    return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  {{- include "gone" . | nindent 2 }}\n${pad}containers:\n${pad}  - { name: a, securityContext: { privileged: true }, resources: { limits: {} } }\n`;
  };
  it.each<readonly [string, Table, readonly string[]]>([
    ["its own column holds what it holds", { "templates/a.yaml": at(2) }, [`templates/a.yaml:8 privileged true`]],
    ["what is indented further belongs to something unknown", { "templates/a.yaml": at(4) }, []],
  ])("%s", (_, files, expected) => {
    const found = lint(files);
    expect(found.filter((one) => !one.includes(templateError.id))).toEqual(expected);
    expect(found.length).toBe(expected.length + 1);
  });
});

describe("a chart that is edited", () => {
  it("has the findings of a fresh one after every change", () => {
    const files: Table = {
      "values.yaml": "p: false\ni: x:latest\n",
      "templates/a.yaml": pod("      image: {{ .Values.i }}\n      securityContext: { privileged: {{ .Values.p }} }\n"),
    };
    const linter = linterOver(files);
    const changes: readonly (readonly [string, string])[] = [
      ["values.yaml", "p: true\ni: x:1\n"],
      ["templates/a.yaml", pod("      image: {{ .Values.i\n      securityContext: { privileged: {{ .Values.p }} }\n")],
      ["templates/a.yaml", pod("      image: x:latest\n")],
      ["values.yaml", ""],
      ["Chart.yaml", "no chart"],
      ["Chart.yaml", CHART],
    ];
    const now: Record<string, string> = { ...files };
    for (const [path, text] of changes) {
      now[path] = text;
      linter.update(`file:///c/${path}`, text);
      linter.settle();
      expect(findingsOf(linter), `${path} is ${JSON.stringify(text)}`).toEqual(lint(now));
    }
  });

  it("finds nothing in what is rendered when its Chart.yaml is gone", () => {
    const linter = linterOver({
      "values.yaml": "p: true\n",
      "templates/a.yaml": pod("      securityContext: { privileged: {{ .Values.p }} }\n"),
    });
    linter.remove("file:///c/Chart.yaml");
    linter.settle();
    expect(findingsOf(linter)).toEqual([]);
  });
});

describe("what a finding says beside its place", () => {
  const related = (files: Table, file: string) =>
    linterOver(files)
      .result(`file:///c/${file}`)
      .findings.flatMap((finding) =>
        finding.related.map(({ message, span, uri = "" }) => {
          const text = uri.endsWith("values.yaml") ? (files["values.yaml"] as string) : (files[file] as string);
          return `${message} ${uri.slice("file:///c/".length)} ${text.slice(span.start, span.end)}`;
        }),
      );

  it("the value that decides whether it is rendered", () => {
    const files = {
      "values.yaml": "debug: on\n",
      "templates/a.yaml": pod("      {{- if .Values.debug }}\n      securityContext: { privileged: true }\n      {{- end }}\n"),
    };
    expect(related(files, "templates/a.yaml")).toEqual(["This value decides whether it is rendered. values.yaml on"]);
  });

  it("the other objects about which one place decides", () => {
    const files = {
      "values.yaml": "p: true\n",
      "templates/a.yaml": pod("      securityContext: { privileged: {{ .Values.p }} }\n"),
      "templates/b.yaml": pod("      securityContext: { privileged: {{ .Values.p }} }\n").replace("{{ .Release.Name }}", "b"),
    };
    expect(related(files, "values.yaml")).toEqual(['The same is so of Pod "b", container "web". values.yaml true']);
  });

  it("what is missing belongs to the template, unless the values bring in the block", () => {
    const named = {
      "values.yaml": "name: web\n",
      "templates/a.yaml": pod("", "").replace("name: web", "name: {{ .Values.name }}"),
    };
    expect(lint(named)).toEqual(["templates/a.yaml:7 no-limits {{ .Values.name }}"]);
    const block = {
      "values.yaml": "containers:\n  - name: web\n",
      "templates/a.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    {{- toYaml .Values.containers | nindent 4 }}\n",
    };
    expect(lint(block)).toEqual(["values.yaml:2 no-limits web"]);
  });

  it("what a container lacks stands where the container is, not at the helper that makes its name", () => {
    const files = {
      "templates/_h.tpl": '{{ define "full" }}{{ .Release.Name }}-waiter{{ end }}\n',
      "templates/a.yaml": pod("", "").replace("name: web", 'name: {{ include "full" . }}'),
    };
    expect(lint(files)).toEqual(['templates/a.yaml:7 no-limits {{ include "full" . }}']);
  });

  it("a binding stands where it is written, not at the helper that makes its names", () => {
    const rule = bindingToRiskyRole;
    const checks = { rules: [rule], settings: only([rule]) };
    const files = {
      "values.yaml": "",
      "templates/_h.tpl": '{{ define "full" }}web{{ end }}\n',
      "templates/a.yaml":
        '{{- $n := include "full" . }}\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: {{ $n }}, namespace: a }\nrules:\n  - { apiGroups: [""], resources: [secrets], verbs: [get, list] }\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: b, namespace: a }\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: {{ $n }}\nsubjects:\n  - { kind: ServiceAccount, name: x, namespace: a }\n',
    };
    expect(findingsOf(linterOver(files, [], checks))).toEqual(["templates/a.yaml:14 binding-to-risky-role name"]);
  });

  it("the chart's name is no place for what is wrong with an object", () => {
    expect(lint({ "templates/a.yaml": pod("", "").replace("name: web", "name: {{ .Chart.Name }}-x") })).toEqual([
      "templates/a.yaml:7 no-limits {{ .Chart.Name }}-x",
    ]);
  });
});

describe("what a workload lacks", () => {
  const checks = { rules: [missingNetworkPolicy], settings: presetSettings([missingNetworkPolicy], ["strict"]) };
  const policy =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: all\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n";
  const found = (files: Table) =>
    findingsOf(linterOver({ "values.yaml": "", "templates/a.yaml": pod(""), ...files }, [], checks));

  it("is missing in a chart too, though more may be installed beside it", () =>
    expect(found({})).toEqual(["templates/a.yaml:4 missing-network-policy name"]));

  it("is said with the set of values that brings the workload", () => {
    const optional = `{{ if .Values.enabled }}\n${pod("")}{{ end }}\n`;
    const files = { "values.yaml": "", "values-prod.yaml": "enabled: true\n", "templates/a.yaml": optional };
    const [finding] = linterOver(files, [], checks).result("file:///c/templates/a.yaml").findings;
    expect(finding?.message).toMatch(/ It is so with values-prod\.yaml\.$/);
  });

  it("is not missing where the chart brings it", () => expect(found({ "templates/policy.yaml": policy })).toEqual([]));
});

describe("charts that were not rendered before", () => {
  const FOLDERS = ["a/", "b/", "b/charts/d/"];
  const three = FOLDERS.flatMap((folder): readonly (readonly [string, string])[] => [
    [`${folder}Chart.yaml`, CHART],
    [`${folder}values.yaml`, "p: true\n"],
    [`${folder}templates/pod.yaml`, pod("      securityContext: { privileged: {{ .Values.p }} }\n")],
  ]);
  const chartIn = (folder: string) => {
    const below = three.filter(([path]) => `file:///c/${path}`.startsWith(folder));
    return new Map(below.map(([path, text]) => [`file:///c/${path}`.slice(folder.length), { path, text }]));
  };

  it("are rendered one by one where that is asked for, and lead to the same", () => {
    const linters = [0, 1].map(() => {
      const charts = { helm, files: chartIn, find: () => () => undefined };
      const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", charts });
      for (const [path, text] of three) linter.update(`file:///c/${path}`, text);
      return linter;
    }) as [Linter, Linter];
    const [slow, fast] = linters;
    slow.settle({ newCharts: 0 });
    expect(slow.waitingCharts).toBe(2); // a subchart is rendered with the one that it is in
    slow.settle({ newCharts: 0 });
    expect(slow.waitingCharts).toBe(2);
    const first = slow.settle({ newCharts: 1 });
    expect(first).toContain("file:///c/a/values.yaml");
    expect(first).not.toContain("file:///c/b/values.yaml");
    expect(slow.waitingCharts).toBe(1);
    slow.update("file:///c/a/values.yaml", "p: false\n"); // one that is rendered already follows at once
    expect(slow.settle({ newCharts: 0 })).toContain("file:///c/a/values.yaml");
    slow.update("file:///c/a/values.yaml", "p: true\n");
    expect(slow.settle({ newCharts: 1 })).toContain("file:///c/b/values.yaml");
    expect(slow.waitingCharts).toBe(0);
    fast.settle();
    expect(findingsOf(slow)).toEqual(findingsOf(fast));
    expect(findingsOf(fast)).toContain("a/values.yaml:1 privileged true");
  });
});
