import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { roleInKustomization } from "../../server/lint/analysis/file-role.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { lintText, only } from "../support/linting.ts";

// What the users of a chart decide is not the template's to answer for; what a file is only a part of is not asked for the rest.

const deployment = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
${spec}`;

describe("a finding about what a chart may turn on", () => {
  it.each([
    ["host-network", deployment("      {{- if .Values.hostNetwork }}\n      hostNetwork: true\n      {{- end }}\n"), ["warning"]],
    ["host-network", deployment("      hostNetwork: true\n      dnsPolicy: {{ .Values.dnsPolicy }}\n"), ["error"]],
    ["host-pid", deployment("      {{- with .Values.debug }}\n      hostPID: true\n      {{- end }}\n"), ["warning"]],
    [
      "nodeport-service",
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n{{- if .Values.alb }}\n  type: NodePort\n{{- end }}\n  ports: []\n",
      ["info"],
    ],
    [
      "probe-host",
      deployment(
        "      containers:\n        - name: app\n          livenessProbe:\n            httpGet:\n              {{- if .Values.proxy }}\n              host: 10.0.0.1\n              {{- end }}\n              port: 80\n",
      ),
      ["info"],
    ],
    [
      "hostpath-volume",
      deployment(
        "      volumes:\n        {{- range .Values.mounts }}\n        - name: {{ .name }}\n          hostPath:\n            path: {{ .path }}\n        {{- end }}\n",
      ),
      [],
    ],
    [
      "hostpath-volume",
      deployment("      volumes:\n        - name: data\n          hostPath:\n            path: {{ .Values.path }}\n"),
      ["warning"],
    ],
    [
      "sensitive-host-path",
      deployment(
        "      {{- if .Values.tune }}\n      initContainers:\n        - name: tune\n          volumeMounts:\n            - { name: proc, mountPath: /proc2 }\n      {{- end }}\n      containers:\n        - name: app\n          volumeMounts:\n            - { name: proc, mountPath: /proc2, readOnly: true }\n      volumes:\n        - name: proc\n          hostPath: { path: /proc }\n",
      ),
      ["warning"],
    ],
    [
      "pod-security-policy-removed",
      "{{- if .Values.psp.enabled }}\napiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: web\n{{- end }}\n",
      ["warning"],
    ],
    [
      "pod-security-policy-removed",
      "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: {{ .Release.Name }}\n",
      ["error"],
    ],
  ])("%s in %j: %j", (id, text, severities) => {
    const rule = rules.filter((one) => one.id === id);
    expect(rule).toHaveLength(1);
    expect(lintText(rule, text, only(rule)).findings.map(({ severity }) => severity)).toEqual(severities);
  });
});

describe("roleInKustomization", () => {
  it.each([
    ["config/default/manager_config_patch.yaml", undefined, "patch"],
    ["overlays/prod/patch.yaml", undefined, "patch"],
    ["overlays/prod/web.patch.yml", undefined, "patch"],
    ["overlays/prod/patch-channel.yaml", undefined, "patch"],
    ["overlays/prod/patch.yaml", "resource", undefined],
    ["tests/e2e/web/00-assert.yaml", undefined, "assertion"],
    ["tests/e2e/web/01-errors.yaml", undefined, "assertion"],
    ["k8s/errors.yaml", undefined, "patch"],
    ["assert.yaml", undefined, "patch"],
    ["base/dispatch.yaml", undefined, undefined],
    ["tests/patched-resource.yaml", undefined, undefined],
    ["base/kustomization.yaml", undefined, "kustomization"],
  ] as const)("%s, named as %s, is %s", (path, role, expected) => {
    expect(roleInKustomization(path, role)).toBe(expected);
  });
});

it("an assertion says nothing of what is applied, but of what cannot be there", () => {
  const text = deployment("      hostPID: true\n      containers: [{ nmae: app }]\n");
  const gone = "---\napiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: web\n";
  const named = ["host-pid", "missing-memory-limit", "unknown-field", "removed-api-version", "schema-violation"];
  const some = rules.filter(({ id }) => named.includes(id));
  const settings = only(some);
  const reasons: string[] = [];
  const foundAs = (role: "assertion" | undefined) => {
    const linter = new Linter(some, { settingsFor: () => settings, scopeOf: () => "", roleOf: () => role });
    linter.update("file:///a.yaml", text + gone);
    linter.settle();
    const { findings, unchecked } = linter.result("file:///a.yaml");
    reasons.push(...unchecked.map(({ reason }) => reason));
    return [...new Set(findings.map(({ rule }) => rule))].sort();
  };
  expect(foundAs("assertion")).toEqual(["removed-api-version", "unknown-field"]);
  expect(foundAs(undefined)).toContain("host-pid");
  expect(reasons).toContain("assertion");
});
