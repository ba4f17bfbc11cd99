// core/v1 PodSpec.shareProcessNamespace.
import { defineRule, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "shared-process-namespace",
  family: "workload-hardening",
  severity: "info",
  tier: "strict",
  title: "Containers of the pod see each other's processes",
  why: "Through /proc a container reads the arguments and environment of its neighbours, and as the same user also their files: a sidecar that is broken into gives the application's secrets away.",
  ignoreWhen: "A sidecar that has to signal the application, such as a configuration reloader.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/"],
  fix: "suggestion",
  needs: ["shareProcessNamespace"],
  pod(pod, { report }) {
    const field = pod.at("shareProcessNamespace");
    if (field.value !== true) return;
    report(
      field.pair,
      `The containers of ${pod.resource.kind} "${pod.resource.name}" see each other's processes and environment.`,
      {
        fixes: [suggestion("Remove shareProcessNamespace", remove(field))],
      },
    );
  },
});
