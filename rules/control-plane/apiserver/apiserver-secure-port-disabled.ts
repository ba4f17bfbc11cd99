// kube-apiserver, --secure-port: "It cannot be switched off with 0".
import { defineRule } from "../../../server/api.ts";
import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "apiserver-secure-port-disabled",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server has no port with TLS",
  why: "Port 0 switches the port off that asks for certificates and permissions. What is left is the insecure one, or, from Kubernetes 1.20, an API server that does not start.",
  ignoreWhen: "Never.",
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
  peers: ["checkov:CKV_K8S_89", "trivy:KCV-0017", "kubescape:C-0128", "kics:secure_port_set_to_zero"],
  fix: "suggestion",
  ...forbidFlag("kube-apiserver", "secure-port", {
    says: "does not serve the API over TLS (--secure-port=0)",
    when: (value) => value === "0",
    set: "6443",
  }),
});
