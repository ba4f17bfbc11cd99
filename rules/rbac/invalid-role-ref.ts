// kubernetes: pkg/apis/rbac/validation/validation.go (ValidateRoleBinding, ValidateClusterRoleBinding); defaults.go sets a missing apiGroup.
import { type Context, defineRule, type Field, RBAC_GROUP, safe, set, suggestion } from "../../server/api.ts";
import { BINDINGS, titleOf } from "./_role.ts";

export default defineRule({
  id: "invalid-role-ref",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role reference is invalid",
  why: "The binding is not created, so the subjects have no rights: a controller that starts and is refused, or a deployment that stops half-way.",
  how: "roleRef cannot be changed later: delete the binding and make it anew.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding"],
  fix: "safe",
  kinds: BINDINGS,
  resource(binding, { report }) {
    const ref = binding.at("roleRef");
    if (!ref.isMapping) return;
    checkGroup(ref.at("apiGroup"), report);
    const kind = ref.at("kind");
    if (binding.kind === "ClusterRoleBinding" && kind.value === "Role")
      report(kind, `${titleOf(binding)} refers to a Role: it can refer to a ClusterRole only.`);
    else if (kind.absent || (kind.value !== undefined && kind.value !== "Role" && kind.value !== "ClusterRole"))
      report(
        kind,
        `The roleRef of ${titleOf(binding)} ${kind.absent ? "has no kind" : `is a ${kind.value}`}: it must be ${binding.kind === "RoleBinding" ? "Role or " : ""}ClusterRole.`,
      );
    const name = ref.at("name");
    if (name.absent || name.value === "") report(name, `${titleOf(binding)} does not name the role.`);
  },
});

function checkGroup(group: Field, report: Context["report"]): void {
  if (group.absent || group.value === "")
    report(group, `roleRef has no apiGroup: write ${RBAC_GROUP}, which the API server fills in.`, {
      severity: "info",
      fixes: [safe(`Add apiGroup: ${RBAC_GROUP}`, set(group, RBAC_GROUP))],
    });
  else if (group.value !== undefined && group.value !== RBAC_GROUP)
    report(group, `roleRef has the apiGroup "${group.value}": use ${RBAC_GROUP}.`, {
      fixes: [suggestion(`Change it to ${RBAC_GROUP}`, set(group, RBAC_GROUP))],
    });
}
