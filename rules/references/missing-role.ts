// rbac.authorization.k8s.io/v1 roleRef: a Role of the binding's namespace, or a ClusterRole.
import { defineRule } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

export default defineRule({
  id: "missing-role",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Role does not exist",
  why: "A binding to a role that is not there grants nothing, and the API server accepts it silently. Worse, whoever may create a role of that name later decides what the binding grants.",
  ignoreWhen:
    "The role is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. The roles that every cluster has count, and where no other role is in sight, the rule is silent anyway.",
  how: "Correct the name, add the role, or delete the binding.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding"],
  peers: ["polaris:clusterrolebindingPodExecAttach", "monokle:LNK001", "kube-linter:access-to-secrets"],
  workspace(object, index, context) {
    const named = object.references.filter(({ field }) => field === "roleRef");
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});
