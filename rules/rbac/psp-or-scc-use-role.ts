// OpenShift: security.openshift.io/v1 SecurityContextConstraints; kubernetes: PodSecurityPolicy was removed in 1.25.
import { type Access, boolean, defineRule, grantOf, type PolicyRule, policyRulesOf } from "../../server/api.ts";
import { resourceOf, resourceWords, wordsOf } from "./_grant.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";

const SCC: Access = { groups: ["security.openshift.io"], resources: ["securitycontextconstraints"], verbs: ["use"] };
const PSP: Access = { groups: ["policy", "extensions"], resources: ["podsecuritypolicies"], verbs: ["use"] };
/** The constraints that OpenShift ships and that open something of the node, and what that is (OpenShift, managing SCCs). */
const STRONG: ReadonlyMap<string, string> = new Map([
  ["privileged", "which makes them root on the node"],
  ["anyuid", "which lets them run as root"],
  ["hostaccess", "which opens the node's namespaces and ports"],
  ["hostmount-anyuid", "which mounts paths of the node as any user"],
  ["hostnetwork", "which opens the node's network"],
  ["hostnetwork-v2", "which opens the node's network"],
  ["node-exporter", "which opens the node's namespaces"],
]);

export default defineRule({
  id: "psp-or-scc-use-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role allows privileged security context constraints",
  why: "On OpenShift the constraints that a service account may use decide what its pods may do: privileged is root on the node, anyuid is root in the container, and the host ones open the node's network, files or namespaces. Without resourceNames the role allows all of them.",
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
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      const constraints = grantOf(rule, SCC);
      const strong = rule.resourceNames.find(({ text }) => STRONG.has(text));
      if (constraints && (strong || !rule.named))
        report(
          strong?.at ?? resourceOf(constraints).at,
          `${titleOf(role)} lets pods use ${strong ? `the SCC ${strong.text}, ${STRONG.get(strong.text)}` : "every SCC, privileged included"}.`,
        );
      const policies = grantOf(rule, PSP);
      if (policies && options.policies && !isFor(rule) && kubernetes >= 25)
        report(resourceOf(policies).at, `${titleOf(role)} grants ${wordsOf(policies)}, without effect since 1.25.`, {
          severity: "info",
        });
    }
  },
});

/** A wildcard is no policy left over. */
function isFor({ resources }: PolicyRule): boolean {
  return !resources.some(({ text }) => text === "podsecuritypolicies");
}
