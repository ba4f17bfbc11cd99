// core/v1 ResourceList `ephemeral-storage`: the writable layer, logs and emptyDir volumes of a container.
import { defineRule, set, string, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "missing-ephemeral-storage-limit",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Container has no request and limit of ephemeral storage",
  why: "A log file or a cache in an emptyDir fills the disk of the node, and the kubelet then evicts pods until it has room again, innocent ones among them.",
  ignoreWhen: "The root file system is read-only and volumes have size limits, or a LimitRange sets defaults.",
  options: { amount: string("1Gi", "Request and limit that the fix sets") },
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage"],
  peers: ["kube-score:container-ephemeral-storage-request-and-limit"],
  fix: "suggestion",
  container(container, { options, report }) {
    if (container.role !== "app" && container.role !== "sidecar") return;
    const resources = container.at("resources");
    const missing = ["requests", "limits"].map((list) => resources.at(list, "ephemeral-storage")).filter((field) => field.absent);
    const [first] = missing;
    if (first)
      report(first, `Container "${container.name}" does not say how much ephemeral storage it needs and may use.`, {
        fixes: [suggestion(`Set ${options.amount}`, ...missing.map((field) => set(field, options.amount)))],
      });
  },
});
