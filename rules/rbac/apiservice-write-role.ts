// kubernetes: apiregistration.k8s.io/v1 APIService; apiextensions.k8s.io/v1 conversion webhooks.
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "apiservice-write-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role may register API servers",
  why: "An APIService sends a whole API group, and the identity of each caller, to a server of the holder's choice; a CustomResourceDefinition can do so with every object through a conversion webhook.",
  ignoreWhen: "It is the role of an operator that installs its own definitions and cannot name them beforehand.",
  how: "Limit update and patch with resourceNames; let the installation create the objects.",
  references: ["https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      { groups: ["apiregistration.k8s.io"], resources: ["apiservices"], verbs: ["create", "update", "patch"] },
      { groups: ["apiextensions.k8s.io"], resources: ["customresourcedefinitions"], verbs: ["create", "update", "patch"] },
    ],
    kinds: ["ClusterRole"],
  }),
});
