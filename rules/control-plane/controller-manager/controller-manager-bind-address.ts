// CIS Kubernetes Benchmark 1.3.7; kube-controller-manager, --bind-address (default 0.0.0.0).
import { defineRule } from "../../../server/api.ts";
import { isProbedAcrossNetwork, LOOPBACK } from "../_bind-address.ts";
import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "controller-manager-bind-address",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Controller manager listens on all addresses",
  why: "Its port serves metrics, health and profiling data, and nothing outside the node needs it. Every network that reaches it can probe it for flaws and weak authorization.",
  ignoreWhen:
    "Prometheus scrapes it directly and a firewall keeps others out. A pod outside the host's network that the kubelet probes needs the address and is not reported.",
  standards: ["cis:1.3.7"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/"],
  peers: ["checkov:CKV_K8S_113", "trivy:KCV-0039", "kubescape:C-0150", "kics:bind_address_not_properly_set"],
  fix: "suggestion",
  ...requireValue("kube-controller-manager", "bind-address", {
    says: "serves metrics beyond localhost",
    accepts: (value) => LOOPBACK.has(value),
    set: "127.0.0.1",
    unless: isProbedAcrossNetwork,
  }),
});
