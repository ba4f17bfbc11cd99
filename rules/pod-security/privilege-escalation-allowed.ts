// Pod Security Standards, restricted control "Privilege Escalation", from 1.8 (check_allowPrivilegeEscalation.go).
import { defineRule, isWindowsExempt, mayForbidEscalation, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "privilege-escalation-allowed",
  family: "pod-security",
  severity: "warning",
  tier: "strict",
  title: "Container allows privilege escalation",
  why: "Unless allowPrivilegeEscalation is false, a process can become more than its parent through setuid programs such as su, mount or a forgotten helper in the image. With false the kernel refuses (no_new_privs), so a non-root container stays non-root.",
  ignoreWhen: "A container that starts as non-root and must use sudo, ping or another setuid program.",
  standards: ["pss:restricted", "cis:5.2.6", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: [
    "kube-linter:privilege-escalation-container",
    "checkov:CKV_K8S_20",
    "trivy:KSV-0001",
    "kubescape:C-0016",
    "kubescape:C-0197",
    "polaris:privilegeEscalationAllowed",
    "monokle:PSS202",
    "monokle:KSV001",
    "kics:privilege_escalation_allowed",
    "kubesec:AllowPrivilegeEscalation",
  ],
  fix: "suggestion",
  container(container, { kubernetes, report }) {
    if (kubernetes < 8 || isWindowsExempt(container.pod, kubernetes)) return;
    const field = container.at("securityContext", "allowPrivilegeEscalation");
    if (field.value === false || field.state === "unknown") return;
    // The API refuses false for these: what is wrong with them is reported by other rules and has to change first.
    if (!mayForbidEscalation(container)) return;
    const explicit = field.value === true;
    const message = explicit
      ? `Container "${container.name}" allows privilege escalation through setuid programs.`
      : `Container "${container.name}" does not set allowPrivilegeEscalation: false, and the default is true.`;
    report(field, message, {
      // The API server refuses the field on a pod for Windows.
      fixes: container.pod.windows ? [] : [suggestion("Forbid privilege escalation", set(field, false))],
      ...(explicit ? { severity: "error" } : {}),
    });
  },
});
