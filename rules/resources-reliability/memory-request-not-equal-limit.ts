// Pods of the class Guaranteed: requests equal limits (kubernetes.io, Pod Quality of Service Classes).
import { sameAsLimit } from "./_same.ts";

export default sameAsLimit({
  id: "memory-request-not-equal-limit",
  resource: "memory",
  missing: true,
  title: "Memory request and limit differ",
  why: "Memory above the request is a loan: when the node runs short, containers that use more than they requested are killed first.",
  ignoreWhen: "Short peaks above the request are expected, and a restart of the pod is cheap.",
  peers: [
    "kube-score:container-memory-requests-equal-limits",
    "kube-score:container-resource-requests-equal-limits",
    "kics:container_memory_requests_not_equal_limits",
    "kics:container_requests_not_equal_to_its_limits",
  ],
});
