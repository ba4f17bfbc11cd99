// kubernetes: pkg/registry/rbac/{role,rolebinding}/policybased: nobody grants what they lack, unless they may escalate or bind.
import { type Access, defineRule, grantOf, policyRulesOf, RBAC_GROUP, type Resource } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

const UNLIMITED: Access = { groups: [RBAC_GROUP], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] };

export default defineRule({
  id: "rbac-write-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role writes roles or role bindings",
  why: "Whoever writes bindings hands their own rights on and keeps a way back in. With escalate or bind in the same role there is no limit: its holders can make themselves cluster administrators.",
  ignoreWhen:
    "It is the role of a controller whose work is to give rights, such as one for tenants or one that installs operators.",
  how: "Ship the roles with the installation, and leave the controller only the bindings that it must make, with bind limited by resourceNames.",
  standards: ["cis:5.1.8"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: [
    "trivy:KSV-0050",
    "trivy:KSV-0051",
    "trivy:KSV-0052",
    "trivy:KSV-0055",
    "kubescape:C-0191",
    "kics:rbac_roles_allow_privilege_escalation",
  ],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      {
        groups: [RBAC_GROUP],
        resources: ["roles", "clusterroles", "rolebindings", "clusterrolebindings"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
    ],
    severity: (_grant, role) => (hasNoLimit(role) ? "error" : undefined),
  }),
});

function hasNoLimit(role: Resource): boolean {
  return policyRulesOf(role).some((rule) => !rule.named && grantOf(rule, UNLIMITED) !== undefined);
}
