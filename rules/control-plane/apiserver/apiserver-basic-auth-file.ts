// CIS Kubernetes Benchmark (before 1.20); the flag was removed in Kubernetes 1.19.
import { defineRule } from "../../../server/api.ts";
import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "apiserver-basic-auth-file",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server accepts static passwords",
  why: "The file holds every password in plain text, and a leaked one stays valid until the API server restarts. From Kubernetes 1.19 the flag is gone and the API server does not start with it.",
  ignoreWhen: "Never: use client certificates, OpenID Connect or service account tokens.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/"],
  peers: ["checkov:CKV_K8S_69", "kics:basic_auth_file_is_set"],
  fix: "suggestion",
  ...forbidFlag("kube-apiserver", "basic-auth-file", {
    says: "sets --basic-auth-file, which Kubernetes 1.19 removed",
  }),
});
