// autoscaling/v2 ResourceMetricSource, Utilization: a part of what the containers request; where one requests nothing, nothing is computed.
import { defineRule, deployedBeside, listed, objectsInNamespaceOf, targetsOf } from "../../server/api.ts";

export default defineRule({
  id: "hpa-target-without-requests",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Autoscaler measures against requests that are not set",
  why: "Utilization is a part of what is requested. Where a container of the workload requests nothing of the resource, the autoscaler computes nothing and leaves the workload as it is, whatever the load.",
  ignoreWhen: "Something sets the requests when the pods are made. The defaults of a LimitRange in the namespace count.",
  how: "Give every container of the workload a request for the resource, or scale by an absolute value (AverageValue).",
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work",
  ],
  workspace(autoscaler, index, { report }) {
    if (autoscaler.kind !== "HorizontalPodAutoscaler" || !autoscaler.builtIn) return;
    const scaled = autoscaler.references.find(({ field }) => field === "spec.scaleTargetRef");
    const goesBy = autoscaler.values.filter(({ field }) => field === "utilization");
    if (!scaled || goesBy.length === 0) return;
    const targets = targetsOf(index, autoscaler, scaled).map(({ object }) => object);
    const [workload] = targets;
    const pods = workload?.pods[0];
    if (!workload || !pods || targets.length > 1 || !deployedBeside(workload, autoscaler)) return;
    for (const { value, site } of goesBy) {
      const resource = String(value);
      if (pods.requests.includes(resource)) continue;
      const lacking = pods.containers.filter(
        ({ role, requests }) => (role === "app" || role === "sidecar") && !requests.includes(resource),
      );
      if (lacking.length === 0) continue;
      const ranges = objectsInNamespaceOf(index, workload, "LimitRange");
      if (ranges.some(({ provides }) => provides[0]?.parts?.some(({ name }) => name === `requests.${resource}`))) continue;
      const names = listed(lacking.map(({ name }) => `"${name}"`));
      report(site, `No ${resource} is requested by container ${names} of ${workload.kind} "${workload.name}".`, {
        related: [{ message: `${workload.kind} "${workload.name}".`, object: workload, at: pods.site }],
      });
    }
  },
});
