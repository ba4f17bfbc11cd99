// CIS Kubernetes Benchmark 5.1.3; kubernetes: the rules of cluster-admin in bootstrappolicy/policy.go.
import { defineRule, policyRulesOf } from "../../server/api.ts";
import { isBootstrapped, isFullAdmin, ROLES, titleOf } from "./_role.ts";

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
  needs: ["*"],
  resource(role, { report }) {
    if (isBootstrapped(role)) return;
    const [where, severity] =
      role.kind === "Role" ? ([" of its namespace", { severity: "warning" }] as const) : (["", {}] as const);
    for (const rule of policyRulesOf(role))
      if (isFullAdmin(rule)) report(rule.at, `${titleOf(role)} grants every verb on every resource${where}.`, severity);
  },
});
