// kubernetes: pkg/registry/rbac/escalation_check.go (BindingAuthorized).
import { type Access, defineRule, grantOf, policyRulesOf, RBAC_GROUP } from "../../server/api.ts";
import { verbWords } from "./_grant.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";
import { includes, reportVerb } from "./_verb.ts";

const BIND: Access = { groups: [RBAC_GROUP], resources: ["roles", "clusterroles"], verbs: ["bind"] };
const BINDINGS: Access = { groups: [RBAC_GROUP], resources: ["rolebindings", "clusterrolebindings"], verbs: ["bind"] };
const POWERFUL: readonly string[] = ["cluster-admin", "admin", "edit"];

export default defineRule({
  id: "rbac-bind-verb",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role may bind roles beyond its own rights",
  why: "The API server lets people bind only roles whose rights they have themselves, unless they have the verb bind. Without resourceNames it covers every role, cluster-admin included.",
  ignoreWhen: "It is the role of a controller for tenants, and resourceNames lists the roles that it may hand out.",
  how: "List the roles that may be handed out in resourceNames.",
  standards: ["cis:5.1.8"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: ["checkov:CKV_K8S_157", "checkov:CKV2_K8S_1", "kubescape:C-0191", "kics:rbac_roles_allow_privilege_escalation"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ROLES,
  needs: verbWords(BIND),
  resource(role, ctx) {
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      const grant = grantOf(rule, BIND);
      const powerful = rule.resourceNames.find(({ text }) => POWERFUL.includes(text));
      if (grant && !rule.named) reportVerb(role, includes(grant, "bind"), ctx);
      else if (grant && powerful)
        ctx.report(powerful.at, `${titleOf(role)} lets its holders bind ${powerful.text}, to themselves too.`);
      const idle = grant ? undefined : grantOf(rule, BINDINGS)?.verbs.find(({ text }) => text === "bind");
      if (idle)
        ctx.report(idle.at, `${titleOf(role)} grants bind on bindings, where it has no effect.`, {
          severity: "info",
        });
    }
  },
});
