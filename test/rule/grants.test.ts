import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { apiResourcesOf } from "../../server/kube/api-resources.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { lintText } from "../support/linting.ts";

// What each RBAC rule finds among single grants: every resource that Kubernetes serves, with every verb, in a role of its own. The table in
// test/data/grants is for reading: a resource or verb that is missing there is one that nobody reports.
const GROUPS = [
  ...["", "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "apps", "authentication.k8s.io"],
  ...["authorization.k8s.io", "autoscaling", "batch", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io"],
  ...["events.k8s.io", "flowcontrol.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io", "policy"],
  ...["rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io"],
];
/** Of groups that Kubernetes itself does not serve. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  "gateway.networking.k8s.io": ["gateways", "grpcroutes", "httproutes", "tcproutes", "tlsroutes", "udproutes", "referencegrants"],
  extensions: ["daemonsets", "deployments", "ingresses", "networkpolicies", "podsecuritypolicies", "replicasets"],
  "security.openshift.io": ["securitycontextconstraints"],
  "networking.istio.io": ["virtualservices"],
};
const VERBS = [
  ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  ...["approve", "attest", "bind", "escalate", "impersonate", "sign", "use"],
];
/** They look at words, not at what is granted. */
const OF_WORDS = /unknown|ineffective|invalid/;

const judging = rules.filter(({ id, family }) => family === "rbac" && !OF_WORDS.test(id));

describe("single grants", () => {
  it.each([
    ["Role", ""],
    ["ClusterRole", ""],
    ["ClusterRole", "rbac.authorization.k8s.io/aggregate-to-view"],
    ["ClusterRole", "rbac.authorization.k8s.io/aggregate-to-edit"],
    ["ClusterRole", "rbac.authorization.k8s.io/aggregate-to-admin"],
  ])("of a %s %s", async (kind, label) => {
    const found = new Map<string, string[]>();
    const asked = label ? judging.filter(({ id }) => id === "aggregated-role-escalation") : judging;
    for (const [group, resource] of resources())
      for (const [id, verbs] of byRule(asked, role(kind, label, group, resource))) {
        const line = `  ${group ? `${resource}.${group}` : resource}: ${verbs.join(" ")}`;
        found.set(id, [...(found.get(id) ?? []), line]);
      }
    const text = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, lines]) => `${id}\n${lines.join("\n")}\n`);
    const name = [kind, label.split("/")[1]].filter(Boolean).join("-").toLowerCase();
    await expect(text.join("\n")).toMatchFileSnapshot(`../data/grants/${name}.txt`);
  });
});

function resources(): readonly (readonly [string, string])[] {
  const served = GROUPS.flatMap((group) =>
    [...(apiResourcesOf(group)?.values() ?? [])].flatMap(({ name, subresources }) =>
      [name, ...[...subresources].map((sub) => `${name}/${sub}`)].map((resource) => [group, resource] as const),
    ),
  );
  return [...served, ...Object.entries(MORE).flatMap(([group, names]) => names.map((name) => [group, name] as const))];
}

/** The rules that find something, with the verbs for which they do. */
function byRule(asked: readonly Rule[], roleFor: (verb: string) => string): ReadonlyMap<string, readonly string[]> {
  const { findings } = lintText(asked, VERBS.map(roleFor).join("---\n"));
  const found = new Map<string, string[]>();
  for (const { rule, slice } of findings) {
    const verb = VERBS[slice] as string;
    const verbs = found.get(rule) ?? [];
    if (!verbs.includes(verb)) verbs.push(verb);
    found.set(rule, verbs);
  }
  return found;
}

function role(kind: string, label: string, group: string, resource: string): (verb: string) => string {
  return (verb) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata:
  name: role
  labels: { ${label ? `${label}: "true"` : ""} }
rules:
  - apiGroups: ["${group}"]
    resources: ["${resource}"]
    verbs: ["${verb}"]
`;
}
