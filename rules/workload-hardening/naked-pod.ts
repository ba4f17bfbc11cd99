// https://kubernetes.io/docs/concepts/configuration/overview/: "Don't use naked Pods".
import { defineRule, isLongRunning } from "../../server/api.ts";

export default defineRule({
  id: "naked-pod",
  family: "workload-hardening",
  severity: "info",
  tier: "strict",
  title: "Pod without a controller",
  why: "When its node fails or is drained, the pod is gone: nothing starts it elsewhere, and no update rolls out.",
  ignoreWhen:
    "A pod for a test or for debugging. Static pods of the control plane, hooks and pods that end by themselves are not reported.",
  how: "Put the pod into a Deployment, StatefulSet or DaemonSet, or a Job if it is to end.",
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods"],
  peers: ["kubescape:C-0073"],
  pod(pod, { report }) {
    const { resource } = pod;
    if (resource.kind !== "Pod" || !resource.builtIn || resource.namespace === "kube-system" || !isLongRunning(pod)) return;
    const metadata = resource.at("metadata");
    const isMirror = metadata.at("annotations", "kubernetes.io/config.mirror").exists;
    if (isMirror || metadata.at("ownerReferences").items().length > 0 || metadata.at("labels", "tier").value === "control-plane")
      return;
    report(resource.at("kind"), `Pod "${resource.name}" has no controller: nothing replaces it.`);
  },
});
