// Pod Security Standards, restricted control "Running as Non-root user", from 1.23 (check_runAsUser.go).
import {
  defineRule,
  type Field,
  integer,
  isPrivileged,
  isUserNamespaceExempt,
  narrowing,
  type Severity,
  set,
} from "../../server/api.ts";
import { exactly, mode } from "./_mode.ts";

const USER = ["securityContext", "runAsUser"];

export default defineRule({
  id: "run-as-root-user",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Container runs as root on purpose",
  why: "runAsUser: 0 overrides the user that the image was built for. Root in a container is root on the node for every flaw in the runtime, every mounted path of the node and every file it shares.",
  ignoreWhen:
    "A step that must be root, such as an init container that changes the owner of a volume (fsGroup usually does that), or a node agent. A privileged container is left to privileged-container.",
  standards: ["pss:restricted", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: ["trivy:KSV-0105", "monokle:PSS204", "kube-linter:run-as-non-root", "kics:containers_running_as_root"],
  fix: "suggestion",
  options: { mode, defaultUid: integer(10001, "The user id that the fix proposes.", { min: 1 }) },
  presetOptions: exactly,
  needs: ["runAsUser"],
  pod(pod, { kubernetes, options, report }) {
    const pss = options.mode === "pss";
    if (isUserNamespaceExempt(pod, kubernetes) || (pss && kubernetes < 23)) return;
    const reportRoot = (field: Field, message: string, severity: Severity = "error") =>
      report(field, message, {
        severity,
        fixes: [narrowing(pod, `Run as user ${options.defaultUid}`, set(field, options.defaultUid))],
      });
    const podLevel = pod.at(...USER);
    if (podLevel.value === 0) {
      const heirs = pod.containers.filter((container) => container.at(...USER).absent);
      const who = `${pod.resource.kind} "${pod.resource.name}"`;
      if (pss || heirs.some((container) => !isPrivileged(container)))
        reportRoot(podLevel, `${who} runs as root, whatever user its images name.`);
      else if (heirs.length === 0) reportRoot(podLevel, `${who} runs new containers as root: runAsUser is 0.`, "info");
    }
    for (const container of pod.containers) {
      const field = container.at(...USER);
      if (field.value === 0 && (pss || !isPrivileged(container)))
        reportRoot(field, `Container "${container.name}" runs as root, whatever user its image names.`);
    }
  },
});
