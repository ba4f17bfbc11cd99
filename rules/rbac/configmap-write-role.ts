// kube-system holds coredns, kube-proxy and, on EKS, aws-auth, which maps cloud users to groups of the cluster.
import { type Access, defineRule, grantOf, policyRulesOf } from "../../server/api.ts";
import { grantsOf, reportGrant, resourceWords, wordsOf } from "./_grant.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";

const ACCESS: Access = {
  groups: [""],
  resources: ["configmaps"],
  verbs: ["create", "update", "patch", "delete", "deletecollection"],
};

export default defineRule({
  id: "configmap-write-role",
  family: "rbac",
  severity: "info",
  tier: "strict",
  title: "Role writes config maps",
  why: "Configuration is code by another name. In kube-system it is more: coredns says where every name leads, and aws-auth who is administrator.",
  ignoreWhen: "The holder keeps its own state or leader election in config maps: prefer a Lease, or name them in resourceNames.",
  how: "Name the config maps in resourceNames.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["trivy:KSV-0049", "trivy:KSV-0115", "kubescape:C-0037"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ROLES,
  needs: resourceWords(ACCESS),
  resource(role, ctx) {
    for (const grant of grantsOf(role, [ACCESS])) reportGrant(role, grant, ctx, reaches(role) ? "warning" : undefined);
    if (isBootstrapped(role)) return;
    for (const rule of policyRulesOf(role)) {
      const name = rule.resourceNames.find(({ text }) => text === "aws-auth" || text === "coredns");
      const grant = name && grantOf(rule, ACCESS);
      if (grant)
        ctx.report(name.at, `${titleOf(role)} grants ${wordsOf(grant)} for ${name.text}.`, {
          severity: "error",
        });
    }
  },
});

function reaches({ kind, namespace }: { readonly kind: string; readonly namespace: string | undefined }): boolean {
  return kind === "ClusterRole" || namespace === "kube-system";
}
