// core/v1 PodSpec.restartPolicy.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "pod-restart-policy-never",
  family: "resources-reliability",
  severity: "info",
  tier: "all",
  title: "Pod is never restarted",
  why: "A container of a bare pod that fails once stays down, and no controller replaces the pod.",
  ignoreWhen: "The pod is a one-shot task, a test or a debugging aid.",
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy"],
  peers: ["kube-linter:restart-policy"],
  fix: "suggestion",
  kinds: ["Pod"],
  needs: ["Never"],
  resource(resource, { report }) {
    const policy = resource.at("spec", "restartPolicy");
    if (policy.value === "Never")
      report(policy, `Pod "${resource.name}" is never restarted.`, {
        fixes: [suggestion("Restart on failure", set(policy, "OnFailure"))],
      });
  },
});
