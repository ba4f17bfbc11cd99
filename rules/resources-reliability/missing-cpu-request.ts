// core/v1 ResourceRequirements.requests: what the scheduler counts, and the share of a busy CPU (cgroup cpu.weight).
import { missingRequest } from "./_missing-request.ts";

export default missingRequest({
  id: "missing-cpu-request",
  resource: "cpu",
  title: "Container has no CPU request",
  why: "The scheduler counts the container as needing nothing, and on a busy node it gets the smallest share of the CPU: probes time out, the pod is restarted, and an autoscaler that works on utilisation has nothing to divide by.",
  amount: "100m",
  peers: [
    "kube-linter:unset-cpu-requirements",
    "checkov:CKV_K8S_10",
    "trivy:KSV-0015",
    "kubescape:C-0268",
    "kubescape:C-0050",
    "polaris:cpuRequestsMissing",
    "kube-score:container-resources",
    "monokle:KBP002",
    "monokle:KSV015",
    "kics:cpu_requests_not_set",
    "kubesec:RequestsCPU",
  ],
});
