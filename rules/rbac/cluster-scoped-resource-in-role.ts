// kubernetes: apiserver/pkg/endpoints/request/requestinfo.go: a request for a cluster-scoped object has no namespace, so no Role is asked.
import { apiResourcesOf, defineRule, type PolicyRule, policyRulesOf } from "../../server/api.ts";
import { knowsGroups, titleOf } from "./_role.ts";

/** A request for one namespace counts as one within it (requestinfo.go). */
const WITHIN: readonly string[] = ["*", "get", "update", "patch", "delete"];

export default defineRule({
  id: "cluster-scoped-resource-in-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role grants a cluster-scoped resource",
  why: "A Role applies only to its own namespace. Nodes, persistent volumes and cluster roles belong to none, so the holder is refused although the role looks right.",
  how: "Move the rule to a ClusterRole and bind that with a ClusterRoleBinding.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole"],
  kinds: ["Role"],
  resource(role, { report }) {
    for (const rule of policyRulesOf(role)) {
      for (const { text, at } of rule.resources)
        if (isNowhere(rule, text)) report(at, `${titleOf(role)} grants ${text}, which is cluster-scoped: this has no effect.`);
      const [url] = rule.nonResourceUrls;
      if (url) report(url.at, `${titleOf(role)} has nonResourceURLs, which only a ClusterRole may have.`, { severity: "error" });
    }
  },
});

function isNowhere(rule: PolicyRule, resource: string): boolean {
  const { apiGroups, verbs } = rule;
  const [name = ""] = resource.split("/");
  if (name === "namespaces" && verbs.some(({ text }) => WITHIN.includes(text))) return false;
  return (
    knowsGroups(rule) &&
    apiGroups.every(({ text }) => {
      const resources = apiResourcesOf(text);
      return resources !== undefined && resources.get(name)?.namespaced !== true;
    }) &&
    apiGroups.some(({ text }) => apiResourcesOf(text)?.get(name)?.namespaced === false)
  );
}
