import type { ComponentName } from "./component.ts";

/** A flag that a component no longer knows: it does not start with it. */
export interface RemovedFlag {
  readonly flag: string;
  readonly components: readonly ComponentName[];
  /** The N of 1.N in which it was removed. */
  readonly removed: number;
  /** Only these values were removed. */
  readonly values?: RegExp;
  /** What to do instead. */
  readonly instead?: string;
}

const API: readonly ComponentName[] = ["kube-apiserver"];
const MANAGER: readonly ComponentName[] = ["kube-controller-manager"];
const SCHEDULER: readonly ComponentName[] = ["kube-scheduler"];
const KUBELET: readonly ComponentName[] = ["kubelet"];
const CLOUD: readonly ComponentName[] = [...API, ...MANAGER, ...KUBELET];
const LOGGING: readonly ComponentName[] = [...API, ...MANAGER, ...SCHEDULER, ...KUBELET, "kube-proxy"];

const KLOG: readonly string[] = [
  "add-dir-header",
  "alsologtostderr",
  "log-backtrace-at",
  "log-dir",
  "log-file",
  "log-file-max-size",
  "logtostderr",
  "one-output",
  "skip-headers",
  "skip-log-headers",
  "stderrthreshold",
];

/** From the CHANGELOG of each Kubernetes minor version ("Deprecation", "Other") and KEP-2845 (klog flags), KEP-2395 (cloud providers). */
export const REMOVED_FLAGS: readonly RemovedFlag[] = [
  { flag: "basic-auth-file", components: API, removed: 19 },
  { flag: "kubelet-https", components: API, removed: 23 },
  { flag: "insecure-port", components: API, removed: 24 },
  { flag: "insecure-bind-address", components: API, removed: 24 },
  { flag: "port", components: [...API, ...MANAGER, ...SCHEDULER], removed: 24, instead: "use --secure-port" },
  { flag: "address", components: [...API, ...MANAGER, ...SCHEDULER], removed: 24, instead: "use --bind-address" },
  { flag: "master-service-namespace", components: [...API, ...KUBELET], removed: 27 },
  { flag: "pod-eviction-timeout", components: MANAGER, removed: 27, instead: "taints evict pods; set tolerationSeconds" },
  { flag: "enable-taint-manager", components: MANAGER, removed: 27 },
  { flag: "volume-host-cidr-denylist", components: MANAGER, removed: 31 },
  { flag: "volume-host-allow-local-loopback", components: MANAGER, removed: 31 },
  { flag: "policy-config-file", components: SCHEDULER, removed: 23, instead: "use a KubeSchedulerConfiguration" },
  { flag: "policy-configmap", components: SCHEDULER, removed: 23, instead: "use a KubeSchedulerConfiguration" },
  { flag: "policy-configmap-namespace", components: SCHEDULER, removed: 23, instead: "use a KubeSchedulerConfiguration" },
  { flag: "use-legacy-policy-config", components: SCHEDULER, removed: 23, instead: "use a KubeSchedulerConfiguration" },
  { flag: "experimental-bootstrap-kubeconfig", components: KUBELET, removed: 23, instead: "use --bootstrap-kubeconfig" },
  { flag: "network-plugin", components: KUBELET, removed: 24, instead: "the container runtime sets up the network" },
  { flag: "network-plugin-mtu", components: KUBELET, removed: 24, instead: "the container runtime sets up the network" },
  { flag: "cni-bin-dir", components: KUBELET, removed: 24, instead: "configure it in the container runtime" },
  { flag: "cni-conf-dir", components: KUBELET, removed: 24, instead: "configure it in the container runtime" },
  { flag: "cni-cache-dir", components: KUBELET, removed: 24, instead: "configure it in the container runtime" },
  { flag: "docker-endpoint", components: KUBELET, removed: 24 },
  { flag: "image-pull-progress-deadline", components: KUBELET, removed: 24 },
  { flag: "container-runtime", components: KUBELET, removed: 27, instead: "use --container-runtime-endpoint" },
  { flag: "keep-terminated-pod-volumes", components: KUBELET, removed: 31 },
  { flag: "register-schedulable", components: KUBELET, removed: 34, instead: "use --register-with-taints" },
  { flag: "cloud-config", components: KUBELET, removed: 34 },
  {
    flag: "cloud-provider",
    components: CLOUD,
    removed: 31,
    values: /^(?!external$).+/,
    instead: "use an external cloud controller manager",
  },
  ...KLOG.map((flag) => ({
    flag,
    components: LOGGING,
    removed: 26,
    instead: "redirect the standard error, or use kube-log-runner",
  })),
];

/** Admission plug-ins that the API server no longer knows. */
export const REMOVED_PLUGINS: ReadonlyMap<string, number> = new Map([
  ["PodSecurityPolicy", 25],
  ["SecurityContextDeny", 30],
]);
