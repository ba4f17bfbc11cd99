// CIS Kubernetes Benchmark (before 1.23); the flag was removed in Kubernetes 1.23.
import { defineRule, isFalse } from "../../../server/api.ts";

import { forbidFlag } from "../_forbid-flag.ts";

export default defineRule({
  id: "apiserver-kubelet-https",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server talks to kubelets without TLS",
  why: "Logs, exec sessions and port forwards then cross the network in plain text, and whoever can answer in a kubelet's place gets them.",
  ignoreWhen: "Never.",
  references: ["https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/"],
  peers: ["checkov:CKV_K8S_71", "trivy:KCV-0004", "kics:kubelet_https_set_to_false"],
  fix: "suggestion",
  yieldsTo: ["removed-component-flag"],
  ...forbidFlag("kube-apiserver", "kubelet-https", {
    says: "talks to kubelets without TLS (--kubelet-https=false)",
    when: isFalse,
  }),
});
