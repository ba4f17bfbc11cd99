// kubernetes: pkg/registry/core/pod/rest/subresources.go (AttachREST); up to 1.34 a websocket needs only get.
import { defineRule } from "../../server/api.ts";
import { onGrant, onlyGet } from "./_grant.ts";

export default defineRule({
  id: "pod-attach-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role lets its holders attach to pods",
  why: "Attaching reads what a process prints and types into its standard input: where that is a shell, it is the same as exec, under a name that reviews overlook.",
  ignoreWhen: "The role is for people who debug, and is bound in the namespaces concerned only.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: [
    "trivy:KSV-0054",
    "polaris:clusterrolePodExecAttach",
    "polaris:rolePodExecAttach",
    "kics:rbac_roles_with_attach_permission",
  ],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["pods/attach"], verbs: ["create", "get"] }],
    fix: "resource",
    severity: onlyGet,
  }),
});
