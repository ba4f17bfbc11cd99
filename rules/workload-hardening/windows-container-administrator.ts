// core/v1 WindowsSecurityContextOptions.runAsUserName.
import { boolean, defineRule, type Field, set, suggestion } from "../../server/api.ts";

const ADMINISTRATOR = /^(ContainerAdministrator|NT AUTHORITY\\SYSTEM)$/i;

export default defineRule({
  id: "windows-container-administrator",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Windows container runs as administrator",
  why: "ContainerAdministrator may change everything in the container and has more of the kernel to attack; ContainerUser is enough for most programs.",
  ignoreWhen:
    "An installer or a service that needs it. HostProcess containers, which always run as a system account, have a rule of their own.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/"],
  peers: ["kubescape:C-0211"],
  fix: "suggestion",
  options: { reportUnset: boolean(false, "Report Windows pods that leave the user to their image.") },
  needs: ["runAsUserName", "windows"],
  pod(pod, { options, report }) {
    const fields = new Set<Field>();
    for (const container of pod.containers) {
      if (container.effective("securityContext", "windowsOptions", "hostProcess").value === true) continue;
      fields.add(container.effective("securityContext", "windowsOptions", "runAsUserName"));
    }
    for (const field of fields) {
      const unset = pod.windows && options.reportUnset && field.absent;
      if (!unset && !ADMINISTRATOR.test(field.string ?? "")) continue;
      const who = `${pod.resource.kind} "${pod.resource.name}"`;
      const message = unset ? `${who} takes its user from the image.` : `${who} runs as ${field.string}.`;
      report(field, message, { fixes: [suggestion("Run as ContainerUser", set(field, "ContainerUser"))] });
    }
  },
});
