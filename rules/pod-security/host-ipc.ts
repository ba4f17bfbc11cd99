// Pod Security Standards, baseline control "Host Namespaces" (check_hostNamespaces.go).
import { defineRule } from "../../server/api.ts";
import { reportHostNamespace } from "./_host-namespace.ts";

export default defineRule({
  id: "host-ipc",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Pod uses the shared memory of its node",
  why: "Shared memory segments, semaphores and message queues of the node and of every other pod that does the same can be read and changed: data in transit between processes leaks, and a crash can be provoked.",
  ignoreWhen: "Software that talks to a process of the node through shared memory, such as a GPU sharing daemon.",
  standards: ["pss:baseline", "cis:5.2.4", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "kube-linter:host-ipc",
    "checkov:CKV_K8S_18",
    "trivy:KSV-0008",
    "kubescape:C-0038",
    "kubescape:C-0195",
    "kubescape:C-0276",
    "polaris:hostIPCSet",
    "monokle:PSS102",
    "monokle:KSV008",
    "kics:shared_host_ipc_namespace",
    "kubesec:HostIPC",
  ],
  fix: "suggestion",
  needs: ["hostIPC"],
  pod(pod, { report }) {
    reportHostNamespace(pod, "hostIPC", "it shares memory with the node's processes.", report);
  },
});
