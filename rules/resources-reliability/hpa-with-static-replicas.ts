// kubernetes.io, horizontal pod autoscaling, "Migrating Deployments and StatefulSets to horizontal autoscaling".
import { autoscalersOf, defineRule, remove, scaledBy, suggestion, valueAt } from "../../server/api.ts";

export default defineRule({
  id: "hpa-with-static-replicas",
  family: "resources-reliability",
  severity: "warning",
  tier: "recommended",
  title: "Replicas are set although an autoscaler decides them",
  why: "Every apply sets the workload back to the number in the manifest, and the autoscaler needs minutes to come back to what the load asks for. A deployment at rush hour kills most of the pods.",
  ignoreWhen:
    "Whoever applies the manifest leaves the field alone, such as Argo CD with ignoreDifferences. When the field goes, the number falls to 1 once with client-side apply: remove it from the last-applied annotation first.",
  fix: "suggestion",
  references: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
  ],
  peers: [
    "kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured",
    "kics:hpa_targeted_deployments_with_configured_replica_count",
  ],
  workspace(workload, index, { report }) {
    const replicas = valueAt(workload, "spec.replicas");
    if (!replicas || replicas.conditional || !(Number(replicas.value) > 0)) return;
    const [autoscaler] = autoscalersOf(index, workload);
    const scales = autoscaler && scaledBy(autoscaler);
    if (!scales) return;
    // What an overlay's patch writes stands in another file.
    const isHere = replicas.site.path.at(-1) === "replicas";
    const fixes = isHere ? [suggestion("Leave the number to the autoscaler", remove(replicas.site))] : [];
    const message = `${autoscaler.kind} "${autoscaler.name}" already sets these replicas.`;
    report(replicas.site, message, {
      fixes,
      related: [{ message: "What the autoscaler scales.", object: autoscaler, at: scales.site }],
    });
  },
});
