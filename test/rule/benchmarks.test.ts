import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Preset } from "../../server/lint/rule/rule.ts";
import { inPreset } from "../../server/lint/rule/settings.ts";
import { lintText, presetSettings } from "../support/linting.ts";
import { type RuleCase, ruleCases } from "../support/rule-samples.ts";

// The presets of standards ask what their benchmark asks, where that differs from the defaults (docs/configuration.md names the versions).

const found = (text: string, preset: Preset) =>
  lintText(rules, text, presetSettings(rules, [preset])).findings.map(({ rule, severity }) => `${severity} ${rule}`);

const role = (kind: string, rule: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: a\n  namespace: b\nrules:\n  - ${rule}\n`;
const pod = (...lines: readonly string[]) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: b\nspec:\n  serviceAccountName: own\n  containers:\n    - name: a\n      image: r.example.com/a:1\n${lines.map((line) => `      ${line}\n`).join("")}`;
const apiServer = (suites: string) =>
  pod("command:", "  - kube-apiserver", `  - --tls-cipher-suites=${suites}`).replace(
    "name: a\n  namespace: b",
    "name: kube-apiserver\n  namespace: kube-system",
  );

const SECRETS = '{apiGroups: [""], resources: [secrets], verbs: [get, list, create]}';
const OWN_GROUP = '{apiGroups: [acme.io], resources: ["*"], verbs: ["*"]}';
const CBC = "TLS_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA";

it.each<readonly [string, string, Preset, RegExp, readonly string[]]>([
  ["5.1.2: a Role over all secrets", role("Role", SECRETS), "cis", /^secrets-access/, ["warning secrets-access-role"]],
  ["5.1.2: the same in recommended", role("Role", SECRETS), "recommended", /^secrets-access/, ["warning secrets-access-role"]],
  [
    "5.1.3: wildcards in a group of one's own",
    role("ClusterRole", OWN_GROUP),
    "cis",
    /^wildcard-rbac/,
    ["info wildcard-rbac-rule", "warning wildcard-rbac-rule"],
  ],
  ["5.1.3: these are an operator's in recommended", role("ClusterRole", OWN_GROUP), "recommended", /^wildcard-rbac/, []],
  ["5.1.6: a token that nobody switched off", pod(), "cis", /^automounted/, ["warning automounted-service-account-token"]],
  ["5.1.6: in the guide of NSA, too", pod(), "nsa", /^automounted/, ["warning automounted-service-account-token"]],
  [
    "5.3.2: a namespace without a network policy",
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: b }\n---\n${pod()}`,
    "cis",
    /network-policy$/,
    ["warning namespace-without-network-policy", "warning missing-network-policy"],
  ],
  [
    "5.2.9: any added capability",
    pod("securityContext: {capabilities: {add: [CHOWN]}}"),
    "cis",
    /^added-/,
    ["warning added-capability"],
  ],
  ["5.2.9: one that baseline allows", pod("securityContext: {capabilities: {add: [CHOWN]}}"), "recommended", /^added-/, []],
  ["1.2.29: suites that it lists", apiServer(CBC), "cis", /^weak-tls/, []],
  ["1.2.29: weak outside of it", apiServer(CBC), "recommended", /^weak-tls/, ["warning weak-tls-cipher-suites"]],
  [
    "1.2.29: suites that it does not list",
    apiServer("TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
    "cis",
    /^weak-tls/,
    ["warning weak-tls-cipher-suites"],
  ],
  [
    "1.2.16: a flag that kubeadm leaves out",
    "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n",
    "cis",
    /^apiserver-audit-log-path/,
    ["warning apiserver-audit-log-path"],
  ],
])("%s", (_, text, preset, rule, expected) => {
  expect(
    found(text, preset)
      .filter((one) => rule.test(one.split(" ")[1] as string))
      .sort(),
  ).toEqual([...expected].sort());
});

describe("docs/benchmarks.md", () => {
  const page = readFileSync(new URL("../../docs/benchmarks.md", import.meta.url), "utf8");
  const [cis = "", nsa = ""] = page.split("\n## ").slice(1);
  const rows = (part: string) =>
    part
      .split("\n")
      .flatMap((line) => /^\| (?!-|control|chapter)([^|]+) \|[^|]+\|([^|]+)\|/.exec(line)?.slice(1, 3) ?? [])
      .flatMap((cell, i, all) => (i % 2 === 0 ? [[cell.trim(), all[i + 1] ?? ""] as const] : []));
  const named = (cell: string) =>
    [...cell.replaceAll(/\[[^\]]*\]/g, "").matchAll(/`([a-z0-9-]+)`/g)].map(([, id = ""]) => id).sort();

  it("names for each control of CIS the rules that say they answer it", () => {
    const expected = new Map(rows(cis).map(([control]) => [control, [] as string[]]));
    for (const { id, standards = [] } of rules)
      for (const standard of standards) {
        if (!standard.startsWith("cis:")) continue;
        expect([...expected.keys()]).toContain(standard.slice(4));
        expected.get(standard.slice(4))?.push(id);
      }
    for (const [control, cell] of rows(cis)) expect([control, named(cell)]).toEqual([control, expected.get(control)?.sort()]);
  });

  it("names the rules of NSA", () => {
    const expected = rules.filter(({ standards = [] }) => standards.includes("nsa")).map(({ id }) => id);
    expect(
      rows(nsa)
        .flatMap(([, cell]) => named(cell))
        .sort(),
    ).toEqual(expected.sort());
  });
});

const cases = ruleCases();

describe.each<Preset>(["cis", "nsa"])("under %s", (preset) => {
  const settings = memoized((kubernetes: number | undefined) => presetSettings(rules, [preset], kubernetes));
  const isFound = ({ rule, text, kubernetes }: RuleCase) =>
    lintText(rules, text, settings(kubernetes)).findings.some((finding) => finding.rule === rule.id);
  // The summary gives way to the rules that it sums up.
  const all = rules.filter((rule) => inPreset(rule, preset) && rule.id !== "unhardened-pod");

  it.each(all.map(({ id }) => id))("%s reports a violating manifest and accepts a passing one", (id) => {
    const own = cases.filter(({ rule }) => rule.id === id);
    expect(own.some((one) => !one.good && isFound(one))).toBe(true);
    expect(own.some((one) => one.good && !isFound(one))).toBe(true);
  });
});

function memoized<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
