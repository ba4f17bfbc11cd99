// Pod Security Standards, restricted control "Running as Non-root" (check_runAsNonRoot.go).
import {
  type Container,
  type Context,
  defineRule,
  type Field,
  type Fix,
  isUserNamespaceExempt,
  narrowing,
  type Pod,
  set,
} from "../../server/api.ts";
import { exactly, mode } from "./_mode.ts";

const NON_ROOT = ["securityContext", "runAsNonRoot"];

export default defineRule({
  id: "run-as-non-root",
  family: "pod-security",
  severity: "warning",
  tier: "strict",
  title: "Container may run as root",
  why: "Root in a container is root on the node for every flaw in the runtime, every mounted path of the node and every file it shares. With runAsNonRoot the kubelet refuses to start an image that would run as root, so it cannot happen by a changed base image either.",
  ignoreWhen:
    "Software that has to start as root and drops its rights itself. By itself the rule accepts a runAsUser other than 0; Pod Security admission does not (mode pss).",
  standards: ["pss:restricted", "cis:5.2.7", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: [
    "kube-linter:run-as-non-root",
    "checkov:CKV_K8S_23",
    "trivy:KSV-0012",
    "kubescape:C-0013",
    "kubescape:C-0198",
    "polaris:runAsRootAllowed",
    "monokle:PSS203",
    "monokle:KSV012",
    "kics:containers_run_as_root",
    "kics:containers_running_as_root",
    "kubesec:RunAsNonRoot",
  ],
  fix: "suggestion",
  options: { mode },
  presetOptions: exactly,
  pod(pod, { defersTo, kubernetes, options, report }) {
    if (isUserNamespaceExempt(pod, kubernetes)) return;
    const pss = options.mode === "pss";
    const podLevel = pod.at(...NON_ROOT);
    // The fields that decide, each once: one at the pod decides for several containers.
    const culprits = new Map<Field, Container | undefined>();
    if (pss && podLevel.value === false) culprits.set(podLevel, undefined);
    for (const container of pod.containers) {
      const field = container.effective(...NON_ROOT);
      if (field.value === true || field.state === "unknown") continue;
      if (!pss && isSettledElsewhere(container, field, defersTo)) continue;
      if (!culprits.has(field)) culprits.set(field, field === podLevel ? undefined : container);
    }
    for (const [field, container] of culprits) reportCulprit(pod, container, field, report);
  },
});

/** The user is known not to be root, or the root user itself is reported, or there is no root (Windows). */
function isSettledElsewhere(container: Container, field: Field, defersTo: Context["defersTo"]): boolean {
  const user = container.effective("securityContext", "runAsUser");
  if (user.value === 0) return defersTo("run-as-root-user");
  return !user.absent || (container.pod.windows && field.value !== false);
}

/** Whether a container says that it runs as root, without a runAsNonRoot of its own: what the pod says would keep it from starting. */
function someNeedsRoot(pod: Pod): boolean {
  return pod.containers.some(
    (container) => container.at("securityContext", "runAsUser").value === 0 && container.at(...NON_ROOT).absent,
  );
}

function reportCulprit(pod: Pod, container: Container | undefined, field: Field, report: Context["report"]): void {
  const who = container ? `Container "${container.name}"` : `${pod.resource.kind} "${pod.resource.name}"`;
  const fixes = fixesOf(pod, container, field);
  if (field.absent) report(field, `${who} may run as root: runAsNonRoot is not set.`, { fixes });
  else report(field, `${who} is allowed to run as root.`, { fixes, severity: "error" });
}

/** The setting where nobody that must be root inherits it. For a container that is root there is none: it would never start. */
function fixesOf(pod: Pod, container: Container | undefined, field: Field): readonly Fix[] {
  if (container?.effective("securityContext", "runAsUser").value === 0) return [];
  if (field.exists) return [narrowing(pod, "Refuse to run as root", set(field, true))];
  return container && someNeedsRoot(pod)
    ? [narrowing(pod, "Refuse to run this container as root", set(field, true))]
    : [narrowing(pod, "Refuse to run this pod as root", set(pod.at(...NON_ROOT), true))];
}
