// core/v1 ResourceRequirements.requests: what the scheduler counts, and what the kernel's killer spares.
import { missingRequest } from "./_missing-request.ts";

export default missingRequest({
  id: "missing-memory-request",
  resource: "memory",
  limitRule: "missing-memory-limit",
  title: "Container has no memory request",
  why: "The scheduler counts the container as needing nothing and puts it on a node that is full. When memory runs out there, pods without a request are killed first.",
  how: "Write down a request. Where missing-memory-limit is on, that rule speaks of containers that have neither: a limit sets the request too.",
  amount: "128Mi",
  peers: [
    "checkov:CKV_K8S_12",
    "trivy:KSV-0016",
    "kubescape:C-0269",
    "kubescape:C-0004",
    "polaris:memoryRequestsMissing",
    "kube-score:container-resources",
    "monokle:KBP004",
    "monokle:KSV016",
    "kics:memory_requests_not_defined",
    "kubesec:RequestsMemory",
    "kube-linter:unset-memory-requirements",
  ],
});
