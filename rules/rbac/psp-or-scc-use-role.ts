// OpenShift: security.openshift.io/v1 SecurityContextConstraints; kubernetes: PodSecurityPolicy was removed in 1.25.
import { type Access, boolean, defineRule, grantOf, type PolicyRule, policyRulesOf } from "../../server/api.ts";
import { resourceOf, resourceWords, wordsOf } from "./_grant.ts";
import { isSystemRole, ROLES, titleOf } from "./_role.ts";

const SCC: Access = { groups: ["security.openshift.io"], resources: ["securitycontextconstraints"], verbs: ["use"] };
const PSP: Access = { groups: ["policy", "extensions"], resources: ["podsecuritypolicies"], verbs: ["use"] };
const STRONG: readonly string[] = [
  "privileged",
  "anyuid",
  "hostaccess",
  "hostmount-anyuid",
  "hostnetwork",
  "hostnetwork-v2",
  "node-exporter",
];

export default defineRule({
  id: "psp-or-scc-use-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role allows privileged security context constraints",
  why: "On OpenShift the constraints that a service account may use decide what its pods may do: privileged, anyuid and the host ones are root on the node. Without resourceNames it is all of them.",
  ignoreWhen:
    "The workload is part of the node, such as a storage or network plug-in, or the manifest still serves clusters older than 1.25.",
  how: "Use a constraint of its own, or nonroot-v2 or hostmount-anyuid instead of privileged where that is enough.",
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-policy/"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  options: {
    policies: boolean(false, "Whether left-over rules about pod security policies, gone since 1.25, are reported too."),
  },
  presetOptions: { strict: { policies: true } },
  kinds: ROLES,
  needs: resourceWords(SCC, PSP),
  resource(role, { kubernetes, options, report }) {
    if (isSystemRole(role)) return;
    for (const rule of policyRulesOf(role)) {
      const constraints = grantOf(rule, SCC);
      const strong = rule.resourceNames.find(({ text }) => STRONG.includes(text));
      if (constraints && (strong || !rule.named))
        report(
          strong?.at ?? resourceOf(constraints).at,
          `${titleOf(role)} lets pods use ${strong ? `the constraints ${strong.text}` : "any security context constraints"}, root on the node included.`,
        );
      const policies = grantOf(rule, PSP);
      if (policies && options.policies && !isFor(rule) && kubernetes >= 25)
        report(
          resourceOf(policies).at,
          `${titleOf(role)} grants ${wordsOf(policies)}, which does nothing since Kubernetes 1.25.`,
          { severity: "info" },
        );
    }
  },
});

/** A wildcard is no policy left over. */
function isFor({ resources }: PolicyRule): boolean {
  return !resources.some(({ text }) => text === "podsecuritypolicies");
}
