// kubernetes: admin and edit in bootstrappolicy/policy.go reach secrets, pods/exec and impersonation of service accounts.
import { defineRule, strings } from "../../server/api.ts";
import { BINDINGS, isBootstrapped, titleOf } from "./_role.ts";

export default defineRule({
  id: "admin-role-binding",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "admin or edit is bound cluster-wide",
  why: "admin and edit are meant for one namespace. Bound to the whole cluster, they read every Secret and run commands in every pod, those of kube-system included, which comes close to cluster-admin.",
  ignoreWhen: "The subject runs the whole cluster.",
  how: "Bind the role with a RoleBinding in the namespaces concerned.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles"],
  peers: ["trivy:KSV-0111", "kubescape:C-0272"],
  kinds: BINDINGS,
  needs: ["ClusterRole"],
  options: { roles: strings(["admin", "edit"], "The ClusterRoles that count.") },
  resource(binding, { options, report }) {
    const role = binding.at("roleRef", "name");
    const name = role.string;
    if (isBootstrapped(binding) || binding.at("roleRef", "kind").value !== "ClusterRole" || name === undefined) return;
    if (binding.kind === "ClusterRoleBinding" && (options.roles.includes(name) || name.startsWith("cluster-admin-")))
      report(role, `${titleOf(binding)} gives ${name} in every namespace.`);
    else if (name === "admin" && options.roles.includes(name))
      report(role, `${titleOf(binding)} gives admin, which can hand out roles.`, { severity: "info" });
  },
});
