// The static CPU manager gives whole cores to Guaranteed pods only (kubernetes.io, Control CPU Management Policies on the Node).
import { sameAsLimit } from "./_same.ts";

export default sameAsLimit({
  id: "cpu-request-not-equal-limit",
  resource: "cpu",
  missing: true,
  title: "CPU request and limit differ",
  why: "Only where they are equal is the pod Guaranteed, and only then does a node with the static CPU manager give it cores of its own. A latency-critical service is otherwise at the mercy of its neighbours.",
  ignoreWhen: "Nearly always: sharing idle CPU is what a cluster is for. The rule is for nodes with exclusive cores.",
  peers: [
    "kube-score:container-cpu-requests-equal-limits",
    "kube-score:container-resource-requests-equal-limits",
    "kics:container_cpu_requests_not_equal_limits",
    "kics:container_requests_not_equal_limits",
  ],
});
