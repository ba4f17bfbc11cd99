// CIS Kubernetes Benchmark 1.2.24; kube-apiserver, --tls-cert-file and --tls-private-key-file.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-tls-cert",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server has no serving certificate",
  why: "Without a certificate the API server signs one itself at start. Clients cannot verify it, so people switch the check off, and then anyone on the network path can pose as the API server.",
  ignoreWhen:
    "A proxy in front of it terminates TLS and nothing reaches the API server directly, or the certificates come from --tls-sni-cert-key.",
  how: "Issue a serving certificate by the cluster's CA and name it and its key in both flags.",
  standards: ["cis:1.2.24"],
  references: ["https://kubernetes.io/docs/setup/best-practices/certificates/"],
  peers: ["checkov:CKV_K8S_100", "trivy:KCV-0027", "kubescape:C-0138", "kics:tls_connection_certificate_not_setup"],
  ...requireFlags("kube-apiserver", ["tls-cert-file", "tls-private-key-file"], {
    says: "has only a self-signed certificate",
    or: ["tls-sni-cert-key"],
  }),
});
