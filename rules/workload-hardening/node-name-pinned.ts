// core/v1 PodSpec.nodeName: the scheduler ignores the pod.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "node-name-pinned",
  family: "workload-hardening",
  severity: "info",
  tier: "strict",
  title: "Pod is bound to one node by name",
  why: "The pod bypasses the scheduler, taints and resource checks and goes to that node; if the node is gone or full, the pod fails. Whoever may choose the node may also choose one with other people's secrets.",
  ignoreWhen: "A pod for debugging one node.",
  how: "Use a nodeSelector or node affinity.",
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename"],
  needs: ["nodeName"],
  pod(pod, { report }) {
    const field = pod.at("nodeName");
    if (!field.string) return;
    report(field, `${pod.resource.kind} "${pod.resource.name}" runs on the node "${field.string}" only.`);
  },
});
