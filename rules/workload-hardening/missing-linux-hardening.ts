// core/v1 SecurityContext: seccompProfile, appArmorProfile, seLinuxOptions, capabilities.
import { type Container, defineRule, set, suggestion } from "../../server/api.ts";
import { hasAppArmorProfile } from "./_app-armor.ts";

export default defineRule({
  id: "missing-linux-hardening",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Container has no Linux hardening",
  why: "Seccomp, AppArmor, SELinux and dropped capabilities each make a way out of the container harder. This one uses none of them.",
  ignoreWhen: "The nodes confine every container by themselves (seccompDefault, SELinux in enforcing mode).",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: ["kubescape:C-0055", "polaris:linuxHardening"],
  fix: "suggestion",
  container(container, { report }) {
    if (container.pod.windows || isHardened(container)) return;
    const own = container.effective("securityContext", "seccompProfile");
    const fix = own.absent
      ? suggestion(
          "Use the runtime's seccomp profile for the pod",
          set(container.pod.at("securityContext", "seccompProfile"), { type: "RuntimeDefault" }),
        )
      : suggestion("Use the runtime's seccomp profile", set(own.at("type"), "RuntimeDefault"));
    report(
      container.field,
      `Container "${container.name}" has no seccomp, AppArmor or SELinux setting and drops no capability.`,
      {
        fixes: [fix],
      },
    );
  },
});

/** One setting is enough; what cannot be known counts as set. */
function isHardened(container: Container): boolean {
  const seccomp = container.effective("securityContext", "seccompProfile");
  const drop = container.at("securityContext", "capabilities", "drop");
  return (
    (!seccomp.absent && seccomp.at("type").value !== "Unconfined") ||
    !container.effective("securityContext", "seLinuxOptions").absent ||
    hasAppArmorProfile(container) ||
    drop.items().length > 0 ||
    drop.open
  );
}
