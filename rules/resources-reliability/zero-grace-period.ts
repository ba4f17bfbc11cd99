// core/v1 PodSpec.terminationGracePeriodSeconds: 0 means to be killed at once, without SIGTERM.
import { defineRule, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "zero-grace-period",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Pod has no termination grace period",
  why: "Requests in flight are cut off and data in memory is lost with every rollout. For a StatefulSet it also means that two pods of one identity may run at once.",
  ignoreWhen: "The program keeps nothing, and speed matters more than the last request.",
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination"],
  fix: "suggestion",
  needs: ["terminationGracePeriodSeconds"],
  pod(pod, { report }) {
    const period = pod.at("terminationGracePeriodSeconds");
    if (period.value !== 0) return;
    report(
      period.pair,
      `${pod.resource.kind} "${pod.resource.name}" gives its containers no time to stop: the grace period is 0.`,
      {
        fixes: [suggestion("Remove it: the default is 30 seconds", remove(period))],
        ...(pod.resource.kind === "StatefulSet" ? { severity: "warning" as const } : {}),
      },
    );
  },
});
