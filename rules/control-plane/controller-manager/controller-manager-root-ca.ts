// CIS Kubernetes Benchmark 1.3.5; kube-controller-manager, --root-ca-file.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "controller-manager-root-ca",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Controller manager has no root CA for pods",
  why: "Without the CA in kube-root-ca.crt and in token secrets pods cannot verify the API server. Their authors switch the check off, and then anyone on the network path can pose as the API server.",
  ignoreWhen: "The API server's certificate is signed by a CA that every image trusts.",
  how: "Name the cluster's CA in --root-ca-file.",
  standards: ["cis:1.3.5"],
  references: ["https://kubernetes.io/docs/setup/best-practices/certificates/"],
  peers: ["checkov:CKV_K8S_111", "trivy:KCV-0037", "kubescape:C-0148", "kics:root_ca_file_not_defined"],
  ...requireFlags("kube-controller-manager", ["root-ca-file"], { says: "does not give pods the API server's CA" }),
});
