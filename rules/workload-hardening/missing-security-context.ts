// core/v1 PodSpec.securityContext, Container.securityContext. The values are those of the Pod Security restricted level.
import { defineRule, type Field, type Pod, set, suggestion } from "../../server/api.ts";

const POD = { seccompProfile: { type: "RuntimeDefault" } };
const CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

export default defineRule({
  id: "missing-security-context",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Security context is missing",
  why: "Nobody has decided what this workload may do, so it has the defaults: the image's user, 14 capabilities, no seccomp profile.",
  ignoreWhen: "You use the rules for the single settings, which say more.",
  standards: ["cis:5.7.3"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: [
    "checkov:CKV_K8S_29",
    "checkov:CKV_K8S_30",
    "trivy:KSV-0118",
    "kubescape:C-0211",
    "kics:pod_or_container_without_security_context",
  ],
  fix: "suggestion",
  pod(pod, { report }) {
    if (pod.windows) return;
    const own = pod.at("securityContext");
    if (isMissing(own))
      report(own, `${pod.resource.kind} "${pod.resource.name}" has no pod-level security context.`, {
        fixes: [
          suggestion(
            "Add the settings of the restricted level",
            set(own, runsAsRoot(pod) ? POD : { runAsNonRoot: true, ...POD }),
          ),
        ],
      });
    for (const container of pod.containers) {
      const field = container.at("securityContext");
      if (isMissing(field))
        report(field, `Container "${container.name}" has no security context.`, {
          fixes: [suggestion("Add the settings of the restricted level", set(field, CONTAINER))],
        });
    }
  },
});

/** A container that names root as its user would not start. */
function runsAsRoot(pod: Pod): boolean {
  return pod.containers.some((container) => container.at("securityContext", "runAsUser").value === 0);
}

function isMissing(field: Field): boolean {
  return field.absent || (field.isMapping && !field.open && field.keys().length === 0);
}
