// CVE-2020-8554; kubernetes: pkg/registry/core/service/storage (StatusREST).
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "service-status-write-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role lets its holders redirect traffic through the status of services",
  why: "The address in status.loadBalancer.ingress is taken by kube-proxy: whoever writes it draws the traffic that pods send to that address, such as an outside API, to pods of their own (CVE-2020-8554).",
  ignoreWhen: "It is the role of a load-balancer controller, whose work is to write this status.",
  references: ["https://github.com/kubernetes/kubernetes/issues/97076"],
  peers: ["checkov:CKV2_K8S_4"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["services/status"], verbs: ["update", "patch"] }],
    fix: "resource",
  }),
});
