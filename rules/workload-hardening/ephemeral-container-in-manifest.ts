// core/v1 EphemeralContainer: "may not be specified when creating a pod"; forbidden in pod templates.
import { defineRule, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "ephemeral-container-in-manifest",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Ephemeral container in a manifest",
  why: "The API server rejects it: ephemeral containers are added to a running pod by kubectl debug, never by a manifest.",
  ignoreWhen: "Never; a manifest that was exported from a cluster has to lose it before it is applied.",
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/"],
  fix: "suggestion",
  needs: ["ephemeralContainers"],
  pod(pod, { report }) {
    const field = pod.at("ephemeralContainers");
    if (field.items().length === 0) return;
    report(field.key, `${pod.resource.kind} "${pod.resource.name}" has ephemeral containers, which a manifest cannot create.`, {
      fixes: [suggestion("Remove the ephemeral containers", remove(field))],
    });
  },
});
