// Kubernetes 1.24 release notes: the insecure address flags are removed.
import { defineRule } from "../../../server/api.ts";
import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "apiserver-insecure-bind-address",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server has an insecure bind address",
  why: "The insecure port asks for no credentials and checks no permission: whoever reaches this address is an administrator of the cluster. From Kubernetes 1.24 the flag is gone and the API server does not start with it.",
  ignoreWhen: "Never.",
  references: ["https://kubernetes.io/docs/concepts/security/controlling-access/"],
  peers: ["checkov:CKV_K8S_86", "kics:insecure_bind_address_set"],
  fix: "suggestion",
  ...forbidFlag("kube-apiserver", "insecure-bind-address", {
    says: "sets --insecure-bind-address, which Kubernetes 1.24 removed",
  }),
});
