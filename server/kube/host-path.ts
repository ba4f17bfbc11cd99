import { isAtOrBelow } from "./volume.ts";

// What a path of the node is worth to an attacker (NSA Kubernetes Hardening Guide, "Pod security").

/** Folders in which the kubelet looks for the sockets of its plug-ins: writing there is what a plug-in is for. */
const PLUGIN_FOLDERS = [
  "/var/lib/kubelet/device-plugins",
  "/var/lib/kubelet/plugins",
  "/var/lib/kubelet/plugins_registry",
  "/var/lib/kubelet/pod-resources",
];

/** Reading these is enough to take the node over or to learn secrets of others. */
const SECRET = [
  "/dev",
  "/etc/kubernetes",
  "/etc/shadow",
  "/etc/ssh",
  "/home",
  "/root",
  "/run/containerd",
  "/run/crio",
  "/var/lib/containerd",
  "/var/lib/docker",
  "/var/lib/etcd",
  "/var/lib/kubelet",
  "/var/run/containerd",
  "/var/run/crio",
  "/var/run/docker.sock",
];

/** Writing to these gives the node away; reading them tells about it. */
const SYSTEM = ["/bin", "/boot", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr", "/var/log"];

/** Device files that many agents need, and locks and sockets of the node. */
const DEVICES = ["/dev/fuse", "/dev/net/tun", "/dev/shm"];
const SHARED = ["/run", "/var/run"];

/**
 * `secret`: also a folder above such a path. `plugin`: what plug-ins of the kubelet have to mount. Undefined for paths that belong to
 * nobody in particular.
 */
export type HostPathClass = "secret" | "system" | "shared" | "plugin";

/** What a normalised path of the node is. */
export function classifyHostPath(path: string): HostPathClass | undefined {
  const below = (folder: string) => isAtOrBelow(path, folder);
  if (PLUGIN_FOLDERS.some(below)) return "plugin";
  if (DEVICES.some(below)) return "shared";
  if (SECRET.some((secret) => below(secret) || isAtOrBelow(secret, path))) return "secret";
  if (SYSTEM.some(below)) return "system";
  return SHARED.some(below) ? "shared" : undefined;
}
