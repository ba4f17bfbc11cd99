// core/v1 PodSecurityContext: runAsGroup, fsGroup, supplementalGroups.
import { defineRule, type Field, integer, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "run-as-root-group",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Container runs with the root group",
  why: "Files of the root group are often writable for it, in the image and on mounted paths of the node (/etc/passwd, sockets). A process with group 0 needs no root user to change them.",
  ignoreWhen: "An image made for arbitrary user ids (OpenShift), whose files belong to group 0 on purpose.",
  standards: ["cis:5.7.3", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: ["kube-linter:run-as-non-root", "trivy:KSV-0116", "monokle:KBP109", "monokle:KSV029"],
  fix: "suggestion",
  options: { defaultGid: integer(10001, "The group id that the fix proposes.", { min: 1 }) },
  needs: ["runAsGroup", "fsGroup", "supplementalGroups"],
  pod(pod, { options, report }) {
    if (pod.windows) return;
    // A group of the pod decides for several containers and is reported once.
    const fields = new Set<Field>(pod.containers.map((container) => container.effective("securityContext", "runAsGroup")));
    const context = pod.at("securityContext");
    for (const field of [...fields, context.at("fsGroup"), ...context.at("supplementalGroups").items()]) {
      if (field.value !== 0) continue;
      const what = typeof field.name === "number" ? "supplementalGroups" : field.name;
      report(field, `${pod.resource.kind} "${pod.resource.name}" has the root group (${what}).`, {
        fixes: [suggestion(`Use group ${options.defaultGid}`, set(field, options.defaultGid))],
      });
    }
  },
});
