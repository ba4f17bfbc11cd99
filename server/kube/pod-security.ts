import { type Container, isPrivileged, type Pod } from "./pod.ts";

// What the Pod Security Standards allow, by policy version 1.N (k8s.io/pod-security-admission, policy/check_*.go). Names are compared
// letter by letter, as admission does.

/** The levels that forbid anything. */
export type PodSecurityLevel = "baseline" | "restricted";

const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Whether a container may add the capability (check_capabilities_baseline.go, check_capabilities_restricted.go). */
export function isAllowedCapability(name: string, level: PodSecurityLevel): boolean {
  return level === "baseline" ? BASELINE_CAPABILITIES.has(name) : name === "NET_BIND_SERVICE";
}

/** Safe sysctls and the version from which the policy allows them (check_sysctls.go). */
const SAFE_SYSCTLS: Readonly<Record<string, number>> = {
  "kernel.shm_rmid_forced": 0,
  "net.ipv4.ip_local_port_range": 0,
  "net.ipv4.ip_unprivileged_port_start": 0,
  "net.ipv4.ping_group_range": 0,
  "net.ipv4.tcp_syncookies": 0,
  "net.ipv4.ip_local_reserved_ports": 27,
  "net.ipv4.tcp_fin_timeout": 29,
  "net.ipv4.tcp_keepalive_intvl": 29,
  "net.ipv4.tcp_keepalive_probes": 29,
  "net.ipv4.tcp_keepalive_time": 29,
  "net.ipv4.tcp_rmem": 32,
  "net.ipv4.tcp_wmem": 32,
  "net.ipv4.tcp_notsent_lowat": 37,
  "net.ipv4.tcp_slow_start_after_idle": 37,
};

/** The version 1.N from which the policy allows the sysctl; `undefined` if no version does. */
export function sysctlAllowedSince(name: string): number | undefined {
  return Object.hasOwn(SAFE_SYSCTLS, name) ? SAFE_SYSCTLS[name] : undefined;
}

/** Whether the SELinux type keeps a container confined (check_seLinuxOptions.go). */
export function isAllowedSeLinuxType(type: string, kubernetes: number): boolean {
  if (type === "container_engine_t") return kubernetes >= 31;
  return type === "" || type === "container_t" || type === "container_init_t" || type === "container_kvm_t";
}

/** Whether a seccomp or AppArmor profile of this type confines (check_seccompProfile_*.go, check_appArmorProfile.go). */
export function isConfiningProfile(type: unknown): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}

const RESTRICTED_VOLUME_SOURCES: ReadonlySet<string> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

const OTHER_VOLUME_SOURCES: ReadonlySet<string> = new Set([
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "gitRepo",
  "glusterfs",
  "hostPath",
  "iscsi",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
]);

/** Whether a key of a volume is a source: one that the restricted level allows, one that it does not, or none that Kubernetes knows. */
export function volumeSourceOf(key: string): "allowed" | "restricted" | undefined {
  if (RESTRICTED_VOLUME_SOURCES.has(key)) return "allowed";
  return OTHER_VOLUME_SOURCES.has(key) ? "restricted" : undefined;
}

/** Whether the restricted level asks a Windows pod for no Linux hardening: from 1.25, by `os.name` alone. */
export function isWindowsExempt(pod: Pod, kubernetes: number): boolean {
  return kubernetes >= 25 && pod.windows;
}

/** Whether root in the pod may be root in a user namespace only, which relaxes some controls: from 1.35, with `hostUsers: false`. */
export function isUserNamespaceExempt(pod: Pod, kubernetes: number): boolean {
  const hostUsers = pod.at("hostUsers");
  return kubernetes >= 35 && (hostUsers.value === false || hostUsers.state === "unknown");
}

/** Whether the API accepts `allowPrivilegeEscalation: false`: not for a container that is privileged or adds SYS_ADMIN. */
export function mayForbidEscalation(container: Container): boolean {
  if (!container.at("securityContext").isMapping) return true;
  const added = container.at("securityContext", "capabilities", "add").items();
  return !isPrivileged(container) && !added.some(({ value }) => value === "SYS_ADMIN" || value === "CAP_SYS_ADMIN");
}

const SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";

/**
 * Whether an annotation gives the container a seccomp profile that confines it, or may: until 1.26 the API server copies it into the field (KEP-135;
 * pkg/registry/core/pod/strategy.go, applySeccompVersionSkew).
 */
export function isConfinedByAnnotation({ name, pod }: Container, kubernetes: number): boolean {
  if (kubernetes >= 27) return false;
  const annotations = pod.metadata.at("annotations");
  const own = annotations.at(`container.seccomp.security.alpha.kubernetes.io/${name}`);
  const field = own.absent ? annotations.at(SECCOMP) : own;
  return !field.absent && field.value !== "unconfined";
}
