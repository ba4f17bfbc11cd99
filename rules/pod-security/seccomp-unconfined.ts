// Pod Security Standards, controls "Seccomp" of both levels (check_seccompProfile_baseline.go, check_seccompProfile_restricted.go).
import {
  type Context,
  choice,
  defineRule,
  isConfiningProfile,
  isWindowsExempt,
  type Pod,
  remove,
  set,
  suggestion,
} from "../../server/api.ts";
import { securityContexts } from "./_security-context.ts";

export default defineRule({
  id: "seccomp-unconfined",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Seccomp is switched off",
  why: "The runtime's seccomp profile blocks dozens of system calls that containers do not need and that most container escapes use. Unconfined allows them again.",
  ignoreWhen: "A debugger or a nested container runtime; a Localhost profile with just the missing calls is better.",
  standards: ["pss:baseline", "cis:5.7.2"],
  references: ["https://kubernetes.io/docs/tutorials/security/seccomp/"],
  peers: ["trivy:KSV-0104", "monokle:PSS110", "kubesec:SeccompUnconfined", "kics:seccomp_profile_is_not_configured"],
  fix: "suggestion",
  options: {
    mode: choice(
      ["baseline", "restricted"],
      "baseline",
      "restricted: Windows pods are exempt from 1.25 on, as at the restricted level.",
    ),
  },
  presetOptions: { "pss-baseline": { mode: "baseline" }, "pss-restricted": { mode: "restricted" } },
  needs: ["seccompProfile", "seccomp"],
  pod(pod, { kubernetes, options, report }) {
    if (kubernetes < 19) return reportAnnotations(pod, report);
    if (options.mode === "restricted" && isWindowsExempt(pod, kubernetes)) return;
    for (const { who, field } of securityContexts(pod)) {
      const profile = field.at("seccompProfile");
      const type = profile.at("type");
      const local = profile.at("localhostProfile"); // goes with type Localhost alone
      if (!profile.isMapping || type.state === "unknown" || isConfiningProfile(type.value)) continue;
      report(
        type,
        `${who} has a seccomp profile of ${type.value ? `type ${type.value}` : "no type"}, which does not confine it.`,
        {
          fixes: [suggestion("Use the runtime's profile", set(type, "RuntimeDefault"), ...(local.exists ? [remove(local)] : []))],
        },
      );
    }
  },
});

/** Before 1.19 there were annotations instead of fields; those for containers that do not exist are ignored. */
function reportAnnotations(pod: Pod, report: Context["report"]): void {
  const names = [
    "seccomp.security.alpha.kubernetes.io/pod",
    ...pod.containers.map(({ name }) => `container.seccomp.security.alpha.kubernetes.io/${name}`),
  ];
  for (const name of new Set(names)) {
    const annotation = pod.metadata.at("annotations", name);
    const value = annotation.string;
    if (value === undefined || value === "runtime/default" || value === "docker/default" || value.startsWith("localhost/"))
      continue;
    report(annotation, `This annotation sets the seccomp profile "${value}", which does not confine.`, {
      fixes: [suggestion("Use the runtime's profile", set(annotation, "runtime/default"))],
    });
  }
}
