// kubernetes: Pod Security admission, network policies and webhooks select namespaces by label.
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "namespace-label-write-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role lets its holders change the labels of namespaces",
  why: "The labels of a namespace decide which Pod Security level applies, which webhooks look at it and which network policies admit it. Whoever may write them lifts all three with one patch.",
  ignoreWhen: "The holder creates namespaces as its work (GitOps, tenant operators).",
  how: "Guard the labels with an admission policy, or limit update and patch with resourceNames.",
  references: [
    "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["namespaces"], verbs: ["create", "update", "patch"] }],
    kinds: ["ClusterRole"],
  }),
});
