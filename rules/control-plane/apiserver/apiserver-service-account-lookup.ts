// CIS Kubernetes Benchmark 1.2.21; kube-apiserver, --service-account-lookup (default true).
import { defineRule, isFalse } from "../../../server/api.ts";

import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "apiserver-service-account-lookup",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Tokens of deleted service accounts stay valid",
  why: "The API server then checks only a token's signature, not whether its Secret still exists. A leaked token cannot be revoked by deleting it.",
  ignoreWhen: "Never.",
  standards: ["cis:1.2.21"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"],
  peers: ["checkov:CKV_K8S_96", "trivy:KCV-0024", "kubescape:C-0135", "kics:service_account_lookup_set_to_false"],
  fix: "suggestion",
  ...forbidFlag("kube-apiserver", "service-account-lookup", {
    says: "accepts tokens of deleted accounts (--service-account-lookup=false)",
    when: isFalse,
  }),
});
