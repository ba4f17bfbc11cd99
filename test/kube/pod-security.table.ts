// The Pod Security Standards as cases, control by control (k8s.io/pod-security-admission, policy/check_*.go at v1.37).

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
export type Mapping = { readonly [key: string]: Json };

/** What a case changes in a pod that meets the restricted level. A value of undefined removes the key. */
export interface Change {
  readonly annotations?: Mapping;
  readonly spec?: Mapping;
  /** In the pod's securityContext. */
  readonly pod?: Mapping;
  /** In the container. */
  readonly container?: Mapping;
  /** In the container's securityContext. */
  readonly context?: Mapping;
}

/** The versions 1.N at which a level denies a pod: `all`, `none`, `34-`, `-30`, `19-30`. */
export type Versions = string;

export interface Case {
  readonly title: string;
  readonly change: Change;
  readonly baseline: Versions;
  readonly restricted: Versions;
}

/** Whether the version is among them. */
export function includes(versions: Versions, version: number): boolean {
  if (versions === "all" || versions === "none") return versions === "all";
  const [from = "", to = ""] = versions.split("-");
  return version >= Number(from) && version <= (to === "" ? Infinity : Number(to));
}

const allowed = (title: string, change: Change): Case => ({ title, change, baseline: "none", restricted: "none" });
const denied = (title: string, change: Change, baseline: Versions = "all", restricted = baseline): Case => ({
  title,
  change,
  baseline,
  restricted,
});
const restrictedOnly = (title: string, change: Change, restricted: Versions): Case => ({
  title,
  change,
  baseline: "none",
  restricted,
});

const spec = (change: Mapping): Change => ({ spec: change });
const pod = (change: Mapping): Change => ({ pod: change });
const context = (change: Mapping): Change => ({ context: change });
const volume = (change: Mapping): Change => spec({ volumes: [{ name: "data", ...change }] });
const port = (change: Mapping): Change => ({ container: { ports: [{ containerPort: 80, ...change }] } });
const capabilities = (add: Json, drop: Json = ["ALL"]): Change => context({ capabilities: { drop, add } });
const sysctl = (name: string): Change => pod({ sysctls: [{ name, value: "1" }] });
const annotation = (name: string, value: Json): Change => ({ annotations: { [name]: value } });
const windows = { os: { name: "windows" } };
const user = { hostUsers: false };

/** A container in another list, with its security context. */
const extra = (list: string, securityContext: Mapping, more: Mapping = {}): Change =>
  spec({
    [list]: [
      {
        name: "extra",
        image: "extra:1.2",
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, ...securityContext },
        ...more,
      },
    ],
  });

const handler = (path: readonly string[], value: Mapping): Change => ({
  container: path.reduceRight<Mapping>((inner, key) => ({ [key]: inner }), value),
});

const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";
const SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_OF = "container.seccomp.security.alpha.kubernetes.io/";

