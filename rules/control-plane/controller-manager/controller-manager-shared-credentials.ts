// CIS Kubernetes Benchmark 1.3.3; kube-controller-manager, --use-service-account-credentials (default false).
import { defineRule, isTrue } from "../../../server/api.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "controller-manager-shared-credentials",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "All controllers share one credential",
  why: "With a credential for each controller RBAC can confine them. With a shared one a flaw in any controller has the rights of all of them, and the audit log does not say which one acted.",
  ignoreWhen: "A cluster without RBAC, which has other problems.",
  standards: ["cis:1.3.3"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles"],
  peers: ["checkov:CKV_K8S_108", "trivy:KCV-0035", "kubescape:C-0146", "kics:use_service_account_credentials_not_set_to_true"],
  fix: "suggestion",
  ...requireValue("kube-controller-manager", "use-service-account-credentials", {
    says: "shares one account",
    accepts: isTrue,
    set: "true",
  }),
});
