// Pod Security Standards, baseline control "Host Namespaces" (check_hostNamespaces.go).
import { defineRule } from "../../server/api.ts";
import { reportHostNamespace } from "./_host-namespace.ts";

export default defineRule({
  id: "host-pid",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Pod sees the processes of its node",
  why: "Its containers see every process of the node with its arguments and, as root, its environment and files (/proc/PID/environ, /proc/PID/root): secrets of other pods are one read away, and so is the kubelet's key.",
  ignoreWhen: "A monitoring, profiling or security agent whose work is to watch the node's processes.",
  standards: ["pss:baseline", "cis:5.2.3", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "kube-linter:host-pid",
    "checkov:CKV_K8S_17",
    "trivy:KSV-0010",
    "kubescape:C-0038",
    "kubescape:C-0194",
    "kubescape:C-0275",
    "polaris:hostPIDSet",
    "monokle:PSS102",
    "monokle:KSV010",
    "kics:shared_host_pid_namespace",
    "kubesec:HostPID",
  ],
  fix: "suggestion",
  needs: ["hostPID"],
  pod(pod, { report }) {
    reportHostNamespace(pod, "hostPID", "it sees every process of the node.", report);
  },
});
