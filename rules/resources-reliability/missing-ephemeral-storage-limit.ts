// core/v1 ResourceList `ephemeral-storage`: the writable layer, logs and emptyDir volumes of a container.
import { defineRule, set, string, suggestion } from "../../server/api.ts";
import { guessing, isDefaulted, sound } from "./_resource.ts";

const AMOUNT = "1Gi";

export default defineRule({
  id: "missing-ephemeral-storage-limit",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Container has no request and limit of ephemeral storage",
  why: "A log file or a cache in an emptyDir fills the disk of the node, and the kubelet then evicts pods until it has room again, innocent ones among them.",
  ignoreWhen: "The root file system is read-only and volumes have size limits, or a LimitRange sets defaults.",
  options: { amount: string(AMOUNT, "Request and limit that the fix sets") },
  references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage"],
  peers: ["kube-score:container-ephemeral-storage-request-and-limit"],
  fix: "suggestion",
  container(container, { options, report }) {
    if (container.role !== "app" && container.role !== "sidecar") return;
    const resources = container.at("resources");
    const request = resources.at("requests", "ephemeral-storage");
    const limit = resources.at("limits", "ephemeral-storage");
    if (!request.absent && !limit.absent) return;
    // The one beside the other: a request above its limit is refused.
    const known = sound(request, "ephemeral-storage") ?? sound(limit, "ephemeral-storage");
    const amount = known ?? options.amount;
    const fix = known === undefined ? guessing(amount, AMOUNT) : suggestion;
    const missing = [request, limit].filter((field) => field.absent);
    const isUncertain = request.state === "unknown" || limit.state === "unknown" || (limit.exists && known === undefined);
    report(request.absent ? request : limit, `Container "${container.name}" has no ephemeral-storage request or limit.`, {
      fixes: isUncertain ? [] : [fix(`Set ${amount}`, ...missing.map((field) => set(field, amount)))],
    });
  },
  answered: (object, index) => isDefaulted(object, index, "limits.ephemeral-storage"),
});
