// Where objects hold the names of others (kustomize, api/internal/konfig/builtinpluginconsts/namereference.go). Paths are names separated
// by blanks; lists on the way are gone through. At the end stands a name, a list of names, or a mapping with `name` and `namespace`.

export interface Reference {
  readonly target: { readonly group: string; readonly kinds: readonly string[] };
  readonly kinds: readonly string[];
  readonly path: string;
}

const POD = "spec";
const TEMPLATE = "spec template spec";
const POD_PATHS: Readonly<Record<string, string>> = {
  CronJob: "spec jobTemplate spec template spec",
  DaemonSet: TEMPLATE,
  Deployment: TEMPLATE,
  Job: TEMPLATE,
  Pod: POD,
  PodTemplate: "template spec",
  ReplicaSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  StatefulSet: TEMPLATE,
};
const DATA_USERS = ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "PodTemplate", "ReplicaSet", "StatefulSet"];
const OTHER_USERS = ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicationController", "StatefulSet"];

function core(...kinds: readonly string[]): Reference["target"] {
  return { group: "", kinds };
}

function rbac(kind: string): Reference["target"] {
  return { group: "rbac.authorization.k8s.io", kinds: [kind] };
}

function inPods(target: Reference["target"], users: readonly string[], ...paths: readonly string[]): readonly Reference[] {
  return users.flatMap((kind) => paths.map((path) => ({ target, kinds: [kind], path: `${POD_PATHS[kind]} ${path}` })));
}

function containers(path: string): readonly string[] {
  return [`containers ${path}`, `initContainers ${path}`];
}

const CONFIG_MAP = core("ConfigMap");
const SECRET = core("Secret");
const SERVICE = core("Service");

export const REFERENCES: readonly Reference[] = [
  {
    target: { group: "apps", kinds: ["Deployment", "ReplicaSet", "StatefulSet"] },
    kinds: ["HorizontalPodAutoscaler"],
    path: "spec scaleTargetRef name",
  },
  { target: core("ReplicationController"), kinds: ["HorizontalPodAutoscaler"], path: "spec scaleTargetRef name" },
  ...inPods(
    CONFIG_MAP,
    DATA_USERS,
    "volumes configMap name",
    "volumes projected sources configMap name",
    ...containers("env valueFrom configMapKeyRef name"),
    ...containers("envFrom configMapRef name"),
  ),
  { target: CONFIG_MAP, kinds: ["Node"], path: "spec configSource configMap" },
  { target: CONFIG_MAP, kinds: ["Role", "ClusterRole"], path: "rules resourceNames" },
  {
    target: CONFIG_MAP,
    kinds: ["Ingress"],
    path: "metadata annotations nginx.ingress.kubernetes.io/fastcgi-params-configmap",
  },
  ...inPods(
    SECRET,
    DATA_USERS,
    "volumes secret secretName",
    "volumes projected sources secret name",
    "imagePullSecrets name",
    ...containers("env valueFrom secretKeyRef name"),
    ...containers("envFrom secretRef name"),
  ),
  { target: SECRET, kinds: ["Ingress"], path: "spec tls secretName" },
  { target: SECRET, kinds: ["Ingress"], path: "metadata annotations ingress.kubernetes.io/auth-secret" },
  { target: SECRET, kinds: ["Ingress"], path: "metadata annotations nginx.ingress.kubernetes.io/auth-secret" },
  { target: SECRET, kinds: ["Ingress"], path: "metadata annotations nginx.ingress.kubernetes.io/auth-tls-secret" },
  { target: SECRET, kinds: ["ServiceAccount"], path: "imagePullSecrets name" },
  ...["secretName", "adminSecretName", "userSecretName", "secretRef"].map((name) => ({
    target: SECRET,
    kinds: ["StorageClass"],
    path: `parameters ${name}`,
  })),
  { target: SECRET, kinds: ["Role", "ClusterRole"], path: "rules resourceNames" },
  { target: SECRET, kinds: ["PersistentVolume"], path: "spec azureFile secretName" },
  { target: SERVICE, kinds: ["StatefulSet"], path: "spec serviceName" },
  ...["rules http paths backend serviceName", "backend serviceName"].map((path) => ({
    target: SERVICE,
    kinds: ["Ingress"],
    path: `spec ${path}`,
  })),
  { target: SERVICE, kinds: ["Ingress"], path: "spec rules http paths backend service name" },
  { target: SERVICE, kinds: ["Ingress"], path: "spec defaultBackend service name" },
  { target: SERVICE, kinds: ["APIService"], path: "spec service name" },
  {
    target: SERVICE,
    kinds: ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
    path: "webhooks clientConfig service",
  },
  { target: SERVICE, kinds: ["HTTPRoute"], path: "spec rules backendRefs name" },
  { target: rbac("Role"), kinds: ["RoleBinding"], path: "roleRef name" },
  { target: rbac("ClusterRole"), kinds: ["RoleBinding", "ClusterRoleBinding"], path: "roleRef name" },
  { target: core("ServiceAccount"), kinds: ["RoleBinding", "ClusterRoleBinding"], path: "subjects" },
  ...inPods(core("ServiceAccount"), OTHER_USERS, "serviceAccountName"),
  ...inPods(core("PersistentVolumeClaim"), OTHER_USERS, "volumes persistentVolumeClaim claimName"),
  { target: core("PersistentVolume"), kinds: ["PersistentVolumeClaim"], path: "spec volumeName" },
  { target: core("PersistentVolume"), kinds: ["ClusterRole"], path: "rules resourceNames" },
  {
    target: { group: "storage.k8s.io", kinds: ["StorageClass"] },
    kinds: ["PersistentVolume", "PersistentVolumeClaim"],
    path: "spec storageClassName",
  },
  {
    target: { group: "storage.k8s.io", kinds: ["StorageClass"] },
    kinds: ["StatefulSet"],
    path: "spec volumeClaimTemplates spec storageClassName",
  },
  ...inPods({ group: "scheduling.k8s.io", kinds: ["PriorityClass"] }, OTHER_USERS, "priorityClassName"),
  { target: { group: "networking.k8s.io", kinds: ["IngressClass"] }, kinds: ["Ingress"], path: "spec ingressClassName" },
];

const BY_KIND = new Map<string, readonly Reference[]>();
for (const reference of REFERENCES)
  for (const kind of reference.kinds) BY_KIND.set(kind, [...(BY_KIND.get(kind) ?? []), reference]);

/** The places where objects of a kind name others. */
export function referencesOf(kind: string): readonly Reference[] {
  return BY_KIND.get(kind) ?? [];
}
