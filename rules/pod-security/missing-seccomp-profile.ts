// Pod Security Standards, restricted control "Seccomp", from 1.19 (check_seccompProfile_restricted.go).
import { defineRule, isConfinedByAnnotation, isPrivileged, isWindowsExempt, set, suggestion } from "../../server/api.ts";

const PROFILE = ["securityContext", "seccompProfile"];

export default defineRule({
  id: "missing-seccomp-profile",
  family: "pod-security",
  severity: "warning",
  tier: "strict",
  title: "No seccomp profile",
  why: "Unless the kubelet runs with seccompDefault, a container without a profile may make every system call, also the obscure ones that most kernel exploits start with. The runtime's profile costs nothing and breaks next to nothing.",
  ignoreWhen: "All nodes run with seccompDefault: true and Pod Security does not ask for the field.",
  standards: ["pss:restricted", "cis:5.7.2", "nsa"],
  references: ["https://kubernetes.io/docs/tutorials/security/seccomp/"],
  peers: [
    "checkov:CKV_K8S_31",
    "trivy:KSV-0030",
    "kubescape:C-0210",
    "kubescape:C-0211",
    "kube-score:container-seccomp-profile",
    "monokle:PSS205",
    "monokle:KSV030",
    "kics:seccomp_profile_is_not_configured",
    "kubesec:SeccompAny",
  ],
  fix: "suggestion",
  pod(pod, { kubernetes, report }) {
    if (kubernetes < 19 || isWindowsExempt(pod, kubernetes)) return;
    const podLevel = pod.at(...PROFILE);
    if (!podLevel.absent) return; // one that does not confine is reported by seccomp-unconfined
    const confinable = pod.containers.filter((container) => !isPrivileged(container)); // privileged ones ignore seccomp
    const missing = confinable.filter(
      (container) => container.at(...PROFILE).absent && !isConfinedByAnnotation(container, kubernetes),
    );
    const confine = suggestion("Use the runtime's seccomp profile for the pod", set(podLevel, { type: "RuntimeDefault" }));
    const fixes = pod.windows ? [] : [confine]; // the API server refuses the field there
    if (missing.length > 0 && missing.length === confinable.length)
      report(
        podLevel,
        `${pod.resource.kind} "${pod.resource.name}" has no seccomp profile: its containers may make every system call.`,
        {
          fixes,
        },
      );
    else
      for (const container of missing)
        report(container.at(...PROFILE), `Container "${container.name}" has no seccomp profile: it may make every system call.`, {
          fixes,
        });
  },
});
