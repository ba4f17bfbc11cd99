// kubernetes: pkg/registry/core/pod/rest/subresources.go (PortForwardREST); up to 1.34 a websocket needs only get.
import { defineRule } from "../../server/api.ts";
import { onGrant, onlyGet } from "./_grant.ts";

export default defineRule({
  id: "pod-portforward-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role lets its holders forward ports of pods",
  why: "A forwarded port comes from inside the pod: network policies do not see it, and services that trust localhost (admin consoles, databases without a password, debug ports) answer.",
  ignoreWhen: "The role is for developers and is bound in their own namespaces.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["kubescape:C-0063", "kics:rbac_roles_with_port_forwarding_permission"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["pods/portforward"], verbs: ["create", "get"] }],
    fix: "resource",
    severity: onlyGet,
  }),
});
