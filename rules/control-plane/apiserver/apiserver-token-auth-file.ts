// CIS Kubernetes Benchmark 1.2.2; kube-apiserver, --token-auth-file.
import { defineRule } from "../../../server/api.ts";
import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "apiserver-token-auth-file",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server accepts static tokens",
  why: "Static tokens are in plain text on every control-plane node, never expire and cannot be revoked without a restart. One that leaks works for as long as nobody notices.",
  ignoreWhen: "A bootstrap of a throw-away cluster that nothing else can reach.",
  standards: ["cis:1.2.2"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file"],
  peers: ["checkov:CKV_K8S_70", "trivy:KCV-0002", "kubescape:C-0114", "kics:token_auth_file_is_set"],
  fix: "suggestion",
  ...forbidFlag("kube-apiserver", "token-auth-file", {
    says: "accepts tokens that never expire from a file (--token-auth-file)",
  }),
});
