// kubernetes: pkg/registry/core/pod/rest/subresources.go (ExecREST); up to 1.34 a websocket needs only get.
import { defineRule } from "../../server/api.ts";
import { onGrant, onlyGet } from "./_grant.ts";

export default defineRule({
  id: "pod-exec-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role lets its holders run commands in pods",
  why: "Whoever may exec into a pod has its files, its environment and its service account token. With one stolen credential of such a role, every pod in its reach is taken over, and nothing in any image or manifest changes.",
  ignoreWhen:
    "The role is for people who debug, or for a tool whose work is to run commands in pods (a database operator, a CI runner), and is bound in the namespaces concerned only.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: [
    "trivy:KSV-0053",
    "kubescape:C-0002",
    "polaris:clusterrolePodExecAttach",
    "polaris:rolePodExecAttach",
    "checkov:CKV2_K8S_2",
    "monokle:KBP108",
    "kics:rbac_roles_with_exec_permission",
  ],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["pods/exec"], verbs: ["create", "get"] }],
    fix: "resource",
    severity: onlyGet,
  }),
});
