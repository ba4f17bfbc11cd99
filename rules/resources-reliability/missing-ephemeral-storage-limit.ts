// core/v1 ResourceList `ephemeral-storage`: the writable layer, logs and emptyDir volumes of a container.
import { defineRule, set, string, suggestion } from "../../server/api.ts";
import { written } from "./_resource.ts";

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
    const fields = ["requests", "limits"].map((list) => resources.at(list, "ephemeral-storage"));
    const missing = fields.filter((field) => field.absent);
    const [first] = missing;
    if (!first) return;
    // The one beside the other: a request above its limit is refused.
    const amount = fields.map(written).find((text) => text !== undefined) ?? options.amount;
    report(first, `Container "${container.name}" does not say how much ephemeral storage it needs and may use.`, {
      fixes: fields.some((field) => field.state === "unknown")
        ? []
        : [suggestion(`Set ${amount}`, ...missing.map((field) => set(field, amount)))],
    });
  },
});
