// core/v1 PodSpec.priorityClassName; without it a pod has the priority of the default class, or 0.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "missing-priority-class",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Pod has no priority class",
  why: "When the cluster is full, pods of a higher class preempt others. A service that nobody gave a class is preempted by a batch job that has one.",
  ignoreWhen: "The cluster's default class is right for it.",
  how: "Name one of the cluster's priority classes.",
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"],
  peers: ["polaris:priorityClassNotSet"],
  pod(pod, { report }) {
    const name = pod.at("priorityClassName");
    if (name.absent) report(name, `${pod.resource.kind} "${pod.resource.name}" has no priorityClassName.`);
  },
});
