// CIS Kubernetes Benchmark 1.2.22; kube-apiserver, --service-account-key-file.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-service-account-key-file",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server has no key of its own for service account tokens",
  why: "Without this flag the API server verifies tokens with its TLS key. That key then cannot be replaced without making every token invalid, and it signs more than it should.",
  ignoreWhen: "Tokens are verified by another key source, such as an external signer.",
  how: "Create a key pair for tokens, name the public key here and the private key in kube-controller-manager's --service-account-private-key-file.",
  standards: ["cis:1.2.22"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"],
  peers: ["checkov:CKV_K8S_97", "trivy:KCV-0025", "kubescape:C-0136", "kics:service_account_key_file_not_properly_set"],
  ...requireFlags("kube-apiserver", ["service-account-key-file"], {
    says: "verifies tokens with its TLS key",
    or: ["service-account-signing-endpoint"],
  }),
});
