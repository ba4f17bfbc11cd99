// apps/v1 DeploymentStrategy, DaemonSetUpdateStrategy, StatefulSetUpdateStrategy.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "non-rolling-update-strategy",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Update is not a rolling one",
  why: "`Recreate` stops all pods before the first new one starts: every deployment is an outage. `OnDelete` updates nothing until somebody deletes pods, so a security fix seems rolled out and is not.",
  ignoreWhen: "Two versions must not run side by side, or the volume can be mounted only once.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"],
  peers: ["kube-linter:no-rolling-update-strategy", "kubescape:C-0305", "kube-score:deployment-strategy"],
  fix: "suggestion",
  kinds: ["Deployment", "DaemonSet", "StatefulSet"],
  needs: ["Recreate", "OnDelete"],
  resource(resource, { report }) {
    const type = resource.at("spec", resource.kind === "Deployment" ? "strategy" : "updateStrategy", "type");
    if (type.value !== "Recreate" && type.value !== "OnDelete") return;
    const message =
      type.value === "Recreate" ? "stops all pods before a new one starts" : "is updated only where somebody deletes pods";
    report(type, `${resource.kind} "${resource.name}" ${message}.`, {
      fixes: [suggestion("Update pod by pod", set(type, "RollingUpdate"))],
    });
  },
});
