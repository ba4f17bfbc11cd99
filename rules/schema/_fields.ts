import { type Field, NONE } from "../../server/api.ts";

// Where the security-relevant fields of a pod stand (core/v1 PodSpec, PodSecurityContext, SecurityContext) and what else stands beside them.

/** Fields of a container's securityContext. */
export const CONTAINER_CONTEXT: readonly string[] = [
  "allowPrivilegeEscalation",
  "appArmorProfile",
  "capabilities",
  "privileged",
  "procMount",
  "readOnlyRootFilesystem",
  "runAsGroup",
  "runAsNonRoot",
  "runAsUser",
  "seLinuxOptions",
  "seccompProfile",
  "windowsOptions",
];

/** Fields of a pod's securityContext. */
export const POD_CONTEXT: readonly string[] = [
  "appArmorProfile",
  "fsGroup",
  "fsGroupChangePolicy",
  "runAsGroup",
  "runAsNonRoot",
  "runAsUser",
  "seLinuxChangePolicy",
  "seLinuxOptions",
  "seccompProfile",
  "supplementalGroups",
  "supplementalGroupsPolicy",
  "sysctls",
  "windowsOptions",
];

/** Fields of a pod's spec that matter for security. */
export const POD_SPEC_SECURITY: readonly string[] = [
  "automountServiceAccountToken",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostUsers",
  "runtimeClassName",
  "securityContext",
  "serviceAccountName",
  "shareProcessNamespace",
];

/** Every field of a pod's spec, so that a real one is not taken for a misspelling. */
export const POD_SPEC: ReadonlySet<string> = new Set([
  ...POD_SPEC_SECURITY,
  ..."activeDeadlineSeconds affinity containers dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostname hostnameOverride imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims resources restartPolicy schedulerName schedulingGates schedulingGroup serviceAccount setHostnameAsFQDN subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes workloadRef".split(
    " ",
  ),
]);

/** Every field of a container. */
export const CONTAINER: ReadonlySet<string> = new Set(
  "args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce targetContainerName terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir".split(
    " ",
  ),
);

/**
 * The fields of these names that exist. For names that nearly never do: a look-up makes a field for each that is missing, so the keys are asked first.
 */
export function existing(field: Field, names: ReadonlySet<string>): readonly Field[] {
  const { node } = field;
  if (node?.kind !== "mapping" || !node.entries.some(({ name }) => name === "<<" || names.has(name))) return NONE;
  return [...names].map((name) => field.at(name)).filter(({ exists }) => exists);
}
