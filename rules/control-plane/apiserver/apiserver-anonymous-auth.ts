// CIS Kubernetes Benchmark 1.2.1; kube-apiserver, --anonymous-auth (default true).
import { defineRule, findFlag, isFalse } from "../../../server/api.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-anonymous-auth",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server accepts anonymous requests",
  why: "A request without credentials becomes system:anonymous instead of being refused. One careless RBAC binding, or a flaw in a path that is open to everyone, is then open to the whole network.",
  ignoreWhen:
    "The load balancer or the kubelet probes /livez without credentials. Then say so with an AuthenticationConfiguration that allows anonymous requests for just these paths (--authentication-config silences this rule).",
  standards: ["cis:1.2.1", "nsa"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/"],
  peers: ["checkov:CKV_K8S_68", "trivy:KCV-0001", "kubescape:C-0113", "kics:anonymous_auth_is_not_set_to_false"],
  fix: "suggestion",
  ...requireValue("kube-apiserver", "anonymous-auth", {
    says: "accepts requests without credentials",
    accepts: isFalse,
    set: "false",
    unless: (component) => findFlag(component, "authentication-config") !== undefined,
  }),
});
