// CIS Kubernetes Benchmark 5.1.3; kubernetes: the rules of cluster-admin in bootstrappolicy/policy.go.
import { defineRule, policyRulesOf, type Word } from "../../server/api.ts";
import { isSystemRole, ROLES, titleOf } from "./_role.ts";

const STANDARD = ["get", "list", "watch", "create", "update", "patch", "delete"];

export default defineRule({
  id: "full-admin-role",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role grants everything",
  why: "It is cluster-admin under another name: reviews and alerts that look for cluster-admin do not see it. One stolen token of a holder is the whole cluster, or the whole namespace for a Role.",
  ignoreWhen:
    "It is the role of the administrators themselves, or of a GitOps controller that is trusted with the whole cluster.",
  how: "List the API groups, resources and verbs that the holder needs; the audit log tells which these are.",
  standards: ["cis:5.1.3"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
  ],
  peers: [
    "trivy:KSV-0044",
    "kubescape:C-0035",
    "kubescape:C-0187",
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminRole",
    "kube-linter:wildcard-in-rules",
    "checkov:CKV_K8S_49",
    "kics:rbac_wildcard",
  ],
  kinds: ROLES,
  resource(role, { report }) {
    if (isSystemRole(role)) return;
    for (const { apiGroups, resources, verbs, named, at } of policyRulesOf(role))
      if (!named && isAll(apiGroups) && isAll(resources) && (isAll(verbs) || STANDARD.every((verb) => has(verbs, verb))))
        report(
          at,
          `${titleOf(role)} grants everything ${role.kind === "Role" ? "in its namespace" : "on everything"}. List what its holder needs.`,
          role.kind === "Role" ? { severity: "warning" } : {},
        );
  },
});

function isAll(words: readonly Word[]): boolean {
  return has(words, "*");
}

function has(words: readonly Word[], text: string): boolean {
  return words.some((word) => word.text === text);
}
