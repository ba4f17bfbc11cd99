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
  "/etc/rancher",
  "/etc/shadow",
  "/etc/ssh",
  "/root",
  "/run/containerd",
  "/run/crio",
  "/run/k3s/containerd",
  "/run/podman",
  "/var/lib/containerd",
  "/var/lib/containers",
  "/var/lib/docker",
  "/var/lib/etcd",
  "/var/lib/k0s",
  "/var/lib/kubelet",
  "/var/lib/minikube",
  "/var/lib/rancher/k3s/agent",
  "/var/lib/rancher/k3s/server",
  "/var/lib/rancher/rke2/agent",
  "/var/lib/rancher/rke2/server",
  "/var/run/containerd",
  "/var/run/crio",
  "/var/run/docker.sock",
  "/var/run/podman",
];

/** Writing to these gives the node away; reading them tells about it. */
const SYSTEM = ["/bin", "/boot", "/lib", "/lib64", "/proc", "/sbin", "/sys"];

/** Disks, partitions and memory: whoever has them has every file and every secret of the node. Any other device is but that device. */
const DISK =
  /^\/dev\/(?:(?:sd|hd|vd|xvd|nvme|dm-|md|loop|mmcblk)|(?:mapper|vg\w*)(?:\/|$)|(?:disk\/by-\w+|block)\/.|(?:mem|kmem|port)$)/;

/** The folders of the node's users, their keys and settings; a folder of data in one is of whoever made it. */
const OF_HOME = /^\/home(?:\/[^/]+(?:\/\..*)?)?$/;

/** What the node's own programs run or obey, by its name in /etc; another file or folder there is of whoever made it. */
const OF_ETC = new RegExp(
  `^/etc(?:/(?:${[
    "alternatives|apparmor\\.d|apt|audit|bash\\.bashrc|cni|conf\\.d|containerd|containers|cron.*|crio|dbus-1|default|docker|environment|exports|fstab",
    "group|gshadow|hosts|init|init\\.d|k0s|ld\\.so\\..*|libnl.*|login\\.defs|logrotate\\..*|modprobe\\.d|modules.*|NetworkManager|network|nsswitch\\.conf",
    "nvidia-container-runtime|pam\\..*|passwd|pki|polkit-1|profile.*|rc.*|resolv\\.conf|rsyslog.*|security|selinux|shells|skel|sudoers.*|sysconfig",
    "sysctl\\..*|systemd|tmpfiles\\.d|udev|update-motd\\.d|xinetd\\..*|yum.*",
  ].join("|")})(?:/.*)?)?$`,
);

/** The folders of /usr from which programs and their libraries come; what else stands there is read by some. */
const OF_USR = /^\/usr(?:\/local)?(?:\/(?:bin|sbin|lib|lib32|lib64|libexec)(?:\/.*)?)?$/;

/** Where the kubelet follows links as root, on behalf of who reads logs: a link there shows any file of the node. */
const OF_LOG = /^\/var\/log(?:\/(?:containers|pods)(?:\/.*)?)?$/;

/** What the control plane and the kubelet keep in /etc/kubernetes; another folder there is of whoever made it. */
const OF_KUBERNETES =
  /^(?:pki|ssl|certs?|tls|manifests|static-pod-\w+|addons|audit|enc|encryption|secrets|kubelet|kubeconfig|kube-\w+|config|.*\..*)$/;

/** Files and sockets of the node's own programs in /run; another folder there is of whoever made it. */
const OF_RUN =
  /^\/(?:var\/)?run(?:\/(?:dbus|docker|k3s|lock|log|lvm|mount|netns|runc|secrets|sshd|systemd|udev|user|utmp|xtables\.lock|[^/]*\.sock(?:et)?)(?:\/.*)?)?$/;

/** What is named here is a file of the node's own programs, or a folder of them. */
const NAMED = [OF_ETC, OF_USR, OF_LOG];

/**
 * `secret`: also a folder above such a path. `shared`: programs of the node use it, but it does not give the node away. `device`: a single one. `plugin`: what plug-ins of the kubelet have to mount. Undefined for paths that
 * belong to nobody in particular.
 */
export type HostPathClass = "secret" | "system" | "shared" | "device" | "plugin";

/** What a normalised path of the node is. */
export function classifyHostPath(path: string): HostPathClass | undefined {
  const below = (folder: string) => isAtOrBelow(path, folder);
  if (PLUGIN_FOLDERS.some(below)) return "plugin";
  if (path.startsWith("/dev/")) return DISK.test(path) ? "secret" : "device";
  const own = /^\/etc\/kubernetes\/([^/]+)/.exec(path)?.[1];
  if (own !== undefined && !OF_KUBERNETES.test(own)) return undefined;
  if (OF_HOME.test(path) || SECRET.some((secret) => below(secret) || isAtOrBelow(secret, path))) return "secret";
  if (SYSTEM.some(below) || NAMED.some((named) => named.test(path))) return "system";
  return below("/etc") || below("/usr") || OF_RUN.test(path) ? "shared" : undefined;
}
