// kubernetes: services, EndpointSlices, NetworkPolicies, Ingresses; gateway.networking.k8s.io routes.
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "networking-write-role",
  family: "rbac",
  severity: "info",
  tier: "strict",
  title: "Role lets its holders redirect or open traffic",
  why: "Services, endpoints, ingresses and routes decide where traffic goes, and network policies who may send it: with them one listens in on others or opens what was closed.",
  ignoreWhen: "The holder deploys applications or is a controller of services or ingresses.",
  how: "Leave out the kinds that the holder does not manage.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["trivy:KSV-0056"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      { groups: [""], resources: ["services", "endpoints"], verbs: ["create", "update", "patch", "delete", "deletecollection"] },
      {
        groups: ["discovery.k8s.io"],
        resources: ["endpointslices"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["networking.k8s.io", "extensions"],
        resources: ["networkpolicies", "ingresses"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["gateway.networking.k8s.io"],
        resources: ["gateways", "httproutes", "grpcroutes", "tlsroutes", "tcproutes", "udproutes"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
    ],
  }),
});
