// kubernetes: pkg/registry/rbac/escalation_check.go (EscalationAllowed).
import { defineRule, RBAC_GROUP } from "../../server/api.ts";
import { onVerb } from "./_verb.ts";

export default defineRule({
  id: "rbac-escalate-verb",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role may escalate its own rights",
  why: "The API server lets people write only roles whose rights they have themselves, unless they have the verb escalate. With it, one patch of a role makes its holder cluster administrator.",
  ignoreWhen: "It is the role of a controller that installs operators with roles that it cannot know beforehand.",
  standards: ["cis:5.1.8"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: ["checkov:CKV_K8S_158", "kubescape:C-0191", "trivy:KSV-0050", "kics:rbac_roles_allow_privilege_escalation"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onVerb([{ groups: [RBAC_GROUP], resources: ["roles", "clusterroles"], verbs: ["escalate"] }]),
});
