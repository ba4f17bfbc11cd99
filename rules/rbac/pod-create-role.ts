// CIS Kubernetes Benchmark 5.1.4; kubernetes: whoever creates a pod picks its service account, volumes and node.
import { type Access, defineRule, strings } from "../../server/api.ts";
import { grantsOf, reportGrant, resourceWords } from "./_grant.ts";
import { ROLES } from "./_role.ts";

export default defineRule({
  id: "pod-create-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role creates or changes workloads",
  why: "Whoever creates pods chooses their service account, mounts every secret of the namespace and, unless Pod Security stops it, the file system of the node. To start a workload is to have all that its namespace has.",
  ignoreWhen:
    "The role is for people or controllers who deploy: then keep it to their namespaces, and enforce a Pod Security level there.",
  how: "Bind the role in the namespaces concerned only, and keep service accounts with many rights out of them.",
  standards: ["cis:5.1.4"],
  peers: [
    "kube-linter:access-to-create-pods",
    "trivy:KSV-0048",
    "kubescape:C-0188",
    "monokle:KBP107",
    "kics:permissive_access_to_create_pods",
    "kics:cluster_role_with_create_privileges",
  ],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  options: { verbs: strings(["create", "update", "patch"], "The verbs that count; for bare pods only `create` does.") },
  kinds: ROLES,
  needs: resourceWords(...makers([])),
  resource(role, ctx) {
    for (const grant of grantsOf(role, makers(ctx.options.verbs))) reportGrant(role, grant, ctx, undefined);
  },
});

/** What makes pods, by these verbs. */
function makers(verbs: readonly string[]): readonly Access[] {
  return [
    { groups: [""], resources: ["pods"], verbs: verbs.filter((verb) => verb === "create") },
    { groups: [""], resources: ["replicationcontrollers"], verbs },
    { groups: ["apps", "extensions"], resources: ["deployments", "statefulsets", "daemonsets", "replicasets"], verbs },
    { groups: ["batch"], resources: ["jobs", "cronjobs"], verbs },
  ];
}
