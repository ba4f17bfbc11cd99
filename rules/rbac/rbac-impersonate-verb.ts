// kubernetes: apiserver/pkg/endpoints/filters/impersonation.go.
import { type Access, defineRule, grantOf, policyRulesOf } from "../../server/api.ts";
import { verbWords } from "./_grant.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";
import { includes, reportVerb } from "./_verb.ts";

const ACCESS: readonly Access[] = [
  { groups: [""], resources: ["users", "groups", "serviceaccounts"], verbs: ["impersonate"] },
  { groups: ["authentication.k8s.io"], resources: ["uids"], verbs: ["impersonate"] },
];

export default defineRule({
  id: "rbac-impersonate-verb",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role may act as other users, groups or service accounts",
  why: "Impersonation is a login without a password: with groups it reaches system:masters, which passes every check. The audit log shows the other name first.",
  ignoreWhen: "It is a proxy or a GitOps controller that acts for tenants: then list whom in resourceNames.",
  how: "List the users, groups or service accounts in resourceNames.",
  standards: ["cis:5.1.8"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: [
    "trivy:KSV-0043",
    "checkov:CKV2_K8S_3",
    "kubescape:C-0065",
    "kubescape:C-0191",
    "kics:rbac_roles_with_impersonate_permission",
  ],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ROLES,
  needs: verbWords(...ACCESS),
  resource(role, ctx) {
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      const grant = ACCESS.map((access) => grantOf(rule, access)).find((found) => found !== undefined);
      const powerful = rule.resourceNames.find(({ text }) => text.startsWith("system:"));
      if (grant && !rule.named) reportVerb(role, includes(grant, "impersonate"), ctx);
      else if (grant && powerful)
        ctx.report(powerful.at, `${titleOf(role)} lets its holders act as ${powerful.text}, which bypasses RBAC.`);
    }
  },
});
