// CIS Kubernetes Benchmark 5.1.1.
import { defineRule, records, strings } from "../../server/api.ts";
import { BINDINGS, isBootstrapped, titleOf } from "./_role.ts";
import { isLike, subjectsOf } from "./_subject.ts";

export default defineRule({
  id: "cluster-admin-binding",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Binding to cluster-admin",
  why: "cluster-admin may do everything: read every secret, run on every node, delete every namespace. Whoever steals one token of the subject, or compromises one pod that runs as it, has all that.",
  ignoreWhen:
    "The subject is the administrators' group, or a GitOps controller that is trusted with the whole cluster: list it in allowedSubjects.",
  how: "Bind a role that lists what the subject needs, in the namespaces where it needs it.",
  standards: ["cis:5.1.1", "nsa"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
  ],
  peers: [
    "kube-linter:cluster-admin-role-binding",
    "trivy:KSV-0111",
    "kubescape:C-0185",
    "kubescape:C-0035",
    "polaris:clusterrolebindingClusterAdmin",
    "polaris:rolebindingClusterAdminClusterRole",
    "kics:cluster_admin_role_binding_with_super_user_permissions",
    "kics:block_cluster_admin_rolebinding",
  ],
  kinds: BINDINGS,
  needs: ["ClusterRole"],
  options: {
    allowedSubjects: records(
      ["kind", "name", "namespace?"],
      "Subjects that may have it; `*` in a name or namespace stands for anything.",
    ),
    roles: strings([], "Further ClusterRoles that count as cluster-admin."),
  },
  resource(binding, { options, report }) {
    const role = binding.at("roleRef", "name");
    if (isBootstrapped(binding) || binding.at("roleRef", "kind").value !== "ClusterRole" || role.string === undefined) return;
    if (role.string !== "cluster-admin" && !options.roles.includes(role.string)) return;
    const subjects = subjectsOf(binding).filter(
      (subject) => !options.allowedSubjects.some((allowed) => isLike(subject, allowed)),
    );
    if (subjects.length === 0 && !binding.at("subjects").open) return;
    const known = subjects.filter(({ kind, name }) => kind !== "" && name !== "");
    const who = known.map(({ kind, name }) => `${kind} ${name}`).join(", ") || "its subjects";
    const cluster = binding.kind === "ClusterRoleBinding";
    report(role, `${titleOf(binding)} gives ${role.string} to ${who}${cluster ? "" : " in its namespace"}.`, {
      ...(cluster ? {} : { severity: "warning" }),
      related: known.map(({ at, kind, name }) => ({ message: `${kind} ${name} gets it.`, at })),
    });
  },
});
