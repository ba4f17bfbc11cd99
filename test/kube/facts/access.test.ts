import { describe, expect, it } from "vitest";
import { facts, manifest, NAMED } from "./objects.ts";

describe("rights", () => {
  const rbac = (kind: string, ...lines: readonly string[]) => manifest("rbac.authorization.k8s.io/v1", kind, NAMED, ...lines);
  const subjects = (text: string) =>
    facts(text).subjects.map(({ kind, name, namespace }) => `${kind} ${namespace ?? ""}/${name}`);

  it.each<readonly [string, string, readonly string[]]>([
    [
      "an account of the binding's namespace",
      rbac("RoleBinding", "subjects: [{ kind: ServiceAccount, name: b }]"),
      ["ServiceAccount shop/b"],
    ],
    [
      "an account of no known one",
      rbac("ClusterRoleBinding", "subjects: [{ kind: ServiceAccount, name: b }]"),
      ["ServiceAccount /b"],
    ],
    [
      "an account of another",
      rbac("RoleBinding", "subjects: [{ kind: ServiceAccount, name: b, namespace: c }]"),
      ["ServiceAccount c/b"],
    ],
    ["a user, who has no namespace", rbac("RoleBinding", "subjects: [{ kind: User, name: b, namespace: c }]"), ["User /b"]],
    [
      "nobody of whom a template decides the namespace",
      rbac("RoleBinding", "subjects: [{ kind: User, name: b, namespace: {{ .x }} }]"),
      [],
    ],
    ["nobody without a kind or a name", rbac("RoleBinding", "subjects: [{ name: b }, { kind: User }]"), []],
    ["nobody in another object", rbac("ClusterRole", "subjects: [{ kind: User, name: b }]"), []],
    ["nobody in another group", manifest("acme.io/v1", "RoleBinding", "subjects: [{ kind: User, name: b }]"), []],
    [
      "those that may refer",
      manifest(
        "gateway.networking.k8s.io/v1",
        "ReferenceGrant",
        NAMED,
        "spec: { from: [{ kind: HTTPRoute, namespace: n1 }, { kind: X }, { namespace: n2 }] }",
      ),
      ["HTTPRoute n1/"],
    ],
  ])("are granted to %s", (_, text, expected) => expect(subjects(text)).toEqual(expected));

  it("are those of the rules of roles", () => {
    const rules = "rules: [{ apiGroups: [apps], resources: [deployments, {{ .x }}], verbs: [get], resourceNames: [a] }]";
    const [grant] = facts(rbac("Role", rules)).grants;
    expect(grant).toMatchObject({
      apiGroups: ["apps"],
      resources: ["deployments"],
      verbs: ["get"],
      resourceNames: ["a"],
      named: true,
    });
    expect(facts(rbac("RoleBinding", rules)).grants).toEqual([]);
    expect(facts(manifest("acme.io/v1", "Role", rules)).grants).toEqual([]);
  });
});
