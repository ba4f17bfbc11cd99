// kubernetes: pkg/registry/core/pod/rest/subresources.go (ProxyREST); every HTTP method has its own verb.
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "pod-proxy-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role lets its holders send requests to pods through the API server",
  why: "The API server passes the requests on: they come from its address, which network policies usually admit, and reach ports that are exposed to nobody.",
  ignoreWhen: "The role belongs to a dashboard or to monitoring that works through the API server.",
  how: "Name the services with resourceNames, or let the client reach the service itself.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      { groups: [""], resources: ["pods/proxy", "services/proxy"], verbs: ["get", "create", "update", "patch", "delete"] },
    ],
  }),
});
