import { describe, expect, it } from "vitest";
import { type Access, coversResource, grantOf, policyRulesOf } from "../../server/kube/rbac.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { foundLines, lintText, only } from "../support/linting.ts";

// The cases of upstream's evaluation (pkg/apis/rbac/v1/evaluation_helpers_test.go), and what the RBAC documentation says of subresources.
describe("an entry of resources", () => {
  it.each([
    ["*", "pods", true],
    ["*", "pods/exec", true],
    ["pods", "pods", true],
    ["pods", "pods/exec", false],
    ["pods/exec", "pods", false],
    ["pods/exec", "pods/exec", true],
    ["*/scale", "deployments/scale", true],
    ["*/scale", "deployments", false],
    ["*/scale", "scale", false],
    ["*/scale", "deployments/subscale", false],
    ["pods/*", "pods/exec", false],
    ["pods*", "pods", false],
    ["Pods", "pods", false],
    ["", "pods", false],
  ])("%s covers %s: %s", (entry, resource, covered) => expect(coversResource(entry, resource)).toBe(covered));
});

describe("a grant", () => {
  const secrets: Access = { groups: [""], resources: ["secrets"], verbs: ["get", "list"] };
  it.each<[string, string | undefined]>([
    ['{ apiGroups: [""], resources: [secrets], verbs: [get] }', "secrets get"],
    ['{ apiGroups: [""], resources: [pods, secrets], verbs: [create, list, get] }', "secrets list,get"],
    ['{ apiGroups: ["*"], resources: ["*", secrets], verbs: ["*"] }', "secrets,* *"],
    ["{ apiGroups: [apps], resources: [secrets], verbs: [get] }", undefined],
    ['{ apiGroups: [""], resources: [secrets], verbs: [create] }', undefined],
    ['{ apiGroups: [""], resources: [secrets], verbs: [GET] }', undefined],
    ["{ resources: [secrets], verbs: [get] }", undefined],
    ['{ nonResourceURLs: ["*"], verbs: ["*"] }', undefined],
    ["null", undefined],
    ["[]", undefined],
  ])("%s", (rule, words) => {
    const [read] = policyRulesOf(roleWith(rule));
    const grant = read && grantOf(read, secrets);
    expect(grant && `${grant.resources.map(({ text }) => text)} ${grant.verbs.map(({ text }) => text)}`).toBe(words);
  });

  it.each([
    ["", false],
    ["resourceNames: [a]", true],
    ["resourceNames: []", false],
    ["resourceNames: <% names %>", true],
  ])("is about certain objects: %s", (names, named) => {
    const [rule] = policyRulesOf(roleWith(`{ apiGroups: [""], resources: [secrets], verbs: [get], ${names} }`));
    expect(rule?.named).toBe(named);
  });

  function roleWith(rule: string) {
    const text = `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n  - ${rule}\n`;
    const [role] = resourcesOf(parse(text, 0, text.length));
    if (!role) throw new Error("no role");
    return role;
  }
});

// One cause, one finding, but for what is graver than the wildcard that grants it: the whole family at once.
describe("all rules about roles", () => {
  const modules = import.meta.glob<{ default: Rule }>("../../rules/rbac/[!_]*.ts", { eager: true });
  const rules = Object.values(modules).map((module) => module.default);
  it.each<[string, readonly string[]]>([
    ['{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }', ["full-admin-role"]],
    ['{ apiGroups: [""], resources: ["*"], verbs: [get] }', ["node-proxy-role", "wildcard-rbac-rule"]],
    ['{ apiGroups: [""], resources: [pods/exec], verbs: [create] }', ["pod-exec-role"]],
    [
      '{ apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: ["*"] }',
      ["rbac-bind-verb", "rbac-escalate-verb", "rbac-write-role", "wildcard-rbac-rule"],
    ],
    ['{ apiGroups: [""], resources: [pod], verbs: [get] }', ["rbac-unknown-resource"]],
    ['{ apiGroups: [""], resources: [configmaps], verbs: [get, list, watch] }', []],
  ])("%s", (rule, expected) => {
    const text = `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules:\n  - ${rule}\n`;
    const found = foundLines(lintText(rules, text, only(rules))).map((line) => line.split(" ")[1]);
    expect(found).toEqual(expected);
  });
});
