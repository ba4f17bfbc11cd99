// CIS Kubernetes Benchmark 1.4.2; kube-scheduler, --bind-address (default 0.0.0.0).
import { defineRule } from "../../../server/api.ts";
import { isProbedAcrossNetwork, LOOPBACK } from "../_bind-address.ts";
import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "scheduler-bind-address",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Scheduler listens on all addresses",
  why: "Its port serves metrics, health and profiling data, and nothing outside the node needs it. Every network that reaches it can probe it for flaws and weak authorization.",
  ignoreWhen:
    "Prometheus scrapes it directly and a firewall keeps others out. A second scheduler in a Deployment that the kubelet probes needs the address and is not reported.",
  standards: ["cis:1.4.2"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/"],
  peers: ["checkov:CKV_K8S_115", "trivy:KCV-0041", "kubescape:C-0152", "kics:bind_address_not_properly_set"],
  fix: "suggestion",
  ...requireValue("kube-scheduler", "bind-address", {
    says: "serves metrics beyond localhost",
    accepts: (value) => LOOPBACK.has(value),
    set: "127.0.0.1",
    unless: isProbedAcrossNetwork,
  }),
});
