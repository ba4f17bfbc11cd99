import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { PRESETS, type Preset } from "../../server/lint/rule/rule.ts";
import { presetOptionsOf, presetSettings } from "../../server/lint/rule/settings.ts";
import { lintText } from "../support/linting.ts";

// Which of several findings stay (docs/severity.md).

function found(text: string, ...presets: Preset[]): readonly string[] {
  return findings(text, ...presets).map(({ rule, severity }) => `${severity} ${rule}`);
}

function findings(text: string, ...presets: Preset[]) {
  return lintText(rules, text, presetSettings(rules, presets)).findings;
}

const role = (rule: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: sample
rules:
  - ${rule}
`;

it("keeps an error beside the warning about the wildcard that grants it", () => {
  const broad = found(role('{apiGroups: [rbac.authorization.k8s.io], resources: ["*"], verbs: ["*"]}'), "recommended");
  expect(broad).toContain("warning wildcard-rbac-rule");
  expect(broad).toContain("error rbac-escalate-verb");
});

it("drops what an error says more gravely", () => {
  const all = found(role('{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}'), "recommended");
  expect(all).toContain("error full-admin-role");
  expect(all.filter((one) => /escalate|wildcard-rbac/.test(one))).toEqual([]);
});

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: registry.example.com/agent:1.2.3
      securityContext:
        capabilities:
          drop: [NET_RAW]
      volumeMounts:
        - name: host
          mountPath: /host
  volumes:
    - name: host
      hostPath:
        path: /etc
`;

it.each<readonly Preset[]>([
  ["recommended", "pss-restricted"],
  ["strict", "nsa"],
  ["all", "recommended"],
  ["cis", "all", "pss-baseline"],
])("%s and %s: the order of presets changes nothing, and each says what it says alone", (...presets) => {
  const together = found(pod, ...presets);
  expect(found(pod, ...presets.toReversed())).toEqual(together);
  for (const preset of presets)
    for (const one of found(pod, preset)) if (!one.includes("unhardened-pod")) expect(together, preset).toContain(one);
  const places = findings(pod, ...presets).map(({ rule, path, message }) => [rule, ...path, message].join(" "));
  expect(new Set(places).size, "each once").toBe(places.length);
});

it("has all ask for what strict asks for", () => {
  for (const rule of rules) {
    expect(presetOptionsOf(rule, "all"), rule.id).toMatchObject(presetOptionsOf(rule, "strict"));
    for (const option of Object.keys(rule.presetOptions?.all ?? {}))
      expect(rule.presetOptions?.all?.[option], `${rule.id} says it twice`).not.toEqual(rule.presetOptions?.strict?.[option]);
    for (const preset of Object.keys(rule.presetOptions ?? {})) expect(PRESETS).toContain(preset);
  }
});