const BASELINE_CAPABILITIES = [
  ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"],
  ...["SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];
const RESTRICTED_VOLUMES = [
  ...["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"],
];
const OTHER_VOLUMES = [
  ...["gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "nfs", "iscsi", "glusterfs", "rbd", "flexVolume", "cinder"],
  ...["cephfs", "flocker", "fc", "azureFile", "vsphereVolume", "quobyte", "azureDisk", "photonPersistentDisk"],
  ...["portworxVolume", "scaleIO", "storageos"],
];
const SYSCTLS: Readonly<Record<string, Versions>> = {
  "kernel.shm_rmid_forced": "none",
  "net.ipv4.ip_local_port_range": "none",
  "net.ipv4.ip_unprivileged_port_start": "none",
  "net.ipv4.ping_group_range": "none",
  "net.ipv4.tcp_syncookies": "none",
  "net.ipv4.ip_local_reserved_ports": "-26",
  "net.ipv4.tcp_fin_timeout": "-28",
  "net.ipv4.tcp_keepalive_intvl": "-28",
  "net.ipv4.tcp_keepalive_probes": "-28",
  "net.ipv4.tcp_keepalive_time": "-28",
  "net.ipv4.tcp_rmem": "-31",
  "net.ipv4.tcp_wmem": "-31",
  "net.ipv4.tcp_notsent_lowat": "-36",
  "net.ipv4.tcp_slow_start_after_idle": "-36",
  "net/ipv4/tcp_syncookies": "all",
  "net.core.somaxconn": "all",
};

/** The cases by control. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
  "none of them": [allowed("a pod that meets the restricted level", {})],
  privileged: [
    allowed("false", context({ privileged: false })),
    allowed("null", context({ privileged: null })),
    denied("true", context({ privileged: true })),
    denied("an init container", extra("initContainers", { privileged: true })),
    denied("a sidecar", extra("initContainers", { privileged: true }, { restartPolicy: "Always" })),
    denied("an ephemeral container", extra("ephemeralContainers", { privileged: true })),
    denied("in a user namespace", { ...spec(user), ...context({ privileged: true }) }),
    denied("on Windows", { ...spec(windows), ...context({ privileged: true }) }),
  ],
  hostNamespaces: [
    allowed("all false", spec({ hostNetwork: false, hostPID: false, hostIPC: false })),
    ...["hostNetwork", "hostPID", "hostIPC"].map((key) => denied(key, spec({ [key]: true }))),
    denied("hostNetwork on Windows", spec({ hostNetwork: true, ...windows })),
    denied("hostPID in a user namespace", spec({ hostPID: true, ...user })),
  ],
  hostPathVolumes: [
    allowed("null", volume({ hostPath: null })),
    denied("a path", volume({ hostPath: { path: "/srv" } })),
    denied("empty", volume({ hostPath: {} })),
  ],
  hostPorts: [
    allowed("unset", port({})),
    allowed("0", port({ hostPort: 0 })),
    denied("a port", port({ hostPort: 8080 })),
    denied("an init container", extra("initContainers", {}, { ports: [{ containerPort: 80, hostPort: 80 }] })),
    denied("the same port on the network of the node", { ...spec({ hostNetwork: true }), ...port({ hostPort: 80 }) }),
  ],
  hostProbesAndHostLifecycle: [
    allowed("no host", handler(["livenessProbe", "httpGet"], { port: 80 })),
    allowed("an empty host", handler(["livenessProbe", "tcpSocket"], { port: 80, host: "" })),
    allowed("no HTTP", handler(["livenessProbe", "exec"], { command: ["true"] })),
    ...[["livenessProbe"], ["readinessProbe"], ["startupProbe"], ["lifecycle", "postStart"], ["lifecycle", "preStop"]].flatMap(
      (path) =>
        ["httpGet", "tcpSocket"].map((action) =>
          denied([...path, action].join("."), handler([...path, action], { port: 80, host: "127.0.0.1" }), "34-"),
        ),
    ),
    denied(
      "an init container",
      extra("initContainers", {}, { livenessProbe: { tcpSocket: { host: "localhost", port: 80 } } }),
      "34-",
    ),
  ],
  appArmorProfile: [
    allowed("RuntimeDefault", pod({ appArmorProfile: { type: "RuntimeDefault" } })),
    allowed("Localhost", context({ appArmorProfile: { type: "Localhost", localhostProfile: "web" } })),
    denied("Unconfined for the pod", pod({ appArmorProfile: { type: "Unconfined" } })),
    denied("Unconfined for a container", context({ appArmorProfile: { type: "Unconfined" } })),
    denied("no type", context({ appArmorProfile: {} })),
    denied("an empty type", context({ appArmorProfile: { type: "" } })),
    denied("in small letters", context({ appArmorProfile: { type: "runtimedefault" } })),
    allowed("annotation runtime/default", annotation(`${APPARMOR}app`, "runtime/default")),
    allowed("annotation localhost", annotation(`${APPARMOR}app`, "localhost/web")),
    allowed("an empty annotation", annotation(`${APPARMOR}app`, "")),
    denied("annotation unconfined", annotation(`${APPARMOR}app`, "unconfined")),
    denied("annotation of no container", annotation(`${APPARMOR}gone`, "unconfined")),
    denied("annotation beside a field", {
      ...annotation(`${APPARMOR}app`, "unconfined"),
      ...context({ appArmorProfile: { type: "RuntimeDefault" } }),
    }),
  ],
  capabilities: [
    ...BASELINE_CAPABILITIES.map((name) =>
      name === "NET_BIND_SERVICE" ? allowed(name, capabilities([name])) : restrictedOnly(name, capabilities([name]), "22-"),
    ),
    ...["NET_RAW", "ALL", "SYS_ADMIN", "CAP_CHOWN", "chown"].map((name) => denied(name, capabilities([name]))),
    denied("an ephemeral container", extra("ephemeralContainers", { capabilities: { drop: ["ALL"], add: ["SYS_TIME"] } })),
    restrictedOnly("nothing dropped", context({ capabilities: undefined }), "22-"),
    restrictedOnly("an empty drop", capabilities([], []), "22-"),
    restrictedOnly("drop all in small letters", capabilities([], ["all"]), "22-"),
    restrictedOnly("drop CAP_ALL", capabilities([], ["CAP_ALL"]), "22-"),
    restrictedOnly("drop one", capabilities([], ["NET_RAW"]), "22-"),
    allowed("drop one and ALL", capabilities([], ["NET_RAW", "ALL"])),
    restrictedOnly("nothing dropped on Windows", { ...spec(windows), ...context({ capabilities: undefined }) }, "22-24"),
    denied("added on Windows", { ...spec(windows), ...capabilities(["NET_RAW"]) }, "all", "-24"),
    restrictedOnly(
      "a node selector is no operating system",
      { ...spec({ nodeSelector: { "kubernetes.io/os": "windows" } }), ...context({ capabilities: undefined }) },
      "22-",
    ),
  ],
  procMount: [
    allowed("Default", context({ procMount: "Default" })),
    denied("Unmasked", context({ procMount: "Unmasked" })),
    denied("empty", context({ procMount: "" })),
    denied("Unmasked in a user namespace", { ...spec(user), ...context({ procMount: "Unmasked" }) }, "-34", "all"),
    denied("Unmasked with hostUsers", { ...spec({ hostUsers: true }), ...context({ procMount: "Unmasked" }) }),
  ],
  seLinuxOptions: [
    allowed("a level", pod({ seLinuxOptions: { level: "s0:c1,c2" } })),
    allowed("empty", pod({ seLinuxOptions: {} })),
    allowed("empty values", context({ seLinuxOptions: { type: "", user: "", role: "" } })),
    ...["container_t", "container_init_t", "container_kvm_t"].map((type) => allowed(type, pod({ seLinuxOptions: { type } }))),
    denied("container_engine_t", context({ seLinuxOptions: { type: "container_engine_t" } }), "-30"),
    denied("spc_t", pod({ seLinuxOptions: { type: "spc_t" } })),
    denied("a user", pod({ seLinuxOptions: { user: "system_u" } })),
    denied("a role", context({ seLinuxOptions: { role: "system_r" } })),
  ],
  seccompProfile: [
    allowed("RuntimeDefault for the container", {
      ...pod({ seccompProfile: undefined }),
      ...context({ seccompProfile: { type: "RuntimeDefault" } }),
    }),
    allowed("Localhost", pod({ seccompProfile: { type: "Localhost", localhostProfile: "web.json" } })),
    denied("Unconfined for the pod", pod({ seccompProfile: { type: "Unconfined" } }), "19-"),
    denied("Unconfined for a container", context({ seccompProfile: { type: "Unconfined" } }), "19-"),
    denied("no type", context({ seccompProfile: {} }), "19-"),
    restrictedOnly("none", pod({ seccompProfile: undefined }), "19-"),
    restrictedOnly("null", pod({ seccompProfile: null }), "19-"),
    restrictedOnly(
      "one container of two",
      {
        ...pod({ seccompProfile: undefined }),
        ...context({ seccompProfile: { type: "RuntimeDefault" } }),
        ...extra("initContainers", {}),
      },
      "19-",
    ),
    restrictedOnly("none on Windows", { ...spec(windows), ...pod({ seccompProfile: undefined }) }, "19-24"),
    denied("Unconfined on Windows", { ...spec(windows), ...pod({ seccompProfile: { type: "Unconfined" } }) }, "19-", "19-24"),
    allowed("annotation runtime/default", annotation(SECCOMP, "runtime/default")),
    allowed("annotation docker/default", annotation(`${SECCOMP_OF}app`, "docker/default")),
    allowed("annotation localhost", annotation(SECCOMP, "localhost/web.json")),
    allowed("annotation of no container", annotation(`${SECCOMP_OF}gone`, "unconfined")),
    denied("annotation unconfined", annotation(SECCOMP, "unconfined"), "-18"),
    denied("an empty annotation", annotation(SECCOMP, ""), "-18"),
    denied("annotation of a container", annotation(`${SECCOMP_OF}app`, "unconfined"), "-18"),
  ],
  sysctls: Object.entries(SYSCTLS).map(([name, versions]) => denied(name, sysctl(name), versions)),
  windowsHostProcess: [
    allowed("false", pod({ windowsOptions: { hostProcess: false } })),
    denied("for the pod", pod({ windowsOptions: { hostProcess: true } })),
    denied("for a container", context({ windowsOptions: { hostProcess: true } })),
    denied("for the pod, not for its container", {
      ...pod({ windowsOptions: { hostProcess: true } }),
      ...context({ windowsOptions: { hostProcess: false } }),
    }),
    denied("with the network that it needs", {
      ...spec({ hostNetwork: true, ...windows }),
      ...pod({ windowsOptions: { hostProcess: true } }),
    }),
  ],
  allowPrivilegeEscalation: [
    restrictedOnly("unset", context({ allowPrivilegeEscalation: undefined }), "8-"),
    restrictedOnly("null", context({ allowPrivilegeEscalation: null }), "8-"),
    restrictedOnly("true", context({ allowPrivilegeEscalation: true }), "8-"),
    restrictedOnly("an init container", extra("initContainers", { allowPrivilegeEscalation: true }), "8-"),
    restrictedOnly("on Windows", { ...spec(windows), ...context({ allowPrivilegeEscalation: undefined }) }, "8-24"),
    restrictedOnly("in a user namespace", { ...spec(user), ...context({ allowPrivilegeEscalation: true }) }, "8-"),
  ],
  restrictedVolumes: [
    ...RESTRICTED_VOLUMES.map((source) => allowed(source, volume({ [source]: {} }))),
    ...OTHER_VOLUMES.map((source) => restrictedOnly(source, volume({ [source]: {} }), "all")),
    allowed("no source", volume({})),
    allowed("a null source", volume({ nfs: null })),
    allowed("a null emptyDir", volume({ emptyDir: null })),
    allowed("an unknown source", volume({ holographicDisk: {} })),
  ],
  runAsNonRoot: [
    allowed("for the container", { ...pod({ runAsNonRoot: undefined }), ...context({ runAsNonRoot: true }) }),
    restrictedOnly("unset", pod({ runAsNonRoot: undefined }), "all"),
    restrictedOnly("another user is not enough", pod({ runAsNonRoot: undefined, runAsUser: 1000 }), "all"),
    restrictedOnly("false for the pod", pod({ runAsNonRoot: false }), "all"),
    restrictedOnly(
      "false for the pod, true for its container",
      { ...pod({ runAsNonRoot: false }), ...context({ runAsNonRoot: true }) },
      "all",
    ),
    restrictedOnly("false for the container", context({ runAsNonRoot: false }), "all"),
    restrictedOnly(
      "one container of two",
      { ...pod({ runAsNonRoot: undefined }), ...context({ runAsNonRoot: true }), ...extra("initContainers", {}) },
      "all",
    ),
    restrictedOnly("on Windows", { ...spec(windows), ...pod({ runAsNonRoot: undefined }) }, "all"),
    restrictedOnly("in a user namespace", { ...spec(user), ...pod({ runAsNonRoot: false }) }, "-34"),
  ],
  runAsUser: [
    allowed("1000", pod({ runAsUser: 1000 })),
    allowed("other ids", pod({ runAsGroup: 0, fsGroup: 0 })),
    restrictedOnly("0 for the pod", pod({ runAsUser: 0 }), "23-"),
    restrictedOnly("0 for the pod, 1000 for its container", { ...pod({ runAsUser: 0 }), ...context({ runAsUser: 1000 }) }, "23-"),
    restrictedOnly("0 for a container", context({ runAsUser: 0 }), "23-"),
    restrictedOnly("0 in a user namespace", { ...spec(user), ...context({ runAsUser: 0 }) }, "23-34"),
  ],
};
