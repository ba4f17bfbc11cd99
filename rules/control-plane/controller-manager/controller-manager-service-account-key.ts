// CIS Kubernetes Benchmark 1.3.4; kube-controller-manager, --service-account-private-key-file.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "controller-manager-service-account-key",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Controller manager cannot sign tokens",
  why: "Without the key no tokens are made for service accounts, and the key pair for tokens cannot be rotated apart from others.",
  ignoreWhen: "Tokens come from the TokenRequest API alone and no Secret of type service-account-token is used.",
  how: "Name the private key whose public half is kube-apiserver's --service-account-key-file.",
  standards: ["cis:1.3.4"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"],
  peers: ["checkov:CKV_K8S_110", "trivy:KCV-0036", "kubescape:C-0147", "kics:service_account_private_key_file_not_defined"],
  ...requireFlags("kube-controller-manager", ["service-account-private-key-file"], {
    says: "cannot sign tokens",
  }),
});
