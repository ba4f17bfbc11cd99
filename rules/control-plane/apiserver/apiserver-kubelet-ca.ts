// CIS Kubernetes Benchmark 1.2.5; kube-apiserver, --kubelet-certificate-authority.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-kubelet-ca",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server does not verify kubelets' certificates",
  why: "The API server takes any certificate for a kubelet's. Someone between the two reads and changes logs, exec sessions and port forwards, and the secrets that pass through them.",
  ignoreWhen:
    "Kubelets still use self-signed serving certificates (the kubeadm default): first turn on serverTLSBootstrap and approve the requests, else exec and logs stop working.",
  how: "Let a CA sign the kubelets' serving certificates, then name that CA in --kubelet-certificate-authority.",
  standards: ["cis:1.2.5"],
  references: ["https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet"],
  peers: ["checkov:CKV_K8S_73", "trivy:KCV-0006", "kubescape:C-0117", "kics:kubelet_certificate_authority_not_set"],
  ...requireFlags("kube-apiserver", ["kubelet-certificate-authority"], {
    says: "does not verify kubelets",
  }),
});
