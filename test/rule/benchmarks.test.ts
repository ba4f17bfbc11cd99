import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Preset } from "../../server/lint/rule/rule.ts";
import { lintText, presetSettings } from "../support/linting.ts";

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
