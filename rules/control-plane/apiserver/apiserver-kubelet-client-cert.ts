// CIS Kubernetes Benchmark 1.2.4; kube-apiserver, --kubelet-client-certificate and --kubelet-client-key.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-kubelet-client-cert",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server has no client certificate for kubelets",
  why: "Without a certificate the API server asks kubelets anonymously. Either the kubelets refuse it and logs, exec and port-forward do not work, or they let anonymous callers in, and then everyone who reaches port 10250 can run commands in every pod.",
  ignoreWhen: "Kubelets are reached in another authenticated way, as on some managed control planes.",
  how: "Issue a client certificate that the kubelets' CA signs and name it and its key in both flags.",
  standards: ["cis:1.2.4"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  peers: ["checkov:CKV_K8S_72", "trivy:KCV-0005", "kubescape:C-0116", "kics:kubelet_client_certificate_or_key_not_set"],
  ...requireFlags("kube-apiserver", ["kubelet-client-certificate", "kubelet-client-key"], {
    says: "has no kubelet credentials",
  }),
});
