// apps/v1 DeploymentStrategy, DaemonSetUpdateStrategy, StatefulSetUpdateStrategy.
import { defineRule, type Resource, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "non-rolling-update-strategy",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Update strategy is not a rolling update",
  why: "`Recreate` stops all pods before the first new one starts: every deployment is an outage. `OnDelete` updates nothing until somebody deletes pods, so a security fix seems rolled out and is not.",
  ignoreWhen: "Two versions must not run side by side. `Recreate` with a claim is taken as that and not reported.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"],
  peers: ["kube-linter:no-rolling-update-strategy", "kubescape:C-0305", "kube-score:deployment-strategy"],
  fix: "suggestion",
  kinds: ["Deployment", "DaemonSet", "StatefulSet"],
  needs: ["Recreate", "OnDelete"],
  resource(resource, { report }) {
    const type = resource.at("spec", resource.kind === "Deployment" ? "strategy" : "updateStrategy", "type");
    if (type.value !== "Recreate" && type.value !== "OnDelete") return;
    if (type.value === "Recreate" && mountsClaim(resource)) return;
    const message =
      type.value === "Recreate" ? "stops all pods before a new one starts" : "updates only pods that are deleted by hand";
    report(type, `${resource.kind} "${resource.name}" ${message}.`, {
      fixes: [suggestion("Update pod by pod", set(type, "RollingUpdate"))],
    });
  },
});

/** Most volumes can be mounted on one node only: a new pod on another one would wait forever for the old pod's. */
function mountsClaim(resource: Resource): boolean {
  const volumes = resource.at("spec", "template", "spec", "volumes");
  return volumes.items().some((volume) => volume.at("persistentVolumeClaim").exists || volume.at("ephemeral").exists);
}
